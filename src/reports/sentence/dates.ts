/** Dates in a report, as far as they are given: "2019", "March 2020", "14/03/2021", "14 March 2021". */
import type { NumberWords } from '../lexicon/load.ts';
import type { Token } from '../text/tokenise.ts';

const isYear = (token: Token | undefined): boolean => token?.kind === 'number' && /^(19|20)\d\d$/.test(token.text);

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const small = (token: Token | undefined, most: number): number | null => {
  const value = token?.kind === 'number' && /^\d{1,2}$/.test(token.text) ? Number(token.text) : 0;
  return value >= 1 && value <= most ? value : null;
};

const isSeparator = (token: Token | undefined): boolean => token?.text === '/' || token?.text === '-' || token?.text === '.';

/** Day first, as in the UK and Ireland, unless only month first is a date. */
const inFigures = (tokens: readonly Token[], at: number): string | null => {
  const [one, other, year] = [tokens[at], tokens[at + 2], tokens[at + 4]];
  if (!isSeparator(tokens[at + 1]) || year === undefined)
    return at >= 0 && isSeparator(tokens[at + 1]) && isYear(other) ? monthAndYear(one, other) : null;
  if (!isSeparator(tokens[at + 3]) || !isYear(year)) return isYear(other) ? monthAndYear(one, other) : null;
  const [day, month] = small(other, 12) === null ? [small(other, 31), small(one, 12)] : [small(one, 31), small(other, 12)];
  return day === null || month === null ? null : `${year.text}-${twoDigits(month)}-${twoDigits(day)}`;
};

const monthAndYear = (month: Token | undefined, year: Token | undefined): string | null => {
  const number = small(month, 12);
  return number === null || year === undefined ? null : `${year.text}-${twoDigits(number)}`;
};

const inWords = (tokens: readonly Token[], at: number, { months }: NumberWords): string | null => {
  const month = months[tokens[at]?.text ?? ''];
  const year = tokens[at + 1];
  if (month === undefined || year === undefined || !isYear(year)) return null;
  const day = small(tokens[at - 1], 31);
  return `${year.text}-${twoDigits(month)}${day === null ? '' : `-${twoDigits(day)}`}`;
};

/** The first date between two tokens, as ISO day or partial date; `null` where there is none. */
export const dateBetween = (tokens: readonly Token[], first: number, last: number, words: NumberWords): string | null => {
  for (let at = first; at < last; at += 1) {
    const date = inFigures(tokens, at) ?? inWords(tokens, at, words);
    if (date !== null) return date;
    if (isYear(tokens[at]) && !isSeparator(tokens[at - 1])) return tokens[at]?.text ?? null;
  }
  return null;
};
