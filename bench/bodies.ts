/** Invented hook requests of three sizes, each the chart of one of many patients: the patient's id is patched into a ready buffer, so that making a body costs the load generator next to nothing. */
import type { DiagnosticReport, Resource } from 'fhir/r4.js';

export interface BodySize {
  readonly name: string;
  readonly reports: number;
  readonly resources: number;
  /** Characters of one report. */
  readonly reportLength: number;
}

export const SIZES: readonly BodySize[] = [
  { name: 'small', reports: 1, resources: 20, reportLength: 1_000 },
  { name: 'typical', reports: 10, resources: 150, reportLength: 1_500 },
  { name: 'large', reports: 50, resources: 1_500, reportLength: 2_000 },
];

const PATIENT = 'bench-000000';
const INSTANCE = '00000000-0000-4000-8000-000000000000';
const subject = { reference: `Patient/${PATIENT}` };
const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

const FILLER = 'The lungs are clear. Heart size is normal. There is no pleural effusion. Mild degenerative change in the lower lumbar spine. The liver, spleen and kidneys are unremarkable. ';
const FRACTURE = 'There is a moderate wedge compression fracture of T12, unchanged. ';

const reportText = (length: number, fractured: boolean): string =>
  `CLINICAL DETAILS: Abdominal pain.\nFINDINGS: ${FILLER.repeat(Math.ceil(length / FILLER.length)).slice(0, length)} ${fractured ? FRACTURE : ''}\nCONCLUSION: No acute abnormality.`;

const report = (index: number, length: number): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  id: `report-${index}`,
  status: 'final',
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD' }] }],
  code: { text: index % 2 ? 'CT abdomen and pelvis' : 'XR Chest' },
  subject,
  effectiveDateTime: day(40 + index * 30),
  presentedForm: [{ contentType: 'text/plain', data: Buffer.from(reportText(length, index === 3 || index === 0)).toString('base64') }],
});

const other = (index: number): Resource => {
  const kinds: readonly (() => Record<string, unknown>)[] = [
    () => ({ resourceType: 'Condition', clinicalStatus: { coding: [{ code: 'active' }] }, code: { coding: [{ system: 'http://snomed.info/sct', code: `${38341003 + index * 10}` }], text: 'Essential hypertension' }, recordedDate: day(index * 9) }),
    () => ({ resourceType: 'MedicationRequest', status: 'active', intent: 'order', medicationCodeableConcept: { text: 'Amlodipine 5mg tablets' }, authoredOn: day(index) }),
    () => ({ resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '2160-0' }], text: 'Creatinine' }, effectiveDateTime: day(index), valueQuantity: { value: 80 + (index % 40), unit: 'umol/L' } }),
    () => ({ resourceType: 'Procedure', status: 'completed', code: { text: 'Cataract extraction' }, performedDateTime: day(index * 5) }),
    () => ({ resourceType: 'ServiceRequest', status: 'completed', intent: 'order', code: { text: 'Physiotherapy' }, authoredOn: day(index * 4) }),
  ];
  const made = kinds[index % kinds.length]?.() ?? {};
  return { id: `other-${index}`, subject, note: [{ text: 'Recorded during a routine contact, no further action needed at present.' }], ...made } as unknown as Resource;
};

const bundle = (resources: readonly Resource[]): Record<string, unknown> => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ fullUrl: `https://fhir.bench.example/R4/${resource.resourceType}/${resource.id}`, resource, search: { mode: 'match' } })),
});

/** A request as text, for one size; growth runs give sizes of their own. */
export const requestText = (size: BodySize): string => {
  const others = Array.from({ length: Math.max(0, size.resources - size.reports - 1) }, (_, index) => other(index));
  const of = (type: string): Record<string, unknown> => bundle(others.filter((one) => one.resourceType === type));
  return JSON.stringify({
    hook: 'patient-view',
    hookInstance: INSTANCE,
    context: { userId: 'Practitioner/bench', patientId: PATIENT },
    prefetch: {
      patient: { resourceType: 'Patient', id: PATIENT, gender: 'female', birthDate: '1950-05-05', name: [{ family: 'Bench', given: ['Invented'] }] },
      reports: bundle(Array.from({ length: size.reports }, (_, index) => report(index, size.reportLength))),
      conditions: of('Condition'),
      medications: of('MedicationRequest'),
      observations: of('Observation'),
      procedures: of('Procedure'),
      serviceRequests: of('ServiceRequest'),
    },
  });
};

/** Gives request bodies for patient after patient; each call returns a buffer of its own, equal but for patient id and hookInstance. */
export const bodiesOf = (size: BodySize, patients = 20_000): (() => Buffer) => {
  const template = Buffer.from(requestText(size));
  const offsets: number[] = [];
  for (let at = template.indexOf(PATIENT); at >= 0; at = template.indexOf(PATIENT, at + 1)) offsets.push(at);
  const instanceAt = template.indexOf(INSTANCE);
  let count = 0;
  return () => {
    const body = Buffer.from(template);
    const id = `bench-${String(count % patients).padStart(6, '0')}`;
    for (const offset of offsets) body.write(id, offset, 'latin1');
    body.write(String(count).padStart(8, '0'), instanceAt, 'latin1');
    count += 1;
    return body;
  };
};
