/**
 * Hook requests of several sizes, each the chart of another of many patients. Patient, hook instance and the number in each report's first line are patched
 * into a ready buffer: a body costs the load generator next to nothing, and no cache of a text or a chart can answer for a second one.
 */
import type { DiagnosticReport, Resource } from 'fhir/r4.js';
import { chartResource, type Place } from './chart-resources.ts';
import { madeReport } from './report-text.ts';

export interface BodySize {
  readonly name: string;
  readonly reports: number;
  /** All resources, patient and reports included. */
  readonly resources: number;
  /** Characters of one report, at least. */
  readonly reportLength: number;
}

export const TYPICAL: BodySize = { name: 'typical', reports: 10, resources: 150, reportLength: 2_000 };

export const SIZES: readonly BodySize[] = [
  { name: 'small', reports: 1, resources: 20, reportLength: 2_000 },
  TYPICAL,
  { name: 'large', reports: 50, resources: 1_500, reportLength: 2_000 },
];

const PATIENT = 'bench-000000';
const INSTANCE = '00000000-0000-4000-8000-000000000000';

/** The first line of every report: three bytes, then the number, so that it stands alone in the base64 form. */
const NUMBER = '000000';
const FIRST_LINE = `No ${NUMBER}\n`;
const ENCODED_NUMBER = Buffer.from(NUMBER).toString('base64');
const ENCODED_LINE = Buffer.from(FIRST_LINE).toString('base64').slice(0, 12);

const DAY_MS = 86_400_000;
const place: Place = { patientId: PATIENT, dayAgo: (days) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10) };

const report = (index: number, length: number): DiagnosticReport => {
  const { title, code, text } = madeReport(index, length);
  return {
    resourceType: 'DiagnosticReport',
    id: `report-${index}`,
    meta: { versionId: '2', lastUpdated: `${place.dayAgo(40 + index * 30)}T16:20:00+00:00` },
    identifier: [{ system: 'https://fhir.bench.example/accession', value: `A${10_000 + index}` }],
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD', display: 'Radiology' }] }],
    code: { coding: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code }], text: title },
    subject: { reference: `Patient/${PATIENT}` },
    effectiveDateTime: `${place.dayAgo(40 + index * 30)}T11:05:00+00:00`,
    issued: `${place.dayAgo(40 + index * 30)}T16:20:00+00:00`,
    performer: [{ display: 'Department of Radiology' }],
    presentedForm: [{ contentType: 'text/plain', data: Buffer.from(FIRST_LINE + text).toString('base64') }],
  };
};

const bundle = (resources: readonly Resource[]): Record<string, unknown> => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({
    fullUrl: `https://fhir.bench.example/R4/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  })),
});

/** The first patient's request. */
const requestText = (size: BodySize): string => {
  const others = Array.from({ length: Math.max(0, size.resources - size.reports - 1) }, (_, index) => chartResource(place, index));
  const of = (type: string): Record<string, unknown> => bundle(others.filter((one) => one.resourceType === type));
  return JSON.stringify({
    hook: 'patient-view',
    hookInstance: INSTANCE,
    context: { userId: 'Practitioner/bench', patientId: PATIENT },
    prefetch: {
      patient: {
        resourceType: 'Patient',
        id: PATIENT,
        gender: 'female',
        birthDate: '1950-05-05',
        name: [{ family: 'Bench', given: ['Invented'] }],
      },
      reports: bundle(Array.from({ length: size.reports }, (_, index) => report(index, size.reportLength))),
      conditions: of('Condition'),
      medications: of('MedicationRequest'),
      observations: of('Observation'),
      procedures: of('Procedure'),
      serviceRequests: of('ServiceRequest'),
    },
  });
};

const offsetsOf = (text: Buffer, part: string): readonly number[] => {
  const offsets: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) offsets.push(at);
  return offsets;
};

/** Gives body after body, for patient after patient, from the start again after so many. */
export const bodiesOf = (size: BodySize, patients = 20_000): (() => Buffer) => {
  const template = Buffer.from(requestText(size));
  const patientAt = offsetsOf(template, PATIENT);
  const instanceAt = template.indexOf(INSTANCE);
  const numberAt = offsetsOf(template, ENCODED_LINE).map((at) => at + ENCODED_LINE.length - ENCODED_NUMBER.length);
  let count = 0;
  return () => {
    const body = Buffer.from(template);
    const number = String(count % patients).padStart(NUMBER.length, '0');
    const encoded = Buffer.from(number).toString('base64');
    for (const at of patientAt) body.write(`bench-${number}`, at, 'latin1');
    for (const at of numberAt) body.write(encoded, at, 'latin1');
    body.write(String(count).padStart(8, '0'), instanceAt, 'latin1');
    count += 1;
    return body;
  };
};
