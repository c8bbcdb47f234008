/** One invented patient and her resources, in pieces that tests put together. */
import { loadCodes } from '../../src/fhir/codes/load.ts';
import type { ChartParts } from '../../src/fhir/read-chart.ts';
import type { FhirServer } from '../../src/fhir/server.ts';
import type { HookName, HookRequest } from '../../src/hooks/wire.ts';

export type Resource = Readonly<Record<string, unknown>>;

export const TODAY = '2026-03-14';
export const PATIENT_ID = 'test-pat-1';
const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';

export const patient: Resource = {
  resourceType: 'Patient',
  id: PATIENT_ID,
  identifier: [{ system: NHS_NUMBER, value: '9990000018' }],
  gender: 'female',
  birthDate: '1950-06-01',
};

export const subject = { reference: `Patient/${PATIENT_ID}` };
export const stranger = { reference: 'Patient/somebody-else' };
export const byNhsNumber = (value: string): Resource => ({ identifier: { system: NHS_NUMBER, value } });

export const radiology = [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD' }] }];

export const FRACTURE = 'There is a wedge compression fracture of T12 with 30% loss of height.';

/** A final CT report of last month whose text is its conclusion; `with_` replaces or adds members. */
export const report = (id: string, with_: Resource = {}): Resource => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  category: radiology,
  code: { text: 'CT Thorax' },
  subject,
  effectiveDateTime: '2026-02-10',
  issued: '2026-02-10T10:24:00+00:00',
  conclusion: FRACTURE,
  ...with_,
});

export const condition = (id: string, with_: Resource = {}): Resource => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
  code: { coding: [{ system: 'http://snomed.info/sct', code: '64859006', display: 'Osteoporosis' }] },
  subject,
  recordedDate: '2025-01-01',
  ...with_,
});

export const medication = (id: string): Resource => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text: 'Alendronic acid 70mg tablets' },
  subject,
  authoredOn: '2026-02-01',
});

export const procedure = (id: string): Resource => ({
  resourceType: 'Procedure',
  id,
  status: 'completed',
  code: { text: 'Vertebroplasty' },
  subject,
  performedDateTime: '2025-02-01',
});

export const serviceRequest = (id: string): Resource => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'active',
  intent: 'order',
  code: { text: 'Referral to fracture liaison service' },
  subject,
  authoredOn: '2025-01-01',
});

export const observation = (id: string, with_: Resource = {}): Resource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '33914-3', display: 'eGFR' }] },
  subject,
  effectiveDateTime: '2026-02-01',
  valueQuantity: { value: 61, unit: 'mL/min/1.73m2' },
  ...with_,
});

export const bundle = (...resources: readonly Resource[]): Resource => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({
    fullUrl: `https://fhir.example/r4/${String(resource.resourceType)}/${String(resource.id)}`,
    resource,
    search: { mode: 'match' },
  })),
});

export const outcome = (severity: string, code: string, text = 'told by the EHR'): Resource => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code, details: { text } }],
});

/** Epic's empty search: no matches, and an outcome that says so. */
export const epicEmpty: Resource = {
  resourceType: 'Bundle',
  type: 'searchset',
  total: 0,
  entry: [
    {
      search: { mode: 'outcome' },
      resource: {
        resourceType: 'OperationOutcome',
        issue: [
          {
            severity: 'warning',
            code: 'processing',
            details: { coding: [{ code: '4101' }], text: 'Resource request returns no results.' },
          },
        ],
      },
    },
  ],
};

/** Everything that a complete EHR sends for `patient-view`. */
export const completePrefetch = (): Record<string, unknown> => ({
  patient,
  reports: bundle(report('rep-1')),
  conditions: bundle(condition('con-1')),
  medications: bundle(medication('med-1')),
  procedures: bundle(procedure('pro-1')),
  serviceRequests: bundle(serviceRequest('ref-1')),
  observations: bundle(observation('obs-1')),
});

export const everything = [
  patient,
  report('rep-1'),
  condition('con-1'),
  medication('med-1'),
  procedure('pro-1'),
  serviceRequest('ref-1'),
  observation('obs-1'),
];

export const request = (
  prefetch: Record<string, unknown>,
  with_: Partial<HookRequest> & { readonly reportId?: string | null; readonly reports?: unknown } = {},
): HookRequest => {
  const { reportId = null, reports = null, ...rest } = with_;
  const hook: HookName = rest.hook ?? 'patient-view';
  return {
    hook,
    serviceId: `vertebral-fracture-${hook}`,
    hookInstance: 'b9a1f1f0-0000-4000-8000-000000000001',
    context: { patientId: PATIENT_ID, userId: 'Practitioner/p-1', encounterId: null, reportId, reports },
    prefetch,
    fhirServer: null,
    accessToken: null,
    ...rest,
  };
};

export const NO_SERVER: FhirServer = { kind: 'none' };

export const codes = loadCodes();

export const parts = (options: Partial<ChartParts['options']> = {}): ChartParts => ({
  codes,
  options: { timeZone: 'Europe/London', lookBackMonths: 60, deadlineMs: 60_000, optionalReadsMs: 60_000, ...options },
  today: TODAY,
});
