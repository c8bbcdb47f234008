/** One request -> the chart of one patient: what was sent is judged, what is missing is read, reports become texts and resources become facts. */
import type { Day } from '../calendar.ts';
import type { HookRequest } from '../hooks/wire.ts';
import { Refusal } from '../refusals.ts';
import type { Codes } from './codes/load.ts';
import { collectReports, idOf, type LookBack } from './collect-reports.ts';
import { createDocuments, type Documents } from './documents/read-documents.ts';
import type { Chart, KeyRecord } from './facts.ts';
import { openReads, type FhirReads } from './fhir-reads.ts';
import { gatherSources, type Source } from './gather-sources.ts';
import { patientResources, resourcesOf } from './patient-resources.ts';
import { isReportHook } from './prefetch-keys.ts';
import { templatesFor, type Templates } from './prefetch-templates.ts';
import { codedConclusions } from './read-coded.ts';
import { readFacts } from './read-facts.ts';
import { readReports, type ReadReports } from './read-reports.ts';
import { startClock, type Clock, type Patience } from './request-clock.ts';
import type { FhirServer } from './server.ts';

export interface ChartOptions extends Patience {
  /** Where "today" is, and where an instant becomes a day. */
  readonly timeZone: string;
  /** REPORT_LOOKBACK_MONTHS. */
  readonly lookBackMonths: number;
}

export interface ChartParts {
  readonly codes: Codes;
  readonly options: ChartOptions;
  readonly today: Day;
  /** Prefetch templates of this EHR that replace the default ones or add parts. */
  readonly overrides?: Templates;
  /** Reads PDF, RTF and long HTML; one pool per process unless another is given. */
  readonly documents?: Documents;
}

/** A chart, and what `check-chart` says beyond it. */
export interface DetailedChart {
  readonly chart: Chart;
  readonly sources: readonly Source[];
  /** FHIR reads that were started. */
  readonly reads: number;
}

const sharedDocuments = createDocuments();

/** Starts the worker that reads PDF and RTF before the first report needs it. */
export const warmDocuments = (): Promise<void> => sharedDocuments.warm();

/** The report that a report hook is about: as the context names it, unless the EHR sent it under another id. */
export const focusIdOf = (request: HookRequest, sources: readonly Source[]): string | null => {
  if (!isReportHook(request.hook)) return null;
  const sent = resourcesOf(sources, 'report');
  const named = request.context.reportId;
  if (named !== null && (sent.length === 0 || sent.some(({ id }) => id === named))) return named;
  return sent[0] ? idOf(sent[0]) : named;
};

const dataSourceOf = (records: readonly KeyRecord[], reads: number): Chart['dataSource'] => {
  if (reads === 0) return 'prefetch';
  return records.some(({ state }) => state === 'supplied') ? 'mixed' : 'fetch';
};

/** On the hooks that open a chart, silence must mean "read, and nothing to say" (DESIGN section 3). @throws Refusal */
const refuseUnread = (request: HookRequest, { reports, unread }: ReadReports): void => {
  const all = reports.filter(({ status }) => status !== 'registered');
  if (isReportHook(request.hook) || all.length === 0 || unread.length < all.length) return;
  const reasons = [...new Set(all.map(({ notRead }) => notRead))].join('; ');
  const message = `reports: ${all.length} imaging reports lie in the look-back and none could be read (${reasons}). Send their text in presentedForm or conclusion, or allow Binary to be read`;
  throw new Refusal('prefetch-needed', [{ path: 'prefetch.reports', message }]);
};

/** What the context names and nobody could find: on a report hook that is "could not be read", never silence. */
const withMissingFocus = (
  read: ReadReports,
  focusId: string | null,
  sources: readonly Source[],
  withdrawn: readonly { readonly id: string }[],
): ReadReports => {
  const isKnown = sources.some(
    ({ record, content }) =>
      (record.key === 'report' || record.key === 'reports') && content.matches.some(({ resource }) => resource.id === focusId),
  );
  if (focusId === null || isKnown || withdrawn.some(({ id }) => id === focusId)) return read;
  const missing = {
    id: focusId,
    ids: [focusId],
    text: '',
    parts: [],
    day: null,
    firstDay: null,
    status: 'unknown',
    modality: null,
    title: null,
    codedConclusions: [],
    notRead: 'the EHR sent no such report',
    encounterId: null,
  } as const;
  return { ...read, reports: [missing, ...read.reports], unread: [focusId, ...read.unread] };
};

const readWithin = async (
  request: HookRequest,
  server: FhirServer,
  parts: ChartParts,
  clock: Clock,
  reads: FhirReads | null,
): Promise<DetailedChart> => {
  const { codes, options, today } = parts;
  const templates = templatesFor(request.hook, parts.overrides ?? {}, codes);
  const gathering = gatherSources({ request, server, templates, reads, clock });
  await gathering.needed;
  clock.neededAreIn();

  const ofReports = await gathering.reports;
  const focusId = focusIdOf(request, ofReports);
  const lookBack: LookBack = {
    today,
    timeZone: options.timeZone,
    months: options.lookBackMonths,
    focusId,
    focusIsImaging: request.hook === 'imaging-result',
  };
  const collected = collectReports(ofReports, lookBack);
  const texts = await readReports(collected, lookBack, {
    documents: parts.documents ?? sharedDocuments,
    reads,
    clock,
    codedConclusionsOf: (report) => codedConclusions(report, codes, options),
  });
  const read = withMissingFocus(texts, focusId, ofReports, collected.withdrawn);
  refuseUnread(request, read);

  const sources = await gathering.all;
  const resources = await patientResources(sources, await gathering.belongs, reads, clock);
  const records = sources.map(({ record }) => record);
  const counted = read.reports.filter(({ status }) => status !== 'registered');
  const reportsKey = records.filter(({ key }) => key === 'reports');
  const started = reads?.count() ?? 0;
  const chart: Chart = {
    hook: request.hook,
    facts: readFacts(resources, codes, today, options),
    reports: read.reports,
    retracted: collected.withdrawn,
    focusReportId: focusId,
    counts: {
      reports: counted.length,
      notRead: counted.filter(({ notRead }) => notRead !== null).length,
      notImaging: collected.notImaging + read.notImaging,
    },
    keys: records,
    earlierReportsUnknown: isReportHook(request.hook) && reportsKey.some(({ state }) => state === 'unavailable'),
    dataSource: dataSourceOf(records, started),
  };
  return { chart, sources, reads: started };
};

/** As `readChart`, with what every key held. */
export const readChartInDetail = async (request: HookRequest, server: FhirServer, parts: ChartParts): Promise<DetailedChart> => {
  const clock = startClock(parts.options, server.kind === 'server');
  try {
    return await readWithin(request, server, parts, clock, server.kind === 'server' ? openReads(server) : null);
  } finally {
    clock.stop();
  }
};

/**
 * Reads the chart of the patient that the hook names.
 * @throws Refusal `prefetch-needed` naming key and reason, or `fhir-server-not-registered` naming the base (DESIGN section 3).
 */
export const readChart = async (request: HookRequest, server: FhirServer, parts: ChartParts): Promise<Chart> =>
  (await readChartInDetail(request, server, parts)).chart;
