/** Prednisolone, or its equivalent, over the last year (DECISIONS D 26). */
import { byDay, daysAfter, daysBefore, daysBetween, type Day } from '../../calendar.ts';
import type { MedicineEvent } from '../../fhir/facts.ts';
import { once } from '../once.ts';
import type { Situation } from '../situation.ts';

/** Milligrams with the effect of 5 mg prednisolone (BNF, glucocorticoid therapy: equivalent anti-inflammatory doses). Hydrocortisone is replacement and does not count. */
const EQUIVALENT_TO_5_MG: Readonly<Record<string, number>> = {
  prednisolone: 5,
  prednisone: 5,
  methylprednisolone: 4,
  triamcinolone: 4,
  deflazacort: 6,
  dexamethasone: 0.75,
  betamethasone: 0.75,
};

const SYSTEMIC: readonly MedicineEvent['route'][] = ['oral', 'iv', 'im', null];

/** Daily milligrams of prednisolone; `null` where dose or equivalence is not known. */
const prednisoloneMg = ({ drug, dailyMg }: MedicineEvent): number | null => {
  const equivalent = EQUIVALENT_TO_5_MG[drug];
  return dailyMg === null || equivalent === undefined ? null : (dailyMg * 5) / equivalent;
};

interface Stretch {
  readonly event: MedicineEvent;
  readonly from: Day;
  readonly to: Day;
}

/** From its start until its supply, its end or the next issue; an active order without supply data runs on for the allowed time. */
const stretches = (events: readonly MedicineEvent[], { today, thresholds }: Situation): readonly Stretch[] =>
  events.flatMap((event, index): readonly Stretch[] => {
    const from = event.start ?? event.day;
    if (from === null || from > today) return [];
    const next = events[index + 1];
    const nextDay = next === undefined ? null : (next.start ?? next.day);
    const supplied = event.supplyDays === null ? null : daysAfter(event.day ?? from, { days: event.supplyDays });
    const continued = nextDay !== null && nextDay <= daysAfter(from, thresholds.supplyAllowance) ? nextDay : null;
    const running = event.status === 'active' ? daysAfter(event.day ?? from, thresholds.activeOrder) : null;
    const to = event.stop ?? supplied ?? continued ?? running ?? from;
    return [{ event, from, to: to > today ? today : to }];
  });

/** Distinct days that the stretches cover since `since`. */
const daysCovered = (ranges: readonly Stretch[], since: Day): number => {
  let until = since;
  let days = 0;
  for (const { from, to } of ranges.toSorted((a, b) => byDay(a.from, b.from))) {
    const begin = from > until ? from : until;
    if (to > begin) {
      days += daysBetween(begin, to);
      until = to;
    }
  }
  return days;
};

export interface SteroidUse {
  /** Daily milligrams of prednisolone, the lowest within the days that count; `null`: the dose is not known. */
  readonly mg: number | null;
  readonly days: number;
  readonly display: string;
  readonly day: Day | null;
  readonly source: string;
}

/**
 * Prednisolone at or over the threshold for long enough within the window; or, with `mg: null`, a systemic steroid taken long enough whose dose
 * is not known. `null` otherwise.
 */
export const steroidUse = once((situation): SteroidUse | null => {
  const { thresholds, today, facts } = situation;
  const events = facts.medicines
    .filter(({ class: kind, route, drug }) => kind === 'glucocorticoid' && SYSTEMIC.includes(route) && drug !== 'hydrocortisone')
    .sort((a, b) => byDay(a.start ?? a.day, b.start ?? b.day));
  const since = daysBefore(today, thresholds.prednisoloneWindow);
  const taken = stretches(events, situation).filter(({ to }) => to >= since);
  const enough = (ranges: readonly Stretch[]): boolean => daysCovered(ranges, since) >= (thresholds.prednisoloneCovered.days ?? 0);
  const high = taken.filter(({ event }) => (prednisoloneMg(event) ?? 0) >= thresholds.prednisoloneDaily);
  const unknown = taken.filter(({ event }) => prednisoloneMg(event) === null);
  const counting = enough(high) ? high : unknown.length > 0 && enough([...high, ...unknown]) ? unknown : [];
  const newest = counting.at(-1)?.event;
  if (newest === undefined) return null;
  const doses = counting.flatMap(({ event }) => prednisoloneMg(event) ?? []);
  return {
    mg: counting === high ? Math.min(...doses) : null,
    days: daysCovered(counting, since),
    display: newest.display,
    day: newest.day,
    source: newest.source,
  };
});
