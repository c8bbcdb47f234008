/**
 * Calendar days. "Today" is a value that is passed in, never read here, and arithmetic is by calendar month and day:
 * month and year steps clamp to the last day of the month (31 Mar minus one month is 28 or 29 Feb).
 */
import { DateTime } from 'luxon';

/** A calendar day, `YYYY-MM-DD`. Days compare correctly as strings. */
export type Day = string;

/** A length of time in whole calendar units, as `cards/thresholds.yaml` writes it. */
export interface Span {
  readonly days?: number;
  readonly weeks?: number;
  readonly months?: number;
  readonly years?: number;
}

const at = (day: Day): DateTime<true> => {
  const value = DateTime.fromISO(day, { zone: 'utc' });
  if (!value.isValid) throw new RangeError(`not a calendar day: ${day}`);
  return value;
};

const isoDay = (value: DateTime<true>): Day => value.toISODate();

/** The day a span before `day`. */
export const daysBefore = (day: Day, span: Span): Day => isoDay(at(day).minus(span) as DateTime<true>);

/** The day a span after `day`. */
export const daysAfter = (day: Day, span: Span): Day => isoDay(at(day).plus(span) as DateTime<true>);

/** Whether `day` lies within the span that ends today, the first and the last day included; a day in the future is not. */
export const within = (day: Day, span: Span, today: Day): boolean => day <= today && day >= daysBefore(today, span);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round(at(to).diff(at(from), 'days').days);

/** Completed years on `day` of somebody born on `born`; someone born on 29 Feb ages on 28 Feb in a common year. */
export const yearsOld = (born: Day, day: Day): number => Math.floor(at(day).diff(at(born), 'years').years);

/** The calendar day of an instant in a time zone, such as `Europe/London`. */
export const dayIn = (instant: Date, timeZone: string): Day => isoDay(DateTime.fromJSDate(instant, { zone: timeZone }) as DateTime<true>);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A day as cards print it: `14 Mar 2025` (DECISIONS I 0). */
export const printedDay = (day: Day): string => {
  const { day: date, month, year } = at(day);
  return `${String(date)} ${MONTHS[month - 1] ?? ''} ${String(year)}`;
};
