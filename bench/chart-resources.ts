/** What stands in a chart beside reports: invented problems, medicines, results, operations and requests, in the proportions of an older patient's record. */
import type { CodeableConcept, Condition, MedicationRequest, Observation, Procedure, Resource, ServiceRequest } from 'fhir/r4.js';

export interface Place {
  readonly patientId: string;
  readonly dayAgo: (days: number) => string;
}

const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const concept = (system: string, [code, display]: readonly [string, string]): CodeableConcept => ({
  coding: [{ system, code, display }],
  text: display,
});

const PROBLEMS = [
  ['38341003', 'Hypertensive disorder'],
  ['44054006', 'Type 2 diabetes mellitus'],
  ['195967001', 'Asthma'],
  ['396275006', 'Osteoarthritis'],
  ['49436004', 'Atrial fibrillation'],
  ['55822004', 'Hyperlipidaemia'],
] as const;
const RESULTS = [
  ['2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'umol/L', 70],
  ['718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/L', 128],
  ['17861-6', 'Calcium [Mass/volume] in Serum or Plasma', 'mmol/L', 2],
  ['2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 'mmol/L', 4],
  ['6768-6', 'Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma', 'U/L', 80],
  ['33914-3', 'Glomerular filtration rate/1.73 sq M.predicted', 'mL/min', 62],
  ['1988-5', 'C reactive protein [Mass/volume] in Serum or Plasma', 'mg/L', 4],
] as const;
const MEDICINES = [
  'Amlodipine 5mg tablets',
  'Metformin 500mg tablets',
  'Atorvastatin 20mg tablets',
  'Ramipril 5mg capsules',
  'Paracetamol 500mg tablets',
  'Lansoprazole 15mg capsules',
  'Salbutamol 100micrograms/dose inhaler',
] as const;
const OPERATIONS = ['Cataract extraction', 'Colonoscopy', 'Inguinal hernia repair', 'Total hip replacement'] as const;
const REQUESTS = ['Physiotherapy', 'Diabetic retinal screening', 'Echocardiogram', 'Podiatry'] as const;

const pick = <T extends readonly unknown[]>(list: T, index: number): T[number] => list[index % list.length];

const common = ({ patientId }: Place, id: string) => ({ id, subject: { reference: `Patient/${patientId}` } });

const condition = (place: Place, index: number): Condition => ({
  resourceType: 'Condition',
  ...common(place, `condition-${index}`),
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] },
  code: concept(SNOMED, pick(PROBLEMS, index)),
  onsetDateTime: place.dayAgo(400 + index * 37),
  recordedDate: place.dayAgo(390 + index * 37),
});

const medication = (place: Place, index: number): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  ...common(place, `medication-${index}`),
  status: index % 5 === 4 ? 'stopped' : 'active',
  intent: 'order',
  medicationCodeableConcept: { text: pick(MEDICINES, index) },
  authoredOn: place.dayAgo(index * 11),
  dosageInstruction: [{ text: 'One to be taken each day' }],
  dispenseRequest: { numberOfRepeatsAllowed: 5, quantity: { value: 28, unit: 'tablet' }, expectedSupplyDuration: { value: 28, code: 'd' } },
});

const observation = (place: Place, index: number): Observation => {
  const [code, display, unit, usual] = pick(RESULTS, index);
  return {
    resourceType: 'Observation',
    ...common(place, `observation-${index}`),
    status: 'final',
    code: concept(LOINC, [code, display]),
    effectiveDateTime: `${place.dayAgo(index * 6)}T09:40:00+00:00`,
    valueQuantity: { value: usual * (1 + (index % 9) / 100), unit },
    interpretation: [{ coding: [{ code: 'N' }] }],
  };
};

const procedure = (place: Place, index: number): Procedure => ({
  resourceType: 'Procedure',
  ...common(place, `procedure-${index}`),
  status: 'completed',
  code: { text: pick(OPERATIONS, index) },
  performedDateTime: place.dayAgo(200 + index * 50),
});

const request = (place: Place, index: number): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  ...common(place, `request-${index}`),
  status: 'completed',
  intent: 'order',
  code: { text: pick(REQUESTS, index) },
  authoredOn: place.dayAgo(60 + index * 9),
  reasonCode: [{ text: 'Routine review' }],
});

/** Of ten resources four are results, three medicines, and one each a problem, an operation and a request. */
const KINDS = [
  observation,
  medication,
  condition,
  observation,
  medication,
  procedure,
  observation,
  medication,
  request,
  observation,
] as const;

export const chartResource = (place: Place, index: number): Resource => pick(KINDS, index)(place, index);
