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

/**
 * Minutes from UTC, by zone and date; `null` near the days on which they change. Asking the zone costs more than all else that is done with a date,
 * and a chart holds a thousand of them.
 */
const offsets = new Map<string, Map<string, number | null>>();
/** More dates than any chart has. */
const DATES_KEPT = 50_000;

const offsetOn = (date: string, timeZone: string): number | null => {
  const known = offsets.get(timeZone)?.get(date);
  if (known !== undefined) return known;
  const zone = IANAZone.create(timeZone);
  const noon = Date.parse(`${date}T12:00:00Z`);
  const [before, after] = [-1, 1].map((days) => zone.offset(noon + days * DAY_MINUTES * MINUTE_MS));
  const offset = before === after ? (before ?? null) : null;
  const dates = offsets.get(timeZone) ?? new Map<string, number | null>();
  if (dates.size >= DATES_KEPT) dates.clear();
  offsets.set(timeZone, dates.set(date, offset));
  return offset;
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
  const local = offsetOn(written, timeZone);
  const minutes = Number(hour) * 60 + Number(minute) - minutesOf(offset) + (local ?? NaN);
  return minutes >= 0 && minutes < DAY_MINUTES ? written : dayOfInstant(whole, timeZone);
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
