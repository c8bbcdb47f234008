/** What somebody drops onto the page becomes a hook request: a request as it is, a Bundle by its resources, anything else as one report's text. */
import type { MovedFixture } from '../../../console-parts.ts';

export interface HookCase {
  /** Service id. */
  readonly service: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The fixture that it is, edited or not; none where it is one's own. */
  readonly fixture?: MovedFixture;
}

export interface Person {
  readonly birthDate: string;
  readonly gender: 'female' | 'male';
}

type Json = Readonly<Record<string, unknown>>;

const PATIENT_ID = 'pasted-patient';
const PATIENT_VIEW = 'vertebral-fracture-patient-view';
const CUSTOM_HOOK = '.imaging-result-available';

const KEY_OF_TYPE: Readonly<Record<string, string>> = {
  DiagnosticReport: 'reports',
  Condition: 'conditions',
  MedicationRequest: 'medications',
  MedicationStatement: 'medications',
  MedicationDispense: 'medications',
  MedicationAdministration: 'medications',
  Procedure: 'procedures',
  ServiceRequest: 'serviceRequests',
  Observation: 'observations',
};

const KEYS = ['reports', 'conditions', 'medications', 'procedures', 'serviceRequests', 'observations'];

const searchset = (resources: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  ...(resources.length > 0 ? { entry: resources.map((resource) => ({ resource })) } : {}),
});

const patientView = (patientId: string, prefetch: Json): HookCase => ({
  service: PATIENT_VIEW,
  body: {
    hook: 'patient-view',
    hookInstance: crypto.randomUUID(),
    context: { userId: 'Practitioner/console', patientId },
    prefetch,
  },
});

const base64 = (text: string): string => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

/** Where a DiagnosticReport may hold what it says. */
const BODY_MEMBERS = ['presentedForm', 'conclusion', 'conclusionCode', 'result', 'text', 'contained'];

/** The report as plain text, and nothing else of its body. */
export const withText = (report: Json, text: string): Json => ({
  ...Object.fromEntries(Object.entries(report).filter(([member]) => !BODY_MEMBERS.includes(member))),
  presentedForm: [{ contentType: 'text/plain; charset=utf-8', data: base64(text) }],
});

const ofText = (text: string, { birthDate, gender }: Person, today: string): HookCase => {
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'pasted-report',
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD' }] }],
    code: { text: 'Imaging report' },
    subject: { reference: `Patient/${PATIENT_ID}` },
    effectiveDateTime: today,
  };
  const empty = Object.fromEntries(KEYS.map((key) => [key, searchset([])]));
  const patient = { resourceType: 'Patient', id: PATIENT_ID, birthDate, gender };
  return patientView(PATIENT_ID, { ...empty, patient, reports: searchset([withText(report, text)]) });
};

const ofBundle = (bundle: Json): HookCase => {
  const entries = Array.isArray(bundle.entry) ? (bundle.entry as readonly { resource?: Json }[]) : [];
  const resources = entries.flatMap(({ resource }): readonly Json[] => (resource ? [resource] : []));
  const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
  const byKey = KEYS.map((key) => [key, searchset(resources.filter(({ resourceType }) => KEY_OF_TYPE[String(resourceType)] === key))]);
  return patientView(String(patient?.id ?? PATIENT_ID), { ...(patient ? { patient } : {}), ...Object.fromEntries(byKey) });
};

const serviceOfHook = (hook: string): string =>
  hook.endsWith(CUSTOM_HOOK) ? 'vertebral-fracture-imaging-result' : `vertebral-fracture-${hook}`;

const asJson = (text: string): Json | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
};

export const ownRequest = (given: string, person: Person, today: string): HookCase => {
  const json = asJson(given);
  if (json && typeof json.hook === 'string') return { service: serviceOfHook(json.hook), body: json };
  if (json?.resourceType === 'Bundle') return ofBundle(json);
  if (json?.resourceType === 'DiagnosticReport') return ofBundle(searchset([json]));
  return ofText(given, person, today);
};

/** The request with one report's text replaced wherever it stands in it; `null` where the report is not in the request. */
export const withReportText = (body: Json, reportId: string, text: string): Json | null => {
  let found = false;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const json = value as Json;
    if (json.resourceType === 'DiagnosticReport' && json.id === reportId) {
      found = true;
      return withText(json, text);
    }
    return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, visit(inner)]));
  };
  const edited = visit(body) as Json;
  return found ? edited : null;
};
