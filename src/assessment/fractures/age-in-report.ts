/** The age that one report gives a fracture, and the day that it dates it to (DECISIONS A 2). */
import { lengthOfMonth, type Day } from '../../calendar.ts';
import type { Acuity, Statement } from '../../reports/reading.ts';

export interface AgeInReport {
  readonly acuity: Acuity;
  readonly stable: boolean;
  readonly old: boolean;
  readonly dated: Day | null;
}

/** The last day of a full or partial date ("2016", "2016-03"): a fracture is no older than its report says. */
export const endOfPartialDate = (date: string): Day | null => {
  const [year, month, day] = date.split('-');
  if (year === undefined || !/^\d{4}$/.test(year)) return null;
  if (month === undefined) return `${year}-12-31`;
  if (day !== undefined) return date.slice(0, 10);
  return `${year}-${month}-${String(lengthOfMonth(Number(year), Number(month)))}`;
};

const earlier = (one: Day | null, other: Day | null): Day | null => (one === null || (other !== null && other < one) ? other : one);

/**
 * "Unchanged since {date}" dates the fracture to that date and undated "unchanged" to the previous report; neither makes it old by itself.
 * "Old, unchanged" is old. An acute fracture that is "stable" without a date will bear load; that says nothing of its age.
 */
export const ageInReport = (statements: readonly Statement[], fallback: Acuity, day: Day | null, previous: Day | null): AgeInReport => {
  const stated = statements.map(({ acuity }) => acuity).filter((acuity) => acuity !== null && acuity !== 'unspecified');
  const acuity = stated.at(-1) ?? fallback;
  const unchanged = statements.flatMap((one) => one.unchanged ?? []).find(({ since }) => since !== null || acuity !== 'acute') ?? null;
  const treated = statements.some((statement) => statement.treated);
  const since = unchanged === null ? null : unchanged.since === null ? previous : endOfPartialDate(unchanged.since);
  const oldInWords = statements.some(({ calledOld, acuity: age, unchanged: since }) => calledOld || (age === 'old' && since === null));
  return {
    acuity,
    stable: acuity === 'old' || unchanged !== null || treated,
    old: treated || oldInWords || (acuity === 'old' && since === null),
    dated: since === null ? day : earlier(since, day),
  };
};
