/** How many fractures count towards "two or more" (DECISIONS A 1). */
import type { Mention } from '../situation.ts';
import { adjacent, inSpineOrder } from '../spine.ts';
import type { Thresholds } from '../thresholds.ts';

interface Counted {
  readonly level: string | null;
  readonly mentions: readonly Mention[];
  readonly count: number;
}

const reportsOf = (one: Counted): readonly string[] => one.mentions.map(({ reportId }) => reportId);

/** Two reports may count the vertebrae differently: neighbours count as two only where one report gives both. */
const givenTogether = (one: Counted, other: Counted): boolean =>
  reportsOf(one).length === 0 || reportsOf(other).length === 0 || reportsOf(one).some((id) => reportsOf(other).includes(id));

/** `fractures`: stated ones without malignant or traumatic cause. */
export const countFractures = (fractures: readonly Counted[], thresholds: Thresholds): number => {
  const ordered = inSpineOrder(fractures.flatMap(({ level }) => level ?? [])).flatMap(
    (level) => fractures.find((one) => one.level === level) ?? [],
  );
  const repeated = ordered.filter((one, index) => {
    const above = ordered[index - 1];
    return (
      above !== undefined && above.level !== null && one.level !== null && adjacent(above.level, one.level) && !givenTogether(above, one)
    );
  });
  const unnumbered = fractures.filter(({ level }) => level === null).reduce((sum, { count }) => sum + count, 0);
  const several = fractures.some(({ mentions }) => mentions.some(({ multiple }) => multiple)) ? thresholds.severalWithoutLevels : 0;
  return Math.max(ordered.length - repeated.length + unnumbered, several);
};
