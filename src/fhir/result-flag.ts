/** What the laboratory says of its own result: its interpretation, else where the value lies in its range, else its words. */
import type { Codes } from './codes/load.ts';
import type { Measurement } from './facts.ts';
import { codingsOf, isObject, objects, text, word, wordsOf, type Json } from './json.ts';

type Flag = Measurement['flag'];

const INTERPRETATIONS: ReadonlyMap<string, Flag> = new Map([
  ['H', 'high'],
  ['HH', 'high'],
  ['HU', 'high'],
  ['>', 'high'],
  ['HIGH', 'high'],
  ['L', 'low'],
  ['LL', 'low'],
  ['LU', 'low'],
  ['<', 'low'],
  ['LOW', 'low'],
  ['N', 'normal'],
  ['NORMAL', 'normal'],
  ['NEG', 'normal'],
  ['ND', 'normal'],
  ['A', 'abnormal'],
  ['AA', 'abnormal'],
  ['ABNORMAL', 'abnormal'],
  ['POS', 'abnormal'],
  ['DET', 'abnormal'],
]);

const flagNamed = (name: string): Flag => INTERPRETATIONS.get(name.trim().toUpperCase()) ?? null;

const interpretationOf = ({ interpretation }: Json): Flag => {
  for (const { code } of codingsOf(interpretation)) {
    const flag = flagNamed(word(code));
    if (flag !== null) return flag;
  }
  for (const words of wordsOf(interpretation)) {
    const flag = flagNamed(words);
    if (flag !== null) return flag;
  }
  return null;
};

interface Range {
  readonly low: number | null;
  readonly high: number | null;
}

const numberIn = (quantity: unknown): number | null => (isObject(quantity) && typeof quantity.value === 'number' ? quantity.value : null);

/** "2.20 - 2.60" as text. */
const RANGE_TEXT = /^\s*(\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)/;

const rangeOf = (result: Json): Range | null => {
  const ranges = objects(result.referenceRange);
  const normal = ranges.find(({ type }) => codingsOf(type).some(({ code }) => code === 'normal')) ?? ranges[0];
  if (normal === undefined) return null;
  const [low, high] = [numberIn(normal.low), numberIn(normal.high)];
  if (low !== null || high !== null) return { low, high };
  const words = RANGE_TEXT.exec(text(normal.text) ?? '');
  return words === null ? null : { low: Number(words[1]), high: Number(words[2]) };
};

const inRange = (value: number | null, range: Range | null): Flag => {
  if (value === null || range === null) return null;
  if (range.low !== null && value < range.low) return 'low';
  return range.high !== null && value > range.high ? 'high' : 'normal';
};

/** @param value as the laboratory gave it, in the unit of its range. */
export const flagOf = (result: Json, value: number | null, words: string | null, codes: Codes): Flag => {
  const interpreted = interpretationOf(result);
  if (interpreted !== null && interpreted !== 'abnormal') return interpreted;
  // "Abnormal" does not say which way: the range does.
  const ranged = inRange(value, rangeOf(result));
  if (ranged !== null && ranged !== 'normal') return ranged;
  return interpreted ?? ranged ?? (words === null ? null : codes.resultWords.flagOf(words));
};
