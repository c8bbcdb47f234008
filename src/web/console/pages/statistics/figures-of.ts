/** Statistics as named bars, the longest first. */
import type { Counts, Stats } from '../../../../records/stats.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
}

export const whole = (count: number): string => count.toLocaleString('en-GB');

/** `already-with-fls` as words. */
const spaced = (code: string): string => code.replaceAll('-', ' ');

const byLength = (counts: Counts): readonly Bar[] =>
  Object.entries(counts)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => b.value - a.value);

/** Over all rules. Rules whose question did not arise would hide the rest, so they are left out. */
export const silencesByReason = ({ rules }: Pick<Stats, 'rules'>): readonly Bar[] => {
  const sums: Record<string, number> = {};
  for (const { silences } of Object.values(rules)) {
    for (const [reason, count] of Object.entries(silences)) sums[reason] = (sums[reason] ?? 0) + count;
  }
  return byLength(sums)
    .filter(({ name }) => name !== 'not-applicable')
    .map(({ name, value }) => ({ name: spaced(name), value }));
};

export const overrideReasons = ({ overrideReasons: counts }: Pick<Stats, 'overrideReasons'>): readonly Bar[] =>
  byLength(counts).map(({ name, value }) => ({ name: name === 'none' ? 'no reason given' : spaced(name), value }));
