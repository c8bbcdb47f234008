/** The meters, as Prometheus reads them. Labels come from closed lists (registry, rules, reasons), never from a request: no ids, no text. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const PREFIX = 'vfcds_';

/** Seconds: a hook answers in 25 ms to 5 s. */
const HOOK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const makers = (registry: Registry) => {
  const registers = [registry];
  return {
    counter: <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
      new Counter<L>({ name: PREFIX + name, help, labelNames, registers }),
    gauge: <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
      new Gauge<L>({ name: PREFIX + name, help, labelNames, registers }),
    histogram: <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
      new Histogram<L>({ name: PREFIX + name, help, labelNames, registers, buckets: HOOK_SECONDS }),
  };
};

const DAY_MS = 86_400_000;

interface Running {
  readonly version: string;
  /** `reviewDue`: the day by which the first card is due for review. */
  readonly knowledge: { readonly version: string; readonly reviewDue: string };
  readonly now: Date;
}

/** A registry of its own for each service, so that a test may run several. */
export const createMetrics = () => {
  const registry = new Registry();
  const { counter, gauge, histogram } = makers(registry);
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const meters = {
    hookRequests: counter('hook_requests_total', 'Hook calls by outcome', ['tenant', 'service', 'hook', 'outcome']),
    hookSeconds: histogram('hook_duration_seconds', 'Time to answer a hook call', ['service', 'hook', 'data_source']),
    cards: counter('cards_returned_total', 'Cards sent', ['tenant', 'service', 'rule', 'indicator']),
    rules: counter('rules_evaluated_total', 'Rules by result', ['rule', 'result']),
    suppressed: counter('suppressed_total', 'Silent rules by reason', ['rule', 'reason']),
    feedback: counter('feedback_total', 'Answers to cards', ['tenant', 'rule', 'outcome', 'reason']),
    feedbackUnmatched: counter('feedback_unmatched_total', 'Answers to cards that this EHR was never sent', []),
    reports: counter('reports_examined_total', 'Imaging reports by the source of their text and their status', ['source', 'status']),
    reportsUnreadable: counter('report_text_unreadable_total', 'Imaging reports of which text could not be read', []),
    findings: counter('report_findings_total', 'Statements about vertebrae by assertion', ['assertion']),
    prefetchKeys: counter('prefetch_key_total', 'Prefetch keys as they arrived', ['key', 'state']),
    foreignResources: counter('foreign_resources_total', 'Resources dropped: of another patient, or without a subject', []),
    recordsDown: counter('records_down_total', 'Times the database failed while a hook was answered', []),
    authFailures: counter('auth_failures_total', 'Calls refused with 401', ['reason']),
    keySets: counter('jwks_refresh_total', 'Refreshes of key sets', ['result']),
    keySetAge: gauge('jwks_age_seconds', 'Age of the key set of an EHR', ['tenant']),
    fhirRequests: counter('fhir_requests_total', 'Reads of FHIR servers', ['tenant', 'resource', 'status']),
    fhirSeconds: histogram('fhir_request_duration_seconds', 'Time to the head of an answer of a FHIR server', []),
    fhirBlocked: counter('fhir_blocked_total', 'Reads that the guard refused', ['reason']),
  };
  const build = gauge('build_info', 'Version of the service', ['version', 'node']);
  const knowledgeInfo = gauge('knowledge_info', 'Version of cards, codes, thresholds and lexicon', ['version', 'review_by']);
  const reviewDays = gauge('knowledge_review_due_days', 'Days until the first card is due for review; negative when overdue', []);
  return {
    ...meters,
    registry,
    /** Says what runs, and how long its content is good for. */
    describe: ({ version, knowledge, now }: Running): void => {
      build.set({ version, node: process.version }, 1);
      knowledgeInfo.set({ version: knowledge.version, review_by: knowledge.reviewDue }, 1);
      reviewDays.set(Math.floor((Date.parse(knowledge.reviewDue) - now.getTime()) / DAY_MS));
    },
  };
};

export type Metrics = ReturnType<typeof createMetrics>;
