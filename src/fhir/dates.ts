/**
 * FHIR dates as calendar days. A date may be partial (`1950`, `1950-03`) and then stands for its first day: what is that old at most is never
 * taken for newer. An instant becomes the day that it is in the service's time zone.
 */
import { IANAZone } from 'luxon';
import type { Day } from '../calendar.ts';
import { isObject, type Json } from './json.ts';

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::[\d.]+)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;

/** Minutes from UTC on the days before and after a date: the same but for the days on which the clocks change. */
type Offsets = readonly [before: number, after: number];

/** By zone and date. Asking the zone costs more than all else that is done with a date, and a chart holds a thousand of them. */
const known = new Map<string, Map<string, Offsets>>();
/** More dates than any chart has. */
const DATES_KEPT = 50_000;

const offsetsOn = (date: string, timeZone: string): Offsets => {
  const dates = known.get(timeZone) ?? new Map<string, Offsets>();
  known.set(timeZone, dates);
  const there = dates.get(date);
  if (there) return there;
  const zone = IANAZone.create(timeZone);
  const noon = Date.parse(`${date}T12:00:00Z`);
  const day = DAY_MINUTES * MINUTE_MS;
  const offsets = [zone.offset(noon - day), zone.offset(noon + day)] as const;
  if (dates.size >= DATES_KEPT) dates.clear();
  dates.set(date, offsets);
  return offsets;
};

const minutesOf = (offset: string): number =>
  offset === 'Z' ? 0 : (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));

const dayOfInstant = (value: string, timeZone: string): Day | null => {
  const instant = Date.parse(value);
  if (Number.isNaN(instant)) return null;
  return new Date(instant + IANAZone.create(timeZone).offset(instant) * MINUTE_MS).toISOString().slice(0, 10);
};

/** The day of a FHIR date, dateTime or instant; `null` where it is none (also `2026-02-31`, or a year before 1850, which stands for "not known"). */
export const dayOf = (value: unknown, timeZone: string): Day | null => {
  if (typeof value !== 'string') return null;
  const parts = DATE.exec(value) ?? DATE.exec(value.trim());
  if (!parts) return null;
  const [whole, year = '', month = '01', date = '01', hour, minute, offset] = parts;
  const [y, m, d] = [Number(year), Number(month), Number(date)];
  if (y < 1850 || m < 1 || m > 12 || d < 1 || (d > 28 && d > lastOfMonth(y, m))) return null;
  const written = whole.length === 10 ? whole : `${year}-${month}-${date}`;
  // A time without an offset is the sender's own clock: its day is the day as written.
  if (offset === undefined) return written;
  const minutes = Number(hour) * 60 + Number(minute) - minutesOf(offset);
  const [before, after] = offsetsOn(written, timeZone);
  const stays = minutes + Math.min(before, after) >= 0 && minutes + Math.max(before, after) < DAY_MINUTES;
  return stays ? written : dayOfInstant(whole, timeZone);
};

/** The last day that a full or partial date can mean: `1950` is 31 Dec 1950. */
export const lastDayOf = (value: string): Day | null => {
  const parts = DATE.exec(value.trim());
  if (!parts || dayOf(value, 'UTC') === null) return null;
  const [, year = '', month = '12', date] = parts;
  return `${year}-${month}-${date ?? String(lastOfMonth(Number(year), Number(month))).padStart(2, '0')}`;
};

/** The first of several values that is a date. */
export const firstDay = (values: readonly unknown[], timeZone: string): Day | null => {
  for (const value of values) {
    const day = dayOf(value, timeZone);
    if (day !== null) return day;
  }
  return null;
};

/** Start and end of a FHIR Period, whatever stands there. */
export const periodOf = (value: unknown, timeZone: string): { readonly start: Day | null; readonly end: Day | null } => {
  const period: Json = isObject(value) ? value : {};
  return { start: dayOf(period.start, timeZone), end: dayOf(period.end, timeZone) };
};
