/** Courses of bone drugs from single orders, issues, dispenses and administrations: current is proved by supply (DECISIONS D 23). */
import { byDay, daysAfter, type Day, type Span } from '../../calendar.ts';
import type { MedicineEvent } from '../../fhir/facts.ts';
import type { Course } from '../situation.ts';
import type { Thresholds } from '../thresholds.ts';
import { isBoneDrug } from './bone-drugs.ts';

/** Tablets of one kind are one course whatever their name; everything else goes by ingredient. */
const courseKey = ({ drug, class: kind }: MedicineEvent): string => (kind === 'bisphosphonate-oral' || kind === 'hrt' ? kind : drug);

const later = (one: Day | null, other: Day | null): Day | null => (one === null || (other !== null && other > one) ? other : one);

const isActive = ({ status, stop }: MedicineEvent, today: Day): boolean => status === 'active' && (stop === null || stop >= today);

/** A standing order or listing, that nothing says how long it lasts. */
const isOpenEnded = ({ kind, supplyDays }: MedicineEvent): boolean => (kind === 'order' || kind === 'statement') && supplyDays === null;

/** How long one dose of an interval drug covers; `null` for drugs that are taken regularly. */
const doseCovers = ({ class: kind, drug }: MedicineEvent, thresholds: Thresholds): Span | null => {
  if (kind === 'denosumab') return thresholds.denosumabGap;
  return drug === 'zoledronate' ? thresholds.zoledronateCovers : null;
};

/** Days that one supply lasts: as structured, or the interval of an injection that is given every three months; `null` when not known. */
const supplyLength = ({ supplyDays, drug, class: kind }: MedicineEvent, thresholds: Thresholds): Span | null => {
  if (supplyDays !== null) return { days: supplyDays };
  return drug === 'ibandronate' && kind === 'bisphosphonate-iv' ? thresholds.ibandronateInterval : null;
};

/** Until when one event proves that the drug is taken, the allowed gap included. */
const provedBy = (event: MedicineEvent, today: Day, thresholds: Thresholds): Day | null => {
  const day = event.day ?? event.start;
  if (day === null) return null;
  const interval = doseCovers(event, thresholds);
  if (interval !== null) return daysAfter(day, interval);
  const length = supplyLength(event, thresholds);
  if (length !== null) return daysAfter(daysAfter(day, length), thresholds.supplyAllowance);
  return isActive(event, today) && isOpenEnded(event) ? daysAfter(day, thresholds.activeOrder) : daysAfter(day, thresholds.supplyAllowance);
};

/** Until when the next event continues the course: yearly orders without supply data are one course. */
const continuedUntil = (event: MedicineEvent, today: Day, thresholds: Thresholds): Day | null => {
  const day = event.day ?? event.start;
  const proved = provedBy(event, today, thresholds);
  if (day === null || event.stop !== null) return proved;
  if (isOpenEnded(event) && doseCovers(event, thresholds) === null)
    return daysAfter(daysAfter(day, thresholds.activeOrder), thresholds.supplyAllowance);
  return event.class === 'denosumab' && proved !== null ? daysAfter(proved, thresholds.supplyAllowance) : proved;
};

/** Splits one drug's events, oldest first, where a gap is too long. */
const splitAtGaps = (events: readonly MedicineEvent[], today: Day, thresholds: Thresholds): readonly (readonly MedicineEvent[])[] => {
  const runs: MedicineEvent[][] = [];
  let until: Day | null = null;
  for (const event of events) {
    const begins = event.start ?? event.day;
    const run = runs.at(-1);
    if (run !== undefined && (begins === null || until === null || begins <= until)) run.push(event);
    else runs.push([event]);
    until = later(until, continuedUntil(event, today, thresholds));
  }
  return runs;
};

/** The day it was stopped, when nothing was given after. A one-off order that is `completed` is no stop. */
const stopOf = (events: readonly MedicineEvent[], today: Day): Day | null => {
  const last = events.at(-1);
  return last !== undefined && last.stop !== null && last.stop <= today ? last.stop : null;
};

const courseOf = (newest: MedicineEvent, events: readonly MedicineEvent[], today: Day, thresholds: Thresholds): Course => {
  const proved = events.map((event) => provedBy(event, today, thresholds)).reduce(later, null);
  const stopped = stopOf(events, today);
  const halted = stopped !== null || newest.status === 'stopped';
  const provedUntil = stopped !== null && proved !== null && stopped < proved ? stopped : proved;
  const current = provedUntil !== null && provedUntil >= today && !halted;
  const listed = !halted && events.some((event) => isActive(event, today) && isOpenEnded(event));
  return {
    drug: newest.drug,
    class: newest.class,
    display: newest.display,
    start: events
      .map(({ start, day }) => start ?? day)
      .reduce((one, other) => (one === null || (other !== null && other < one) ? other : one), null),
    lastSupply: events.map(({ day, start }) => day ?? start).reduce(later, null),
    provedUntil,
    stopped,
    state: current ? 'proved' : listed ? 'listed' : 'ended',
    oncology: newest.oncology,
    events,
  };
};

/** Courses of bone drugs, newest first. Undated events come first within their drug, so that a dated one continues them. */
export const boneCourses = (medicines: readonly MedicineEvent[], today: Day, thresholds: Thresholds): readonly Course[] => {
  const past = medicines
    .filter((event) => isBoneDrug(event) && (event.day ?? event.start ?? today) <= today)
    .sort((a, b) => byDay(a.day ?? a.start, b.day ?? b.start));
  return [...new Set(past.map(courseKey))]
    .flatMap((key) =>
      splitAtGaps(
        past.filter((event) => courseKey(event) === key),
        today,
        thresholds,
      ),
    )
    .flatMap((run) => run.slice(-1).map((newest) => courseOf(newest, run, today, thresholds)))
    .sort((a, b) => byDay(b.lastSupply, a.lastSupply));
};

/** Whether the course covered that day. */
export const coversDay = (course: Course, day: Day): boolean => {
  const end = course.stopped ?? course.provedUntil;
  return course.start !== null && course.start <= day && end !== null && day <= end;
};
