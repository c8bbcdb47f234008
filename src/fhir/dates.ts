/**
 * FHIR dates as calendar days. A date may be partial (`1950`, `1950-03`) and then stands for its first day: what is that old at most is never
 * taken for newer. An instant becomes the day that it is in the service's time zone.
 */
import { IANAZone } from 'luxon';
import type { Day } from '../calendar.ts';
import { isObject, type Json } from './json.ts';

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(T.*)?$/;
const WITH_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/;

const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const zones = new Map<string, IANAZone>();

const zoneOf = (name: string): IANAZone => {
  const known = zones.get(name);
  if (known) return known;
  const zone = IANAZone.create(name);
  zones.set(name, zone);
  return zone;
};

const dayOfInstant = (value: string, timeZone: string): Day | null => {
  const instant = Date.parse(value);
  if (Number.isNaN(instant)) return null;
  return new Date(instant + zoneOf(timeZone).offset(instant) * 60_000).toISOString().slice(0, 10);
};

/** The day of a FHIR date, dateTime or instant; `null` where it is none (also `2026-02-31`, or a year before 1850, which stands for "not known"). */
export const dayOf = (value: unknown, timeZone: string): Day | null => {
  if (typeof value !== 'string') return null;
  const parts = DATE.exec(value.trim());
  if (!parts) return null;
  const [whole, year = '', month = '01', date = '01', time] = parts;
  const [y, m, d] = [Number(year), Number(month), Number(date)];
  if (y < 1850 || m < 1 || m > 12 || d < 1 || d > lastOfMonth(y, m)) return null;
  // A time without an offset is the sender's own clock: its day is the day as written.
  return time !== undefined && WITH_OFFSET.test(time) ? dayOfInstant(whole, timeZone) : `${year}-${month}-${date}`;
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
