/**
 * `vfcds check-chart`: what a captured request brought, key by key and report by report, what would have been read, and what to tell the
 * EHR's analyst. Nothing is read from a FHIR server and nothing is kept.
 */
import type { HookRequest, PrefetchKey } from '../hooks/wire.ts';
import { collectReports } from './collect-reports.ts';
import { createDocuments } from './documents/read-documents.ts';
import type { KeyRecord, ReportText } from './facts.ts';
import { gatherSources, type Source } from './gather-sources.ts';
import { codingsOf } from './json.ts';
import { isReportHook } from './prefetch-keys.ts';
import { fillTemplate, templatesFor } from './prefetch-templates.ts';
import { focusIdOf, type ChartParts } from './read-chart.ts';
import { readReports } from './read-reports.ts';

export interface CheckedKey extends KeyRecord {
  readonly needed: boolean;
  /** The search or read that would fetch it where a FHIR server is allowed; `null` when nothing would be asked. */
  readonly wouldRead: string | null;
}

export type CheckedReport = Pick<ReportText, 'id' | 'day' | 'status' | 'modality' | 'title' | 'parts' | 'notRead'>;

export interface ChartCheck {
  readonly hook: HookRequest['hook'];
  readonly fhirServer: string | null;
  readonly keys: readonly CheckedKey[];
  readonly reports: readonly CheckedReport[];
  readonly notImaging: number;
  /** Category codes of the reports that are not imaging reports, so that a mismatch can be seen. */
  readonly otherCategories: readonly string[];
  /** Needed keys that are missing: without a FHIR server the answer is 412. */
  readonly missing: readonly string[];
  /** On `patient-view` and `encounter-discharge`: reports are there and none can be read, which is 412 too. */
  readonly noneReadable: boolean;
  /** What to tell the EHR's analyst. */
  readonly advice: readonly string[];
}

/** SMART scope and, where it differs by kind, the name of the API in Epic's list. */
const ACCESS: Readonly<Record<PrefetchKey, string>> = {
  patient: 'patient/Patient.r (Epic: Patient.Read (Demographics))',
  reports: 'patient/DiagnosticReport.rs (Epic: DiagnosticReport.Search (Results))',
  report: 'patient/DiagnosticReport.r (Epic: DiagnosticReport.Read (Results))',
  conditions: 'patient/Condition.rs (Epic: Condition.Search (Problems))',
  medications: 'patient/MedicationRequest.rs (Epic: MedicationRequest.Search (Signed Medication Order))',
  procedures: 'patient/Procedure.rs (Epic: Procedure.Search (Orders), (Surgeries))',
  serviceRequests: 'patient/ServiceRequest.rs (Epic: ServiceRequest.Search (Order Procedure))',
  observations: 'patient/Observation.rs (Epic: Observation.Search (Labs), (Vital Signs))',
};

const NOTHING_CAME =
  'Neither prefetch nor fhirServer came. In Epic the URL that is called must equal an Endpoint URI of the client ID character by character; where it does not, the hook still fires but is stripped of both. Compare the two, the trailing slash included.';

const adviceOnKey = (
  { key, part, arrived, why, needed, cut, withheld, dropped }: CheckedKey,
  otherKeysCame: boolean,
): readonly string[] => [
  ...(arrived === 'absent' && otherKeysCame
    ? [
        `${part}: left out although other keys came. Usually the scope is not granted: ${ACCESS[key]}; or the prefetch row is missing from the EHR's configuration.`,
      ]
    : []),
  ...(arrived === 'failed' && /OperationOutcome/.test(why)
    ? [
        `${part}: the EHR sent an outcome instead of data (${why}). Look up that search in the EHR's own log; a security or forbidden type means that this access is missing: ${ACCESS[key]}.`,
      ]
    : []),
  ...(arrived === 'failed' && /another patient/.test(why)
    ? [
        `${part}: holds data of another patient. Check that its prefetch row is bound to {{context.patientId}}. ${needed ? 'Until then the answer is 412.' : 'Until then it counts as not known.'}`,
      ]
    : []),
  ...(arrived === 'failed' && !/OperationOutcome|another patient/.test(why) ? [`${part}: not usable (${why}).`] : []),
  ...(arrived === 'empty' && key === 'reports'
    ? [
        `${part}: empty. If this patient has imaging reports, their category is not the one that was asked for: some EHRs use LOINC LP29684-5, some v2-0074 RAD, NHS imaging a SNOMED CT modality. Override prefetch.reports for this EHR (presets: epic, oracle, nhs).`,
      ]
    : []),
  ...(cut ? [`${part}: the list is cut; what lies beyond it is not seen. Raise _count, or let the next pages be read.`] : []),
  ...(withheld
    ? [`${part}: the EHR says that part of the record was withheld (suppressed). Check sensitivity rules and scopes: ${ACCESS[key]}.`]
    : []),
  ...(dropped > 0 && arrived === 'supplied'
    ? [`${part}: ${dropped} resources name no patient that could be compared, and were left out.`]
    : []),
];

const adviceOnReports = (check: Omit<ChartCheck, 'advice'>): readonly string[] => {
  const linked = check.reports.filter(({ notRead }) => notRead?.includes('behind a link'));
  const others = check.reports.filter(({ notRead }) => notRead !== null && !notRead.includes('behind a link'));
  return [
    ...(linked.length > 0
      ? [
          `${linked.length} reports keep their text behind a link (presentedForm.url). Grant Binary.read beside DiagnosticReport.read and send fhirServer with a token, or send the text inline.`,
        ]
      : []),
    ...others.map(({ id, notRead }) => `Report ${id} could not be read: ${notRead}. A text or HTML rendering, or a conclusion, can be.`),
    ...(check.notImaging > 0 && check.reports.length === 0
      ? [
          `${check.notImaging} reports came, none of them an imaging report. Their categories: ${check.otherCategories.join(', ') || 'none given'}.`,
        ]
      : []),
  ];
};

const adviceOf = (check: Omit<ChartCheck, 'advice'>, request: HookRequest): readonly string[] => {
  if (Object.keys(request.prefetch).length === 0 && request.fhirServer === null) return [NOTHING_CAME];
  const came = check.keys.some(({ arrived }) => arrived === 'supplied' || arrived === 'empty');
  return [
    ...(request.fhirServer !== null && request.accessToken === null
      ? ['fhirServer came without fhirAuthorization: it can be read only where it is open to everybody.']
      : []),
    ...(request.fhirServer === null && check.missing.length > 0 ? ['No fhirServer came, so nothing that is missing can be read.'] : []),
    ...check.keys.flatMap((key) => adviceOnKey(key, came)),
    ...adviceOnReports(check),
  ];
};

const wouldRead = ({ record }: Source, templates: Readonly<Record<string, string>>, request: HookRequest): string | null => {
  const missing = record.state === 'unavailable' || (record.part === 'reports' && record.state === 'empty');
  const template = templates[record.part];
  return missing && template !== undefined ? fillTemplate(template, request.context) : null;
};

const never = new AbortController().signal;

/** Judges a captured request as if no FHIR server stood behind it. */
export const checkChart = async (request: HookRequest, parts: ChartParts): Promise<ChartCheck> => {
  const templates = templatesFor(request.hook, parts.overrides ?? {}, parts.codes);
  const gathering = gatherSources({ request, server: { kind: 'none' }, templates, reads: null, deadline: never, patience: never });
  const sources = await gathering.all;
  const ofReports = await gathering.reports;
  const lookBack = {
    today: parts.today,
    timeZone: parts.options.timeZone,
    months: parts.options.lookBackMonths,
    focusId: focusIdOf(request, ofReports),
    focusIsImaging: request.hook === 'imaging-result',
  };
  const documents = parts.documents ?? createDocuments();
  const collected = collectReports(ofReports, lookBack);
  const read = await readReports(collected, lookBack, { documents, reads: null, signal: never, codedConclusionsOf: () => [] });
  if (!parts.documents) await documents.close();

  const categories = ofReports.flatMap(({ content }) =>
    content.matches.flatMap(({ resource }) => codingsOf(resource.category).map(({ system, code }) => `${String(system)}|${String(code)}`)),
  );
  const check = {
    hook: request.hook,
    fhirServer: request.fhirServer,
    keys: sources.map((source) => ({ ...source.record, needed: source.needed, wouldRead: wouldRead(source, templates, request) })),
    reports: read.reports.map(({ id, day, status, modality, title, parts: from, notRead }) => ({
      id,
      day,
      status,
      modality,
      title,
      parts: from,
      notRead,
    })),
    notImaging: collected.notImaging + read.notImaging,
    otherCategories: [...new Set(categories)],
    missing: sources.filter(({ needed, record }) => needed && record.state === 'unavailable').map(({ record }) => record.part),
    noneReadable: !isReportHook(request.hook) && read.reports.length > 0 && read.unread.length === read.reports.length,
  };
  return { ...check, advice: adviceOf(check, request) };
};
