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

/** Year, month (1 to 12) and day of the month. */
type Parts = readonly [year: number, month: number, day: number];

const [ZERO, NINE, HYPHEN] = [48, 57, 45];

/** The number that the digits between two places make; `NaN` where something else stands there. */
export const numberIn = (text: string, from: number, to: number): number => {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign < ZERO || sign > NINE) return Number.NaN;
    number = number * 10 + sign - ZERO;
  }
  return number;
};

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** How many days a month (1 to 12) has; `NaN` for any other number. */
export const lengthOfMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? Number.NaN);

/** Whether a text begins with a day that the calendar has. */
export const beginsWithDay = (text: string): boolean => {
  const [year, month, date] = [numberIn(text, 0, 4), numberIn(text, 5, 7), numberIn(text, 8, 10)];
  const isWritten = text.charCodeAt(4) === HYPHEN && text.charCodeAt(7) === HYPHEN;
  return isWritten && year >= 0 && date >= 1 && date <= lengthOfMonth(year, month);
};

const partsOf = (day: Day): Parts => {
  if (day.length !== 10 || !beginsWithDay(day)) throw new RangeError(`not a calendar day: ${day}`);
  return [numberIn(day, 0, 4), numberIn(day, 5, 7), numberIn(day, 8, 10)];
};

/** `00` to `99`. */
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

const twoDigits = (number: number): string => TWO_DIGITS[number] ?? '';

const written = (year: number, month: number, date: number): Day =>
  `${twoDigits(Math.floor(year / 100))}${twoDigits(year % 100)}-${twoDigits(month)}-${twoDigits(date)}`;

/** Years are counted from March, so that the leap day is the last of its year; so many days lie before each of 400 of them. */
const DAYS_OF_400_YEARS = 146_097;
const MARCH = 3;

const leapDays = (years: number): number => Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);

/** Days before the first of a month within a year that begins in March (0 is March, 11 February). */
const daysBeforeMonth = (month: number): number => Math.floor((153 * month + 2) / 5);

/** Days since 1 March of the year 0. */
const dayNumber = (year: number, month: number, date: number): number => {
  const years = month < MARCH ? year - 1 : year;
  return years * 365 + leapDays(years) + daysBeforeMonth((month + 9) % 12) + date - 1;
};

const dayOfNumber = (number: number): Day => {
  const era = Math.floor(number / DAYS_OF_400_YEARS);
  const inEra = number - era * DAYS_OF_400_YEARS;
  const year = Math.floor((inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365);
  const inYear = inEra - year * 365 - leapDays(year);
  const month = Math.floor((5 * inYear + 2) / 153);
  return written(era * 400 + year + (month > 9 ? 1 : 0), ((month + 2) % 12) + 1, inYear - daysBeforeMonth(month) + 1);
};

/** Months first, clamped to the last day of the month, then days. */
const shift = (day: Day, { days = 0, weeks = 0, months = 0, years = 0 }: Span, sign: 1 | -1): Day => {
  const [year, month, date] = partsOf(day);
  const monthsSinceZero = (year + sign * years) * 12 + month - 1 + sign * months;
  const [toYear, toMonth] = [Math.floor(monthsSinceZero / 12), (monthsSinceZero % 12) + 1];
  const clamped = Math.min(date, lengthOfMonth(toYear, toMonth));
  const more = sign * (days + 7 * weeks);
  return more === 0 ? written(toYear, toMonth, clamped) : dayOfNumber(dayNumber(toYear, toMonth, clamped) + more);
};

/** The day a span before `day`. */
export const daysBefore = (day: Day, span: Span): Day => shift(day, span, -1);

/** The day a span after `day`. */
export const daysAfter = (day: Day, span: Span): Day => shift(day, span, 1);

/** Whether `day` lies within the span that ends today, the first and the last day included; a day in the future is not. */
export const within = (day: Day, span: Span, today: Day): boolean => day <= today && day >= daysBefore(today, span);

/** For sorting, oldest first; what has no day stands before all. */
export const byDay = (one: Day | null, other: Day | null): number => {
  const [day, otherDay] = [one ?? '', other ?? ''];
  return day < otherDay ? -1 : day > otherDay ? 1 : 0;
};

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(...partsOf(to)) - dayNumber(...partsOf(from));

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

/** Wherever on earth, days have begun at a quarter of an hour of UTC since 1972. */
const [QUARTER_MS, QUARTERS_SINCE] = [900_000, Date.UTC(1972, 1)];

/** By zone, the quarter that was asked for last: asked "what day is it" by every call, the answer changes once a day. */
const lastAsked = new Map<string, { readonly quarter: number; readonly day: Day }>();

/** The calendar day of an instant in a time zone, such as `Europe/London`. */
export const dayIn = (instant: Date, timeZone: string): Day => {
  const quarter = Math.floor(instant.getTime() / QUARTER_MS);
  const last = lastAsked.get(timeZone);
  if (last?.quarter === quarter && instant.getTime() >= QUARTERS_SINCE) return last.day;
  const day = formatIn(timeZone).format(instant);
  lastAsked.set(timeZone, { quarter, day });
  return day;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A day as cards print it: `14 Mar 2025` (DECISIONS I 0). */
export const printedDay = (day: Day): string => {
  const [year, month, date] = partsOf(day);
  return `${date} ${MONTHS[month - 1] ?? ''} ${year}`;
};
