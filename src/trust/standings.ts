/** Who has shown a good token of late, and how many bad ones since. Only a good token makes an entry, so that a flood of bad ones takes no memory. */

const MINUTE_MS = 60_000;
/** A good token is remembered for so long. */
export const GOOD_FOR_MS = 60 * MINUTE_MS;
/** Most who are remembered; beyond that those go first who were longest without a good token. */
export const MOST_REMEMBERED = 10_000;

/** `refused`: known, but with too many bad tokens within the minute. */
export type Standing = 'unknown' | 'good' | 'refused';

export interface Standings {
  readonly of: (who: string) => Standing;
  readonly good: (who: string) => void;
  readonly refused: (who: string) => void;
}

interface Entry {
  readonly goodAt: number;
  /** Bad tokens since `since`. */
  refused: number;
  since: number;
}

/** `refusedPerMinute`: with so many bad tokens within a minute the standing is `refused` until the minute is over. `now` in milliseconds. */
export const openStandings = (refusedPerMinute: number, now: () => number): Standings => {
  const held = new Map<string, Entry>();

  const entryOf = (who: string): Entry | null => {
    const entry = held.get(who);
    if (!entry || now() - entry.goodAt > GOOD_FOR_MS) return null;
    if (now() - entry.since >= MINUTE_MS) [entry.refused, entry.since] = [0, now()];
    return entry;
  };

  return {
    of: (who) => {
      const entry = entryOf(who);
      if (!entry) return 'unknown';
      return entry.refused < refusedPerMinute ? 'good' : 'refused';
    },
    good: (who) => {
      const { refused, since } = entryOf(who) ?? { refused: 0, since: now() };
      held.delete(who);
      held.set(who, { goodAt: now(), refused, since });
      const [oldest] = held.keys();
      if (held.size > MOST_REMEMBERED && oldest !== undefined) held.delete(oldest);
    },
    refused: (who) => {
      const entry = entryOf(who);
      if (entry) entry.refused += 1;
    },
  };
};
