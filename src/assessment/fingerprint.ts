/** The evidence on which a card rests, in a form that changes when a snooze must end (DECISIONS H 38): a new report, level, verdict, age or flag. */
import { byDay } from '../calendar.ts';
import type { Acuity, Verdict } from '../reports/reading.ts';
import { once } from './once.ts';
import type { Situation } from './situation.ts';
import { inSpineOrder } from './spine.ts';

const WORST: readonly (Acuity | null)[] = ['acute', 'mixed', 'unspecified', 'old', null];

/** The chart's verdict: the strongest of what stands. */
export const verdictOf = ({ fractures, possibles }: Pick<Situation, 'fractures' | 'possibles'>): Verdict =>
  fractures.length > 0 ? 'fracture' : possibles.length > 0 ? 'possible' : 'none';

const newestStating = ({ mentions }: Situation): string =>
  mentions.toSorted((a, b) => byDay(b.day, a.day) || a.reportId.localeCompare(b.reportId))[0]?.reportId ?? 'none';

/** Levels, verdict, worst acuity, flags, newest stating report. Holds report ids: hash it before it is stored. */
export const fingerprintOf = once((situation): string => {
  const known = [...situation.fractures, ...situation.possibles];
  const levels = inSpineOrder([...known, ...situation.mentions].flatMap(({ level }) => level ?? []));
  const unnumbered = known.filter(({ level }) => level === null).length;
  const acuity = WORST.find((one) => known.some((fracture) => fracture.acuity === one)) ?? null;
  const flags = [...new Set(situation.flags.map(({ flag }) => flag))].sort();
  return [
    `levels=${levels.join('+')}/${String(unnumbered)}`,
    `verdict=${verdictOf(situation)}`,
    `acuity=${acuity ?? 'none'}`,
    `flags=${flags.join('+')}`,
    `report=${newestStating(situation)}`,
  ].join('|');
});
