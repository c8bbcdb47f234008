/**
 * Calendar days. "Today" is a value that is passed in, never read here, and arithmetic is by calendar month and day:
 * month and year steps clamp to the last day of the month (31 Mar minus one month is 28 or 29 Feb).
 */
/** A calendar day, `YYYY-MM-DD`. Days compare correctly as strings. */
export type Day = string;

/** A length of time in whole calendar units, as `cards/thresholds.yaml` writes it. */
export interface Span {
  readonly days?: number;
  readonly weeks?: number;
  readonly months?: number;
  readonly years?: number;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Year, month (1 to 12) and day of the month. */
type Parts = readonly [year: number, month: number, day: number];

/** Milliseconds of midnight; days beyond the month go on into the next. Years below 100 are years, not 19xx. */
const utc = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month - 1, day);

const isoDay = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

const partsOf = (day: Day): Parts => {
  const [, year, month, date] = DAY.exec(day) ?? [];
  const parts: Parts = [Number(year), Number(month), Number(date)];
  if (isoDay(utc(...parts) || 0) !== day) throw new RangeError(`not a calendar day: ${day}`);
  return parts;
};

/** Months first, clamped to the last day of the month, then days. */
const shift = (day: Day, { days = 0, weeks = 0, months = 0, years = 0 }: Span, sign: 1 | -1): Day => {
  const [year, month, date] = partsOf(day);
  const [toYear, toMonth] = [year + sign * years, month + sign * months];
  const lastOfMonth = new Date(utc(toYear, toMonth + 1, 0)).getUTCDate();
  return isoDay(utc(toYear, toMonth, Math.min(date, lastOfMonth) + sign * (days + 7 * weeks)));
};

/** The day a span before `day`. */
export const daysBefore = (day: Day, span: Span): Day => shift(day, span, -1);

/** The day a span after `day`. */
export const daysAfter = (day: Day, span: Span): Day => shift(day, span, 1);

/** Whether `day` lies within the span that ends today, the first and the last day included; a day in the future is not. */
export const within = (day: Day, span: Span, today: Day): boolean => day <= today && day >= daysBefore(today, span);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (utc(...partsOf(to)) - utc(...partsOf(from))) / DAY_MS;

/** Completed years on `day` of somebody born on `born`; someone born on 29 Feb ages on 28 Feb in a common year. */
export const yearsOld = (born: Day, day: Day): number => {
  const years = partsOf(day)[0] - partsOf(born)[0];
  return daysAfter(born, { years }) > day ? years - 1 : years;
};

/** Formats that write `2026-03-14`, one for each zone: making one takes longer than everything else here. */
const zones = new Map<string, Intl.DateTimeFormat>();

const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = zones.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  zones.set(timeZone, made);
  return made;
};

/** The calendar day of an instant in a time zone, such as `Europe/London`. */
export const dayIn = (instant: Date, timeZone: string): Day => formatIn(timeZone).format(instant);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A day as cards print it: `14 Mar 2025` (DECISIONS I 0). */
export const printedDay = (day: Day): string => {
  const [year, month, date] = partsOf(day);
  return `${date} ${MONTHS[month - 1] ?? ''} ${year}`;
};
