/** What the head of a report's text says of the report itself: that it is an addendum, preliminary, or only a pointer to another place. */
import { bare } from './join-text.ts';
import { WORDS } from './report-words.ts';

const HEAD = 200;

const beginsWith = (words: string, phrases: readonly string[]): boolean => {
  const head = bare(words.slice(0, HEAD));
  return phrases.some((phrase) => head.startsWith(phrase));
};

const POINTER = new Set(WORDS.pointer);

/** Nothing in it but the words of `pointer` and numbers. */
export const isPointer = (words: string): boolean =>
  words.length < HEAD &&
  bare(words)
    .split(' ')
    .every((word) => POINTER.has(word) || /^\d*$/.test(word));

/** A text or title that begins as an addendum does. */
export const saysAddendum = (words: string): boolean => beginsWith(words, WORDS.addendum);

/** "***** Final Report *****" further down ends a preliminary one; "a final report will follow" does not. */
const FINAL_BANNER = new RegExp(`\\*{2,} ?(?:${WORDS.final.join('|')})`, 'i');

/** The text begins with a banner that calls it preliminary, whatever the status of the resource. */
export const saysPreliminary = (words: string): boolean => beginsWith(words, WORDS.preliminary) && !FINAL_BANNER.test(words);
