/** The snooze lengths of `cards/override-reasons.yaml`, as `records/quiet.ts` asks for them (its `SnoozeRules`). */
import type { Span } from '../calendar.ts';
import type { ReasonFile } from './reason-file.ts';

interface Quieting {
  readonly whom: 'user' | 'everyone';
  readonly length: Span;
}

interface TopicLimit {
  readonly user?: Span;
  readonly everyoneOnly?: Readonly<Record<string, Span>>;
  readonly atMost?: Span;
}

export interface Snoozes {
  readonly reasons: Readonly<Record<string, Quieting>>;
  readonly noReason: Quieting;
  readonly accepted: Readonly<Record<string, Quieting | 'drop'>>;
  readonly topics: Readonly<Record<string, TopicLimit>>;
  readonly shownDays: number;
  readonly shownWithoutAnswer: Readonly<Record<string, Span>>;
}

export const snoozesOf = (file: ReasonFile, shownDays: number): Snoozes => ({
  reasons: Object.fromEntries(Object.entries(file.reasons).map(([code, { whom, length }]) => [code, { whom, length }])),
  noReason: file.noReason,
  accepted: Object.fromEntries(Object.entries(file.accepted).flatMap(([kind, answer]) => (answer === undefined ? [] : [[kind, answer]]))),
  topics: Object.fromEntries(
    Object.entries(file.topics).map(([topic, { user, everyoneOnly, atMost }]) => [
      topic,
      {
        ...(user === undefined ? {} : { user }),
        ...(everyoneOnly === undefined ? {} : { everyoneOnly }),
        ...(atMost === undefined ? {} : { atMost }),
      },
    ]),
  ),
  shownDays,
  shownWithoutAnswer: file.shownWithoutAnswer,
});
