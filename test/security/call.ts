/** A hook request of one invented patient, complete enough that a card follows. Tests change the part that they are about. */
import { randomUUID } from 'node:crypto';

type Json = Readonly<Record<string, unknown>>;

export const PATIENT_ID = 'pat-7731';
/** What must never be seen outside an answer. */
export const SECRETS = {
  family: 'Quillfeather',
  given: 'Ottoline',
  nhsNumber: '9990007731',
  street: '14 Marrowbone Crescent',
  phrase: 'wedge compression fracture of the L2 vertebral body with forty percent loss of height',
  accession: 'ACC-559-7731',
  clinician: 'Dr Peregrine Stoat',
  comment: 'the daughter would rather not hear of this',
  accessToken: 'opaque-access-token-7731',
} as const;

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

const bundle = (...resources: readonly unknown[]): Json => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
});

const subject = { reference: `Patient/${PATIENT_ID}`, display: `${SECRETS.given} ${SECRETS.family}` };

export const patient: Json = {
  resourceType: 'Patient',
  id: PATIENT_ID,
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: SECRETS.nhsNumber }],
  name: [{ family: SECRETS.family, given: [SECRETS.given] }],
  address: [{ line: [SECRETS.street] }],
  gender: 'female',
  birthDate: '1948-05-02',
};

export const report = (over: Json = {}): Json => ({
  resourceType: 'DiagnosticReport',
  id: 'rep-7731',
  identifier: [{ system: 'urn:example:accession', value: SECRETS.accession }],
  status: 'final',
  category: [{ coding: [{ system: 'http://loinc.org', code: 'LP29684-5' }] }],
  code: { text: 'CT abdomen and pelvis' },
  subject,
  effectiveDateTime: daysAgo(20),
  issued: daysAgo(20),
  performer: [{ display: SECRETS.clinician }],
  conclusion: `There is an acute ${SECRETS.phrase}. Reported by ${SECRETS.clinician}.`,
  ...over,
});

export const completePrefetch = (): Json => ({
  patient,
  reports: bundle(report()),
  conditions: bundle(),
  medications: bundle(),
  procedures: bundle(),
  serviceRequests: bundle(),
  observations: bundle(),
});

/** `over` replaces or adds members. */
export const hookCall = (over: Json = {}): Json => ({
  hook: 'patient-view',
  hookInstance: randomUUID(),
  context: { userId: 'Practitioner/stoat', patientId: PATIENT_ID },
  prefetch: completePrefetch(),
  ...over,
});

/** One that must be completed from the FHIR server it names. */
export const incompleteCall = (fhirServer: unknown, prefetch: Json = {}): Json =>
  hookCall({
    fhirServer,
    fhirAuthorization: {
      access_token: SECRETS.accessToken,
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'patient/*.read',
      subject: 'vfcds',
    },
    prefetch,
  });
