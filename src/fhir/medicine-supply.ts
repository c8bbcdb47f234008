/** When a medicine was ordered, handed over or given, how long it lasts, and when it was stopped. */
import { daysBetween, type Day } from '../calendar.ts';
import type { MedicineList } from './codes/schema.ts';
import { dayOf, firstDay, NO_PERIOD, periodOf, type Period } from './dates.ts';
import { isObject, objects, text, word, type Json } from './json.ts';
import { daysIn } from './medicine-dose.ts';

export interface Supply {
  readonly day: Day | null;
  readonly start: Day | null;
  readonly stop: Day | null;
  readonly supplyDays: number | null;
}

/** No prescription is valid for longer. */
const LONGEST = 366;

/** The first period that an instruction gives. */
const boundsOf = (resource: Json, timeZone: string): Period => {
  for (const dosages of [resource.dosageInstruction, resource.dosage])
    for (const { timing } of objects(dosages)) {
      const bounds = isObject(timing) && isObject(timing.repeat) ? periodOf(timing.repeat.boundsPeriod, timeZone) : NO_PERIOD;
      if (bounds.start !== null || bounds.end !== null) return bounds;
    }
  return NO_PERIOD;
};

/** GP systems say when a listed medicine was last issued (UK Core, MedicationStatement last issue date). */
const lastIssue = (resource: Json, timeZone: string): Day | null => {
  const issue = objects(resource.extension).find(({ url }) => /LastIssueDate(?:-\d+)?$/i.test(word(url)));
  return issue === undefined ? null : dayOf(issue.valueDateTime ?? issue.valueDate, timeZone);
};

/** How long a quantity of tablets lasts: by what is taken a day, else by what one tablet of this strength is made for. */
const daysOfQuantity = (quantity: unknown, dailyPieces: number | null, list: MedicineList, strengthMg: number | null): number | null => {
  const pieces = isObject(quantity) && typeof quantity.value === 'number' && quantity.value > 0 ? quantity.value : null;
  const unit = isObject(quantity) ? (text(quantity.unit) ?? text(quantity.code) ?? '') : '';
  // Millilitres and packs are not counted in pieces.
  if (pieces === null || /^(?:ml|mg|g|pack|box|l)\b/i.test(unit)) return null;
  if (dailyPieces !== null) return Math.round(pieces / dailyPieces);
  const lasts = list.taken.find(({ mg }) => mg === strengthMg)?.days;
  return lasts === undefined ? null : Math.round(pieces * lasts);
};

const capped = (days: number | null): number | null => (days === null || days <= 0 ? null : Math.min(days, LONGEST));

export const supplyOf = (
  resource: Json,
  list: MedicineList,
  strengthMg: number | null,
  dailyPieces: number | null,
  timeZone: string,
): Supply => {
  const quantity = (value: unknown): number | null => daysOfQuantity(value, dailyPieces, list, strengthMg);
  if (resource.resourceType === 'MedicationDispense') {
    const day = firstDay([resource.whenHandedOver, resource.whenPrepared], timeZone);
    return { day, start: day, stop: null, supplyDays: capped(daysIn(resource.daysSupply) ?? quantity(resource.quantity)) };
  }
  if (resource.resourceType === 'MedicationAdministration') {
    const day = dayOf(resource.effectiveDateTime, timeZone) ?? periodOf(resource.effectivePeriod, timeZone).start;
    return { day, start: day, stop: null, supplyDays: null };
  }
  if (resource.resourceType === 'MedicationStatement') {
    const period = periodOf(resource.effectivePeriod, timeZone);
    const taken =
      dayOf(resource.effectiveDateTime, timeZone) ?? (period.start !== null && period.start === period.end ? period.start : null);
    const listed = firstDay([resource.dateAsserted], timeZone) ?? period.start;
    // A listing of a drug given twice a year says that it is given, not when.
    const day = lastIssue(resource, timeZone) ?? taken ?? (list.interval ? null : listed);
    return { day, start: period.start ?? taken ?? day, stop: taken === period.end ? null : period.end, supplyDays: null };
  }
  const request = isObject(resource.dispenseRequest) ? resource.dispenseRequest : {};
  const validity = periodOf(request.validityPeriod, timeZone);
  const bounds = boundsOf(resource, timeZone);
  const day = dayOf(resource.authoredOn, timeZone) ?? bounds.start ?? validity.start;
  const start = bounds.start ?? day;
  const repeats = typeof request.numberOfRepeatsAllowed === 'number' ? Math.max(0, request.numberOfRepeatsAllowed) : 0;
  const one = daysIn(request.expectedSupplyDuration) ?? quantity(request.quantity);
  const stopped = resource.status === 'stopped';
  const planned = bounds.start !== null && bounds.end !== null ? daysBetween(bounds.start, bounds.end) : null;
  return {
    day,
    start,
    stop: stopped ? (bounds.end ?? validity.end) : null,
    supplyDays: capped(one === null ? planned : one * (1 + repeats)),
  };
};
