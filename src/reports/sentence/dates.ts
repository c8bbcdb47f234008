/** Dates in a report, as far as they are given: "2019", "March 2020", "14/03/2021", "14 March 2021". */
import type { NumberWords } from '../lexicon/load.ts';
import type { Tokens } from '../text/tokens.ts';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;

const isYear = (tokens: Tokens, at: number): boolean => {
  const year = tokens.value(at, 4);
  return year >= FIRST_YEAR && year <= LAST_YEAR;
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const small = (tokens: Tokens, at: number, most: number): number | null => {
  const value = tokens.value(at, 2);
  return value >= 1 && value <= most ? value : null;
};

const isSeparator = (tokens: Tokens, at: number): boolean => {
  const mark = tokens.mark(at);
  return mark === '/' || mark === '-' || mark === '.';
};

/** Day first, as in the UK and Ireland, unless only month first is a date. */
const inFigures = (tokens: Tokens, at: number): string | null => {
  if (!isSeparator(tokens, at + 1)) return null;
  if (!isSeparator(tokens, at + 3) || !isYear(tokens, at + 4)) return isYear(tokens, at + 2) ? monthAndYear(tokens, at) : null;
  const monthSecond = small(tokens, at + 2, 12);
  const [day, month] = monthSecond === null ? [small(tokens, at + 2, 31), small(tokens, at, 12)] : [small(tokens, at, 31), monthSecond];
  return day === null || month === null ? null : `${tokens.textOf(at + 4)}-${twoDigits(month)}-${twoDigits(day)}`;
};

const monthAndYear = (tokens: Tokens, at: number): string | null => {
  const month = small(tokens, at, 12);
  return month === null ? null : `${tokens.textOf(at + 2)}-${twoDigits(month)}`;
};

const inWords = (tokens: Tokens, at: number, { months }: NumberWords): string | null => {
  if (!isYear(tokens, at + 1)) return null;
  const month = months[tokens.textOf(at)];
  if (month === undefined) return null;
  const day = small(tokens, at - 1, 31);
  return `${tokens.textOf(at + 1)}-${twoDigits(month)}${day === null ? '' : `-${twoDigits(day)}`}`;
};

/** The first date between two tokens, as ISO day or partial date; `null` where there is none. */
export const dateBetween = (tokens: Tokens, first: number, last: number, words: NumberWords): string | null => {
  for (let at = first; at < last; at += 1) {
    const date = inFigures(tokens, at) ?? inWords(tokens, at, words);
    if (date !== null) return date;
    if (isYear(tokens, at) && !isSeparator(tokens, at - 1)) return tokens.textOf(at);
  }
  return null;
};
