/** The denosumab gap (DECISIONS D 21; MHRA Drug Safety Update August 2020). */
import { byDay, daysAfter, within, type Day } from '../../calendar.ts';
import type { MedicineEvent } from '../../fhir/facts.ts';
import { once } from '../once.ts';
import { factDay, factsOf, type Course, type Situation } from '../situation.ts';

export type DenosumabState =
  /** Over 7 months since the last dose, or stopped. `notClosedBy`: what was given since and does not close the gap. */
  | {
      readonly kind: 'overdue' | 'stopped';
      readonly last: MedicineEvent;
      readonly lastDay: Day;
      readonly stopped: Day | null;
      readonly notClosedBy: readonly Course[];
    }
  /** Listed without a dated dose. */
  | { readonly kind: 'undated'; readonly event: MedicineEvent }
  /** More than 30 months after the last dose: no longer this card's, but the main card names the day. */
  | { readonly kind: 'long-ago'; readonly lastDay: Day };

/** Doses of 60 mg: what is on hold was not given. */
const dosesOf = ({ facts, today }: Situation): readonly MedicineEvent[] =>
  facts.medicines
    .filter(({ class: kind, oncology, status, day }) => kind === 'denosumab' && !oncology && status !== 'on-hold' && (day ?? '') <= today)
    .sort((a, b) => byDay(a.day, b.day));

/** The day it was stopped, with nothing given since; `unknown` where the order says stopped without a day. */
const stoppedOn = (doses: readonly MedicineEvent[], last: MedicineEvent, lastDay: Day, situation: Situation): Day | 'unknown' | null => {
  const ends = doses.flatMap(({ stop, status }) => (stop !== null && status !== 'completed' ? [stop] : []));
  const coded = factsOf(situation, 'treatment-stopped').flatMap((fact) => factDay(fact) ?? []);
  const stops = [...ends, ...coded].filter((day) => day >= lastDay && day <= situation.today).sort();
  return stops.at(-1) ?? (last.status === 'stopped' ? 'unknown' : null);
};

const suppliedUntil = ({ events, stopped }: Course, { today, thresholds }: Situation): Day | null => {
  if (stopped !== null) return stopped;
  const ends = events.flatMap(({ day, supplyDays, status, kind }) => {
    if (day === null) return [];
    const open = supplyDays === null && kind === 'order' && status === 'active';
    const end = daysAfter(day, open ? thresholds.activeOrder : { days: supplyDays ?? 0 });
    return [end > today ? today : end];
  });
  return ends.sort().at(-1) ?? null;
};

/** One issue closes nothing once its supply has run out, or, where its length is not known, after three months. */
const isRenewed = ({ events }: Course, { today, thresholds }: Situation): boolean =>
  events.length > 1 ||
  events.some(
    ({ day, supplyDays }) => day !== null && within(day, supplyDays === null ? thresholds.supplyAllowance : { days: supplyDays }, today),
  );

/** Zoledronate 5 mg after the last dose, or tablets that are current or were supplied for 12 months since. */
const closes = (course: Course, lastDay: Day, situation: Situation): boolean => {
  if (course.oncology || course.lastSupply === null || course.lastSupply < lastDay) return false;
  if (course.drug === 'zoledronate') return true;
  if (course.class !== 'bisphosphonate-oral') return false;
  if (course.state === 'proved' && isRenewed(course, situation)) return true;
  const from = course.start !== null && course.start > lastDay ? course.start : lastDay;
  const until = suppliedUntil(course, situation);
  return until !== null && until >= daysAfter(from, situation.thresholds.oralAfterDenosumab);
};

/** `null`: no denosumab, or no gap. */
export const denosumabState = once((situation): DenosumabState | null => {
  const { today, thresholds, courses } = situation;
  const doses = dosesOf(situation);
  const last = doses.findLast(({ day }) => day !== null);
  const lastDay = last?.day ?? null;
  if (last === undefined || lastDay === null) {
    const listed = doses.find(({ status }) => status === 'active');
    return listed === undefined ? null : { kind: 'undated', event: listed };
  }
  const since = courses.filter((course) => course.class !== 'denosumab' && course.lastSupply !== null && course.lastSupply >= lastDay);
  if (since.some((course) => closes(course, lastDay, situation))) return null;
  const stopped = stoppedOn(doses, last, lastDay, situation);
  const overdue = today > daysAfter(lastDay, thresholds.denosumabGap);
  if (stopped === null && !overdue) return null;
  if (!within(lastDay, thresholds.denosumabGapEnds, today)) return { kind: 'long-ago', lastDay };
  return {
    kind: stopped === null ? 'overdue' : 'stopped',
    last,
    lastDay,
    stopped: stopped === 'unknown' ? null : stopped,
    notClosedBy: since,
  };
});
