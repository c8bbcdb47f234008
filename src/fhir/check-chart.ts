/**
 * `vfcds check-chart`: what a captured request brought, key by key and report by report, what would have been read, and what to tell the
 * EHR's analyst. Nothing is read from a FHIR server and nothing is kept.
 */
import type { HookRequest } from '../hooks/wire.ts';
import { adviceOf, notesOn } from './check-advice.ts';
import { collectReports } from './collect-reports.ts';
import { createDocuments } from './documents/read-documents.ts';
import type { KeyRecord, ReportText } from './facts.ts';
import { gatherSources, type Source } from './gather-sources.ts';
import { codingsOf, word } from './json.ts';
import { isReportHook } from './prefetch-keys.ts';
import { fillTemplate, templatesFor } from './prefetch-templates.ts';
import { focusIdOf, type ChartParts } from './read-chart.ts';
import { readFacts, type PatientResources } from './read-facts.ts';
import { readReports } from './read-reports.ts';

export interface CheckedKey extends KeyRecord {
  readonly needed: boolean;
  /** Resources that the code lists know, of those that are usable; `null` for keys that no list reads. */
  readonly known: number | null;
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
  readonly registration: Registration;
  /** What to tell the EHR's analyst. */
  readonly advice: readonly string[];
  /** What looks odd and is as it should be. */
  readonly notes: readonly string[];
}

/** Whether `ehrs.yaml` lets the named FHIR server be read; `not-asked` where none was named or there is no registry to ask. */
export type Registration = 'registered' | 'not-registered' | 'not-asked';

export type Checked = Omit<ChartCheck, 'advice' | 'notes'>;

const wouldRead = ({ record }: Source, templates: Readonly<Record<string, string>>, request: HookRequest): string | null => {
  const missing = record.state === 'unavailable' || (record.part === 'reports' && record.state === 'empty');
  const template = templates[record.part];
  return missing && template !== undefined ? fillTemplate(template, request.context) : null;
};

const NOTHING: PatientResources = {
  patient: null,
  conditions: [],
  medications: [],
  procedures: [],
  serviceRequests: [],
  observations: [],
  included: [],
  unknown: [],
};

const { signal } = new AbortController();
const never = { deadline: signal, patience: signal };

/** How many of the resources of each part hold something that the rules know. */
const knownIn = (source: Source, { codes, today, options }: ChartParts): number | null => {
  const { key } = source.record;
  if (key === 'patient' || key === 'report' || key === 'reports') return null;
  const resources = { ...NOTHING, [key]: source.content.matches.map(({ resource }) => resource) };
  const { coded, medicines, measurements } = readFacts(resources, codes, today, options);
  return new Set([...coded, ...medicines, ...measurements].map((fact) => fact.source)).size;
};

/** Judges a captured request as if no FHIR server stood behind it. */
export const checkChart = async (
  request: HookRequest,
  parts: ChartParts & { readonly registration?: Registration },
): Promise<ChartCheck> => {
  const templates = templatesFor(request.hook, parts.overrides ?? {}, parts.codes);
  const gathering = gatherSources({ request, server: { kind: 'none' }, templates, reads: null, clock: never });
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
  const read = await readReports(collected, lookBack, { documents, reads: null, clock: never, codedConclusionsOf: () => [] });
  if (!parts.documents) await documents.close();

  const categories = ofReports.flatMap(({ content }) =>
    content.matches.flatMap(({ resource }) => codingsOf(resource.category).map(({ system, code }) => `${word(system)}|${word(code)}`)),
  );
  const check: Checked = {
    hook: request.hook,
    fhirServer: request.fhirServer,
    registration: parts.registration ?? 'not-asked',
    keys: sources.map((source) => ({
      ...source.record,
      needed: source.needed,
      known: knownIn(source, parts),
      wouldRead: wouldRead(source, templates, request),
    })),
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
  return { ...check, advice: adviceOf(check, request), notes: notesOn(check, request) };
};
