/**
 * FHIR dates as calendar days. A date may be partial (`1950`, `1950-03`) and then stands for its first day: what is that old at most is never
 * taken for newer. An instant becomes the day that it is in the service's time zone.
 */
import { IANAZone } from 'luxon';
import { beginsWithDay, lengthOfMonth, numberIn, type Day } from '../calendar.ts';
import { isObject } from './json.ts';

/** `2026` and `2026-03`, which stand for their first day. */
const PARTIAL = /^(\d{4})(?:-(\d{2}))?$/;
/** A day, of whatever digits, with a time behind it. */
const TIME = /^.{10}T\d{2}:\d{2}(?::[\d.]+)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** Letters of `2026-03-14`, and where hour and minute stand behind it. */
const [DAY_LENGTH, HOUR_AT, MINUTE_AT] = [10, 11, 14];

/** A year before it stands for "not known". */
const FIRST_DAY = '1850-01-01';

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;

/** A written day in a time zone, and minutes from UTC on the days before and after it: the same but for the days on which the clocks change. */
interface KnownDay {
  readonly day: Day;
  readonly before: number;
  readonly after: number;
}

/** By zone and the number that a day's digits make. Asking the zone costs more than all else that is done with a date, and a chart holds a thousand of them. */
const known = new Map<string, Map<number, KnownDay>>();
/** More days than any chart has. */
const DAYS_KEPT = 50_000;

const digitsOf = (value: string): number => (numberIn(value, 0, 4) * 100 + numberIn(value, 5, 7)) * 100 + numberIn(value, 8, DAY_LENGTH);

/** The day with which a value begins. */
const knownDay = (value: string, timeZone: string): KnownDay => {
  const days = known.get(timeZone) ?? new Map<number, KnownDay>();
  known.set(timeZone, days);
  const digits = digitsOf(value);
  const there = days.get(digits);
  if (there) return there;
  const day = value.slice(0, DAY_LENGTH);
  const zone = IANAZone.create(timeZone);
  const noon = Date.parse(`${day}T12:00:00Z`);
  const aDay = DAY_MINUTES * MINUTE_MS;
  const fresh = { day, before: zone.offset(noon - aDay), after: zone.offset(noon + aDay) };
  if (days.size >= DAYS_KEPT) days.clear();
  days.set(digits, fresh);
  return fresh;
};

/** Where the sign of `+01:00` or `+0100` stands, from the end. */
const SIGN_PLACES = [6, 5] as const;

/** Minutes that the offset of a well-formed time is ahead of UTC; `null` where it has none. Read by its digits: a chart holds hundreds. */
const offsetOf = (value: string): number | null => {
  if (value.endsWith('Z')) return 0;
  for (const place of SIGN_PLACES) {
    const at = value.length - place;
    const sign = value[at];
    if (sign !== '+' && sign !== '-') continue;
    const minutes = numberIn(value, at + 1, at + 3) * 60 + numberIn(value, value.length - 2, value.length);
    return sign === '-' ? -minutes : minutes;
  }
  return null;
};

const dayOfInstant = (value: string, timeZone: string): Day | null => {
  const instant = Date.parse(value);
  if (Number.isNaN(instant)) return null;
  return new Date(instant + IANAZone.create(timeZone).offset(instant) * MINUTE_MS).toISOString().slice(0, 10);
};

const dayOfPartial = (value: string): Day | null => {
  const [, year = '', month = '01'] = PARTIAL.exec(value) ?? [];
  const day = `${year}-${month}-01`;
  return beginsWithDay(day) ? day : null;
};

/** The day on which a time lies in a time zone. */
const dayOfTime = (value: string, timeZone: string): Day | null => {
  if (!TIME.test(value)) return null;
  const { day, before, after } = knownDay(value, timeZone);
  const offset = offsetOf(value);
  // A time without an offset is the sender's own clock: its day is the day as written.
  if (offset === null) return day;
  const minutes = numberIn(value, HOUR_AT, HOUR_AT + 2) * 60 + numberIn(value, MINUTE_AT, MINUTE_AT + 2) - offset;
  const stays = minutes + Math.min(before, after) >= 0 && minutes + Math.max(before, after) < DAY_MINUTES;
  return stays ? day : dayOfInstant(value, timeZone);
};

const dayIn = (value: string, timeZone: string): Day | null => {
  if (!beginsWithDay(value)) return dayOfPartial(value);
  return value.length === DAY_LENGTH ? value : dayOfTime(value, timeZone);
};

/** The day of a FHIR date, dateTime or instant; `null` where it is none (also `2026-02-31`, or a year before 1850, which stands for "not known"). */
export const dayOf = (value: unknown, timeZone: string): Day | null => {
  if (typeof value !== 'string') return null;
  const day = dayIn(value.trim(), timeZone);
  return day !== null && day >= FIRST_DAY ? day : null;
};

/** The last day that a full or partial date can mean: `1950` is 31 Dec 1950. */
export const lastDayOf = (value: string): Day | null => {
  if (dayOf(value, 'UTC') === null) return null;
  const [, year, month = '12'] = PARTIAL.exec(value.trim()) ?? [];
  if (year === undefined) return value.trim().slice(0, DAY_LENGTH);
  return `${year}-${month}-${String(lengthOfMonth(Number(year), Number(month)))}`;
};

/** The first of several values that is a date. */
export const firstDay = (values: readonly unknown[], timeZone: string): Day | null => {
  for (const value of values) {
    const day = dayOf(value, timeZone);
    if (day !== null) return day;
  }
  return null;
};

export interface Period {
  readonly start: Day | null;
  readonly end: Day | null;
}

export const NO_PERIOD: Period = { start: null, end: null };

/** Start and end of a FHIR Period, whatever stands there. */
export const periodOf = (value: unknown, timeZone: string): Period =>
  isObject(value) ? { start: dayOf(value.start, timeZone), end: dayOf(value.end, timeZone) } : NO_PERIOD;
