/** The same patient in the shape of each EHR: the same texts and the same facts. All people and texts are invented. */
import { Agent } from 'undici';
import type { Chart } from '../../src/fhir/facts.ts';
import { readChart } from '../../src/fhir/read-chart.ts';
import { startFhirServer, type FhirServerUnderTest } from '../fhir-server/fhir-server.ts';
import { textPdf } from './documents/pdf.ts';
import { bundle, byNhsNumber, patient, PATIENT_ID, parts, request, type Resource } from './sample.ts';

const FINDINGS = 'Findings: Moderate wedge compression fracture of T12. The posterior wall is intact.';
const IMPRESSION = 'Conclusion: T12 vertebral fracture.';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const html = `<html><body><h1>CT Thorax</h1><p>${FINDINGS}</p><p>${IMPRESSION}</p></body></html>`;

const LOINC_RADIOLOGY = { system: 'http://loinc.org', code: 'LP29684-5' };
const V2_RADIOLOGY = { system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD' };
const CT = { system: 'http://snomed.info/sct', code: '77477000' };

const agent = new Agent();
let server: FhirServerUnderTest;

beforeAll(async () => {
  server = await startFhirServer([
    { resourceType: 'Binary', id: 'page', contentType: 'text/html', data: base64(html) },
    {
      resourceType: 'Binary',
      id: 'rich',
      contentType: 'application/rtf',
      data: base64(String.raw`{\rtf1 CT Thorax\par ${FINDINGS}\par ${IMPRESSION}}`),
    },
    { resourceType: 'Binary', id: 'printed', contentType: 'application/pdf', data: textPdf(FINDINGS) },
  ]);
});
afterAll(async () => {
  await server.close();
  await agent.destroy();
});

const final = (with_: Resource): Resource => ({ resourceType: 'DiagnosticReport', id: 'rep', status: 'final', ...with_ });
const epicEmpty = (): Resource => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: 0,
  entry: [
    { search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'processing' }] } },
  ],
});

/** Absolute references, empty searches with an outcome, the medicine behind a reference, two renderings behind links. */
const epic = (): Record<string, unknown> => {
  const subject = { reference: `${server.base}/Patient/${PATIENT_ID}`, display: 'Invented, Person' };
  return {
    patient,
    reports: bundle(
      final({
        category: [{ coding: [LOINC_RADIOLOGY, V2_RADIOLOGY], text: 'Imaging' }],
        code: { text: 'CT Thorax', coding: [{ system: 'urn:oid:1.2.840.114350', code: '7711' }] },
        subject,
        effectiveDateTime: '2026-02-10T09:12:00Z',
        issued: '2026-02-10T11:00:00Z',
        presentedForm: [
          { contentType: 'application/rtf', url: 'Binary/rich' },
          { contentType: 'text/html', url: 'Binary/page' },
        ],
      }),
    ),
    conditions: bundle({
      resourceType: 'Condition',
      id: 'con',
      clinicalStatus: { coding: [{ code: 'active' }] },
      code: {
        coding: [
          { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M81.0' },
          { system: 'http://snomed.info/sct', code: '64859006' },
        ],
        text: 'Osteoporosis',
      },
      subject,
      recordedDate: '2025-01-01',
    }),
    medications: bundle({
      resourceType: 'MedicationRequest',
      id: 'med',
      status: 'active',
      intent: 'order',
      subject,
      authoredOn: '2026-02-01',
      medicationReference: { reference: 'Medication/x', display: 'alendronate (FOSAMAX) 70 MG tablet' },
      dispenseRequest: { expectedSupplyDuration: { value: 28, unit: 'Day', code: 'd' } },
    }),
    procedures: epicEmpty(),
    serviceRequests: epicEmpty(),
    observations: bundle({
      resourceType: 'Observation',
      id: 'obs',
      status: 'final',
      code: { text: 'Hemoglobin', coding: [{ system: 'http://loinc.org', code: '718-7' }] },
      subject,
      effectiveDateTime: '2026-02-01T08:00:00Z',
      valueQuantity: { value: 11.8, unit: 'g/dL' },
    }),
  };
};

const ownCodes = (reference: Resource): Record<string, unknown> => ({
  patient,
  conditions: bundle({
    resourceType: 'Condition',
    id: 'con',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '64859006', display: 'Osteoporosis' }] },
    subject: reference,
    recordedDate: '2025-01-01',
  }),
  medications: bundle({
    resourceType: 'MedicationRequest',
    id: 'med',
    status: 'active',
    intent: 'order',
    subject: reference,
    authoredOn: '2026-02-01T09:00:00+00:00',
    medicationCodeableConcept: { coding: [{ system: 'https://dmd.nhs.uk', code: '134599008', display: 'Alendronic acid 70mg tablets' }] },
    dispenseRequest: { quantity: { value: 4, unit: 'tablet' } },
  }),
  procedures: bundle(),
  serviceRequests: null,
  observations: bundle({
    resourceType: 'Observation',
    id: 'obs',
    status: 'final',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '1022431000000105', display: 'Haemoglobin concentration' }] },
    subject: reference,
    effectiveDateTime: '2026-02-01',
    valueQuantity: { value: 118, unit: 'g/L' },
  }),
});

const relative = { reference: `Patient/${PATIENT_ID}` };

/** Header in the narrative, period, renderings as PDF, XML and HTML behind exact URLs. */
const oracle = (): Record<string, unknown> => ({
  ...ownCodes(relative),
  reports: bundle(
    final({
      category: [{ coding: [LOINC_RADIOLOGY] }],
      code: { coding: [{ system: 'https://fhir.example/codeSet/72', code: '36099', display: 'CT Thorax' }], text: 'CT Thorax' },
      subject: relative,
      effectivePeriod: { start: '2026-02-10T08:00:00Z', end: '2026-02-10T09:12:00Z' },
      issued: '2026-02-10T11:00:00Z',
      text: { div: '<div>CT Thorax, final, 10 Feb 2026</div>' },
      presentedForm: [
        { contentType: 'application/pdf', url: `${server.base}/Binary/printed` },
        { contentType: 'application/xml', url: `${server.base}/Binary/xml` },
        { contentType: 'text/html', url: `${server.base}/Binary/page` },
      ],
    }),
  ),
});

const usCore = (): Record<string, unknown> => ({
  ...ownCodes(relative),
  reports: bundle(
    final({
      category: [{ coding: [LOINC_RADIOLOGY] }],
      code: { coding: [{ system: 'http://loinc.org', code: '24627-2', display: 'CT Thorax' }] },
      subject: relative,
      effectiveDateTime: '2026-02-10',
      issued: '2026-02-10T11:00:00Z',
      presentedForm: [{ contentType: 'application/xhtml', data: base64(html) }],
    }),
  ),
});

const ukCore = (): Record<string, unknown> => ({
  ...ownCodes({ ...relative, identifier: byNhsNumber('999 000 0018').identifier }),
  reports: bundle(
    final({
      category: [{ coding: [V2_RADIOLOGY] }],
      code: { coding: [{ system: 'http://snomed.info/sct', code: '169069000', display: 'CT Thorax' }] },
      subject: { reference: `Patient/${PATIENT_ID}/_history/3` },
      effectiveDateTime: '2026-02-10T09:12:00+00:00',
      presentedForm: [{ contentType: 'text/plain; charset=utf-8', data: base64(`CT Thorax\n${FINDINGS}\n${IMPRESSION}`) }],
    }),
  ),
});

/** The modality as category, a NICIP code, the NHS number instead of a reference, the impression beside the whole report. */
const nhsImaging = (): Record<string, unknown> => ({
  ...ownCodes(byNhsNumber('9990000018')),
  reports: bundle(
    final({
      category: [{ coding: [CT] }],
      code: { coding: [{ system: 'https://nicip.nhs.uk', code: 'CTHOR', display: 'CT Thorax' }] },
      subject: byNhsNumber('9990000018'),
      issued: '2026-02-10T11:00:00+00:00',
      presentedForm: [{ contentType: 'text/plain', data: base64(`CT Thorax\n${FINDINGS}\n${IMPRESSION}`) }],
      conclusion: IMPRESSION,
    }),
  ),
});

/** Everything in one Bundle with urn:uuid references, the text line by line in Observations (HL7 v2 ORU, OBX segments). */
const oru = (): Record<string, unknown> => {
  const line = (id: string, valueString: string): Resource => ({
    fullUrl: `urn:uuid:${id}`,
    resource: {
      resourceType: 'Observation',
      id,
      status: 'final',
      code: { text: 'Narrative' },
      subject: { reference: 'urn:uuid:pat' },
      valueString,
    },
    search: { mode: 'include' },
  });
  const subject = { reference: 'urn:uuid:pat' };
  const body = final({
    category: [{ coding: [V2_RADIOLOGY] }],
    code: { text: 'CT Thorax' },
    subject,
    effectiveDateTime: '2026-02-10T09:12:00+00:00',
    result: ['l1', 'l2', 'l3'].map((id) => ({ reference: `urn:uuid:${id}` })),
  });
  return {
    ...ownCodes(relative),
    reports: {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { fullUrl: 'urn:uuid:rep', resource: body },
        { fullUrl: 'urn:uuid:pat', resource: { ...patient, id: 'local' }, search: { mode: 'include' } },
        line('l1', 'CT Thorax'),
        line('l2', FINDINGS),
        line('l3', IMPRESSION),
      ],
    },
  };
};

const SHAPES = { epic, oracle, 'US Core': usCore, 'UK Core': ukCore, 'NHS imaging': nhsImaging, 'ORU-derived': oru };

const summary = ({ reports, facts, counts }: Chart): unknown => ({
  reports: reports.map(({ text, day, status, modality, title, notRead }) => ({
    text: text.replace(/\s+/g, ' '),
    day,
    status,
    modality,
    title,
    notRead,
  })),
  coded: facts.coded.map(({ concept, display, day, status }) => ({ concept, display, day, status })),
  medicines: facts.medicines.map(({ drug, class: kind, day, supplyDays, doseMg, oncology, status }) => ({
    drug,
    kind,
    day,
    supplyDays,
    doseMg,
    oncology,
    status,
  })),
  measurements: facts.measurements.map(({ what, value, unit, day }) => ({ what, value, unit, day })),
  unknown: facts.unknown,
  counts,
});

describe('the same patient', () => {
  it.each(Object.entries(SHAPES))('as %s sends her', async (_, shape) => {
    const asked = request(shape(), { fhirServer: server.base });
    const chart = await readChart(asked, { kind: 'server', base: server.base, accessToken: 'token', dispatcher: agent }, parts());
    expect(summary(chart)).toEqual({
      reports: [
        {
          text: `CT Thorax ${FINDINGS} ${IMPRESSION}`,
          day: '2026-02-10',
          status: 'final',
          modality: 'CT',
          title: 'CT Thorax',
          notRead: null,
        },
      ],
      coded: [{ concept: 'osteoporosis', display: 'Osteoporosis', day: '2025-01-01', status: 'active' }],
      medicines: [
        {
          drug: 'alendronate',
          kind: 'bisphosphonate-oral',
          day: '2026-02-01',
          supplyDays: 28,
          doseMg: 70,
          oncology: false,
          status: 'active',
        },
      ],
      measurements: [{ what: 'haemoglobin', value: 118, unit: 'g/L', day: '2026-02-01' }],
      unknown: [],
      counts: { reports: 1, notRead: 0, notImaging: 0 },
    });
  });
});
