/** What is counted and written down of each hook call: meters by closed labels, and one audit line per decision with hashed ids only. */
import type { Explanation } from '../explanation.ts';
import { errorFields, type Log, type LogFields } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Answer, Decision, Stored } from '../records/records.ts';
import { Refusal } from '../refusals.ts';
import type { Ehr } from '../trust/caller.ts';
import type { Service } from './services.ts';
import type { HookResponse } from './wire.ts';

/** One call, as far as it is known yet. */
export interface Call {
  readonly requestId: string;
  readonly service: Service | null;
  /** Milliseconds of `performance.now()` when it arrived. */
  readonly started: number;
  readonly ehr: Ehr | null;
  readonly address: string | null;
}

export interface Advised {
  readonly response: HookResponse;
  readonly explanation: Explanation;
  readonly decision: Decision;
  readonly recorded: boolean;
}

export interface Account {
  decided(call: Call, advised: Advised, sent: HookResponse): void;
  refused(call: Call, error: unknown): void;
  answered(call: Call, answers: readonly Answer[], stored: readonly Stored[]): void;
}

type RuleOutcome = Explanation['shown'][number];

const OUTCOMES: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  412: 'precondition_failed',
  429: 'rate_limited',
  503: 'unavailable',
};

const outcomeOf = (status: number): string => OUTCOMES[status] ?? (status < 500 ? 'invalid' : 'error');

const NOT_APPLICABLE = ['no-fracture-reported', 'not-applicable', 'not-for-this-user'];

const resultOf = (outcome: RuleOutcome): string => {
  if (outcome.speaks) return 'fired';
  if (outcome.reason.startsWith('unknown')) return 'insufficient_data';
  return NOT_APPLICABLE.includes(outcome.reason) ? 'not_applicable' : 'suppressed';
};

/** `unknown: medications not available` is counted as `unknown`. */
const reasonOf = (reason: string): string => reason.split(':')[0] ?? reason;

const labelsOf = ({ ehr, service }: Call) => ({
  tenant: ehr?.name ?? 'unknown',
  service: service?.id ?? 'unknown',
  hook: service?.hook ?? 'unknown',
});

/** How often each value occurs: a meter that is told of twenty at once is asked for once. */
const tally = (names: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

const countExplanation = (metrics: Metrics, { chart, readings, shown }: Explanation): void => {
  for (const outcome of shown) {
    const result = resultOf(outcome);
    metrics.rules.inc({ rule: outcome.rule, result });
    if (!outcome.speaks && result === 'suppressed') metrics.suppressed.inc({ rule: outcome.rule, reason: reasonOf(outcome.reason) });
  }
  for (const report of chart.reports) {
    metrics.reports.inc({ source: report.parts[0]?.from ?? 'none', status: report.status });
    if (report.notRead !== null) metrics.reportsUnreadable.inc();
  }
  const assertions = readings.flatMap(({ reading }) => (reading?.statements ?? []).map(({ assertion }) => assertion));
  for (const [assertion, times] of tally(assertions)) metrics.findings.inc({ assertion }, times);
  for (const { key, arrived, dropped } of chart.keys) {
    metrics.prefetchKeys.inc({ key, state: arrived });
    if (dropped > 0) metrics.foreignResources.inc(dropped);
  }
};

const count = <T>(values: readonly T[], value: T): number => values.filter((one) => one === value).length;

/** `knownReasons`: override reason codes of our cards; any other code is counted as `other`, so that no client can make labels. */
export const createAccount = (log: Log, metrics: Metrics, knownReasons: ReadonlySet<string>): Account => ({
  decided(call, { explanation, decision, recorded }, sent) {
    const labels = labelsOf(call);
    const milliseconds = performance.now() - call.started;
    metrics.hookRequests.inc({ ...labels, outcome: sent.cards.length > 0 ? 'cards' : 'no_cards' });
    metrics.hookSeconds.observe(
      { service: labels.service, hook: labels.hook, data_source: explanation.chart.dataSource },
      milliseconds / 1000,
    );
    for (const outcome of decision.mode === 'silent' ? [] : explanation.shown) {
      if (outcome.speaks)
        metrics.cards.inc({ tenant: labels.tenant, service: labels.service, rule: outcome.rule, indicator: outcome.advice.indicator });
    }
    countExplanation(metrics, explanation);
    log.info('decision', {
      requestId: call.requestId,
      ehr: decision.subject.ehr,
      tenant: decision.subject.tenant,
      service: labels.service,
      hookInstance: decision.hookInstance,
      patientKey: decision.subject.patientKey,
      reportKeys: decision.reportKeys,
      verdict: decision.verdict,
      spoken: decision.spoken,
      silent: decision.silent.map(({ rule, reason }) => `${rule}: ${reason}`),
      reportsRead: decision.reportsRead,
      reportsNotRead: decision.reportsNotRead,
      unknown: decision.unknownKeys,
      knowledge: decision.knowledge,
      mode: decision.mode,
      recorded,
      cards: sent.cards.length,
      milliseconds: Math.round(milliseconds),
    });
  },

  refused(call, error) {
    const labels = labelsOf(call);
    const status = error instanceof Refusal ? error.status : 500;
    metrics.hookRequests.inc({ ...labels, outcome: outcomeOf(status) });
    const line: LogFields = {
      requestId: call.requestId,
      ehr: call.ehr?.name,
      service: labels.service,
      address: call.address,
      status,
      milliseconds: Math.round(performance.now() - call.started),
    };
    if (error instanceof Refusal) log.warn('refused', { ...line, code: error.code });
    else log.error('failed', { ...line, ...errorFields(error) });
  },

  answered(call, answers, stored) {
    const tenant = call.ehr?.name ?? 'unknown';
    const reasonOfAnswer = (code: string | null): string => (code === null ? 'none' : knownReasons.has(code) ? code : 'other');
    const results = stored.map(({ result }) => result);
    answers.forEach(({ outcome, reasonCode }, index) => {
      if (results[index] === 'unknown-card') metrics.feedbackUnmatched.inc();
      if (results[index] === 'duplicate') return;
      metrics.feedback.inc({ tenant, rule: stored[index]?.rule ?? 'unknown', outcome, reason: reasonOfAnswer(reasonCode) });
    });
    log.info('feedback', {
      requestId: call.requestId,
      ehr: tenant,
      service: call.service?.id,
      stored: count(results, 'stored'),
      duplicates: count(results, 'duplicate'),
      unmatched: count(results, 'unknown-card'),
      milliseconds: Math.round(performance.now() - call.started),
    });
  },
});
