/** What was shown before and what is shown now: quiet topics, stable uuids and the decision record of one hook call. The answer never waits for a database that is down. */
import type { Advice, Assessment, RuleOutcome, Topic } from './assessment/advice.ts';
import { daysBefore, type Day } from './calendar.ts';
import type { Chart } from './fhir/facts.ts';
import type { HookRequest } from './hooks/wire.ts';
import { droppedOffers } from './records/dropped-offers.ts';
import type { Keys } from './records/keys.ts';
import { matchDelivery } from './records/match-delivery.ts';
import { quietTopics, type Quiet, type SnoozeRules } from './records/quiet.ts';
import type { Decision, Delivery, Memory, Records, Subject } from './records/records.ts';
import type { ReportReading } from './reports/reading.ts';
import type { Caller } from './trust/caller.ts';

export interface DeliveryParts {
  readonly now: () => Date;
  readonly newId: () => string;
  /** `null` where nothing is kept (replay). */
  readonly records: Records | null;
  readonly keys: Keys;
  readonly repeatWindowHours: number;
  /** Told each time the database failed, for the log and the meters; never with patient data. */
  readonly onRecordsDown: (error: unknown) => void;
}

/** One hook call as the records see it: hashed ids only. */
export interface Visit {
  readonly subject: Subject;
  readonly request: HookRequest;
  readonly caller: Caller;
  readonly reporterHook: boolean;
  readonly asOf: Date;
  readonly today: Day;
}

export interface Past {
  readonly memory: Memory;
  readonly quiet: ReadonlyMap<Topic, Quiet>;
  /** Kinds of suggestions that were accepted for good. */
  readonly dropped: ReadonlySet<string>;
  /** The database answered; without it snoozes are unknown. */
  readonly known: boolean;
}

const NOTHING: Memory = { deliveries: [], answers: [] };

/** The longest snooze is twelve months; older answers cannot matter. */
const MEMORY = { months: 13 };

export const visitOf = (keys: Keys, request: HookRequest, caller: Caller, asOf: Date, today: Day): Visit => {
  const site = { ehr: caller.ehr.name, tenant: caller.ehr.tenant };
  const subject = { ...site, patientKey: keys.patient(site, request.context.patientId), userKey: keys.user(site, request.context.userId) };
  return { subject, request, caller, reporterHook: request.hook === 'report-review' || request.hook === 'report-sign', asOf, today };
};

const fingerprintOf = (keys: Keys, visit: Visit, advice: Advice): string =>
  keys.fingerprint(visit.subject, `${advice.topic} ${advice.fingerprint}`);

/** What is remembered of this patient that quiets a topic of this assessment. */
export const recallPast = async (parts: DeliveryParts, visit: Visit, assessment: Assessment, rules: SnoozeRules): Promise<Past> => {
  const spoken = assessment.outcomes.flatMap((outcome) => (outcome.speaks ? [outcome.advice] : []));
  if (!parts.records || spoken.length === 0) return { memory: NOTHING, quiet: new Map(), dropped: new Set(), known: true };
  try {
    const memory = await parts.records.recall(visit.subject, new Date(`${daysBefore(visit.today, MEMORY)}T00:00:00Z`));
    const asked = spoken.map((advice) => ({ topic: advice.topic, fingerprint: fingerprintOf(parts.keys, visit, advice) }));
    const asking = {
      userKey: visit.subject.userKey,
      reporterHook: visit.reporterHook,
      serviceId: visit.request.serviceId,
      now: visit.asOf,
      today: visit.today,
    };
    return { memory, quiet: quietTopics(memory, asked, asking, rules), dropped: droppedOffers(memory, rules), known: true };
  } catch (error) {
    parts.onRecordsDown(error);
    return { memory: NOTHING, quiet: new Map(), dropped: new Set(), known: false };
  }
};

/** The advice without the suggestions that were accepted for good. */
export const withoutDropped = (advice: Advice, { dropped }: Past): Advice =>
  dropped.size === 0 ? advice : { ...advice, offers: advice.offers.filter((offer) => !dropped.has(offer.kind)) };

const propose = (parts: DeliveryParts, visit: Visit, past: Past, advice: Advice): Delivery => {
  const identity = {
    topic: advice.topic,
    fingerprint: fingerprintOf(parts.keys, visit, advice),
    userKey: visit.subject.userKey,
    reporterHook: visit.reporterHook,
    serviceId: visit.request.serviceId,
  };
  const before = matchDelivery(past.memory, identity, visit.asOf, parts.repeatWindowHours);
  const suggestions = Object.fromEntries(advice.offers.map(({ kind }) => [kind, before?.suggestions[kind] ?? parts.newId()]));
  return {
    ...identity,
    cardUuid: before?.cardUuid ?? parts.newId(),
    at: before?.at ?? visit.asOf,
    rule: advice.rule,
    suggestions,
    shownOn: [visit.today],
  };
};

export interface Made {
  readonly chart: Chart;
  readonly readings: ReadonlyMap<string, ReportReading>;
  readonly assessment: Assessment;
  /** Every rule's outcome after snoozes and the card limit. */
  readonly shown: readonly RuleOutcome[];
  readonly knowledge: string;
}

const countBy = (values: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

const decisionOf = (parts: DeliveryParts, visit: Visit, made: Made, deliveries: readonly Delivery[]): Decision => ({
  at: visit.asOf,
  subject: visit.subject,
  serviceId: visit.request.serviceId,
  hookInstance: visit.request.hookInstance,
  knowledge: made.knowledge,
  reportKeys: made.chart.reports.map((report) => parts.keys.report(visit.subject, report.id)),
  verdict: made.assessment.verdict,
  spoken: made.shown.flatMap((outcome) => (outcome.speaks ? [outcome.rule] : [])),
  silent: made.shown.flatMap((outcome) => (outcome.speaks ? [] : [{ rule: outcome.rule, reason: outcome.reason }])),
  reportsRead: made.chart.counts.reports - made.chart.counts.notRead,
  reportsNotRead: made.chart.counts.notRead,
  readings: countBy([...made.readings.values()].map((reading) => reading.verdict)),
  unknownKeys: made.chart.facts.unknown,
  milliseconds: parts.now().getTime() - visit.asOf.getTime(),
  mode: visit.caller.ehr.mode,
  deliveries,
});

export interface Recorded {
  readonly decision: Decision;
  /** By topic, with the uuids that the cards must carry. */
  readonly deliveries: ReadonlyMap<Topic, Delivery>;
  /** False where the database did not answer. */
  readonly recorded: boolean;
}

/** Stores the decision of one call, for audit, repetition and statistics. */
export const recordDecision = async (parts: DeliveryParts, visit: Visit, past: Past, made: Made): Promise<Recorded> => {
  const spoken = made.shown.flatMap((outcome) => (outcome.speaks ? [withoutDropped(outcome.advice, past)] : []));
  const proposed = spoken.map((advice) => propose(parts, visit, past, advice));
  const decision = decisionOf(parts, visit, made, proposed);
  const done = (deliveries: readonly Delivery[], recorded: boolean): Recorded => {
    const byTopic = new Map(deliveries.map((delivery) => [delivery.topic as Topic, delivery]));
    return { decision, deliveries: byTopic, recorded };
  };
  if (!parts.records) return done(proposed, true);
  try {
    const stored = await parts.records.remember(decision);
    return done(stored.length === proposed.length ? stored : proposed, true);
  } catch (error) {
    parts.onRecordsDown(error);
    return done(proposed, false);
  }
};
