/** Which topics stay quiet for this user today, because they were answered or shown in vain (DECISIONS H 38-39). Pure. */
import { DateTime } from 'luxon';
import { within, type Day, type Span } from '../calendar.ts';
import { isSameReporterHook } from './match-delivery.ts';
import type { Answer, Delivery, Memory } from './records.ts';

/** Whom an answer quiets, and for how long from the moment the feedback is received. */
export interface Quieting {
  readonly whom: 'user' | 'everyone';
  readonly length: Span;
}

/** Where a topic is quieted less than others. */
export interface TopicLimit {
  /** Every answer quiets the user who gave it for exactly this long, whatever the reason (`VFUrgent`: 24 hours). */
  readonly user?: Span;
  /** The only reason codes that quiet everyone, with their length (`VFUrgent`: already acted on, 14 days). */
  readonly everyoneOnly?: Readonly<Record<string, Span>>;
  /** No answer quiets it for longer (`VFDenosumab`: 28 days). */
  readonly atMost?: Span;
}

/** The snooze lengths of `cards/override-reasons.yaml`. Codes and kinds that are not listed: a reason counts as none, an accepted kind quiets nobody. */
export interface SnoozeRules {
  /** By code of the override reason. */
  readonly reasons: Readonly<Record<string, Quieting>>;
  readonly noReason: Quieting;
  /** By kind of the accepted suggestion (`fls`, `dxa`); `drop`: quiets nobody, that suggestion is not offered again (`problem`). */
  readonly accepted: Readonly<Record<string, Quieting | 'drop'>>;
  /** By topic code. */
  readonly topics: Readonly<Record<string, TopicLimit>>;
  /** Shown to one user on so many days without an answer ... */
  readonly shownDays: number;
  /** ... quiets the topic for that user for so long from the last of those days; a topic that is not listed never. */
  readonly shownWithoutAnswer: Readonly<Record<string, Span>>;
}

/** A topic about to speak. `fingerprint` is the hash that deliveries hold. */
export interface Asked<Topic extends string = string> {
  readonly topic: Topic;
  readonly fingerprint: string;
}

/** Who asks, where and when. `userKey` null: nobody in particular, so nothing personal quiets. */
export interface Asking {
  readonly userKey: string | null;
  readonly reporterHook: boolean;
  /** The service that is called; without it all reporter hooks count as one. */
  readonly serviceId?: string;
  readonly now: Date;
  readonly today: Day;
}

export type Quiet = 'snoozed' | 'shown-without-answer';

type Received = Answer & { readonly receivedAt: Date };

/** Feedback on a reporter hook never quiets another hook. */
const countsHere = (delivery: Delivery, asking: Asking): boolean =>
  !delivery.reporterHook || (asking.reporterHook && isSameReporterHook(delivery.serviceId, asking.serviceId));

/** The instant a span after another; months clamp to the last day of the month. */
const instantAfter = (start: Date, span: Span): Date => DateTime.fromJSDate(start, { zone: 'utc' }).plus(span).toJSDate();

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

const own = <T>(table: Readonly<Record<string, T>>, key: string | null): T | undefined =>
  key !== null && Object.hasOwn(table, key) ? table[key] : undefined;

/** What an answer asks for before the topic's limits. */
const requested = (answer: Received, delivery: Delivery, rules: SnoozeRules): readonly Quieting[] => {
  if (answer.outcome === 'overridden') return [own(rules.reasons, answer.reasonCode) ?? rules.noReason];
  return Object.entries(delivery.suggestions)
    .filter(([, uuid]) => answer.acceptedSuggestions.includes(uuid))
    .map(([kind]) => own(rules.accepted, kind))
    .filter((quieting) => quieting !== undefined)
    .filter((quieting) => quieting !== 'drop');
};

const limited = (quieting: Quieting, limit: TopicLimit | undefined, reasonCode: string | null): Quieting => {
  const forEveryone = limit?.everyoneOnly && own(limit.everyoneOnly, reasonCode);
  if (forEveryone) return { whom: 'everyone', length: forEveryone };
  const whom = limit?.everyoneOnly ? 'user' : quieting.whom;
  return { whom, length: whom === 'user' ? (limit?.user ?? quieting.length) : quieting.length };
};

const isSnoozedBy = (answer: Received, delivery: Delivery, asking: Asking, rules: SnoozeRules): boolean => {
  const limit = own(rules.topics, delivery.topic);
  return requested(answer, delivery, rules)
    .map((quieting) => limited(quieting, limit, answer.reasonCode))
    .filter(({ whom }) => whom === 'everyone' || (asking.userKey !== null && delivery.userKey === asking.userKey))
    .some(({ length }) => {
      const end = instantAfter(answer.receivedAt, length);
      return asking.now < (limit?.atMost ? earlier(end, instantAfter(answer.receivedAt, limit.atMost)) : end);
    });
};

/**
 * Whether it was shown to this user in vain: on enough days, the last of them before today, for a card does not vanish on the day it is being read.
 * An answer, and every quiet time that has passed, starts the count afresh.
 */
const wasShownInVain = (
  shown: readonly Delivery[],
  answers: readonly Received[],
  asking: Asking,
  rules: SnoozeRules,
  length: Span,
): boolean => {
  const mine = shown.filter((delivery) => delivery.userKey === asking.userKey);
  const uuids = new Set(mine.map(({ cardUuid }) => cardUuid));
  const answered = answers.filter(({ cardUuid }) => uuids.has(cardUuid)).map(({ receivedAt }) => receivedAt.getTime());
  const unanswered = mine.filter(({ at }) => answered.every((answer) => at.getTime() > answer));
  const days = [...new Set(unanswered.flatMap(({ shownOn }) => shownOn))].filter((day) => day < asking.today).sort();
  const last = days[days.length - (days.length % rules.shownDays) - 1];
  return last !== undefined && within(last, length, asking.today);
};

/**
 * The topics among `asked` that must not speak, each with the reason. An answer counts only for the evidence it was given on:
 * when the fingerprint changes, the topic speaks again.
 */
export const quietTopics = <Topic extends string>(
  memory: Memory,
  asked: readonly Asked<Topic>[],
  asking: Asking,
  rules: SnoozeRules,
): ReadonlyMap<Topic, Quiet> => {
  const quiet = new Map<Topic, Quiet>();
  for (const { topic, fingerprint } of asked) {
    const same = memory.deliveries.filter((one) => one.topic === topic && one.fingerprint === fingerprint && countsHere(one, asking));
    const snoozed = same.some((delivery) =>
      memory.answers.some((answer) => answer.cardUuid === delivery.cardUuid && isSnoozedBy(answer, delivery, asking, rules)),
    );
    const inVain = asking.userKey === null ? undefined : own(rules.shownWithoutAnswer, topic);
    if (snoozed) quiet.set(topic, 'snoozed');
    else if (inVain && wasShownInVain(same, memory.answers, asking, rules, inVain)) quiet.set(topic, 'shown-without-answer');
  }
  return quiet;
};
