/** What the head of a report's text says of the report itself: that it is an addendum, preliminary, or only a pointer to another place. */
import { bare } from './join-text.ts';
import { WORDS } from './report-words.ts';

const HEAD = 200;

const FIRST_SIGN = /[\p{L}\p{N}]/u;

/** Whether a text begins with one of the phrases. Its first letter says no for nearly every report. */
const beginningWith = (phrases: readonly string[]): ((words: string) => boolean) => {
  const initials = new Set(phrases.map((phrase) => phrase.charAt(0)));
  return (words) => {
    const head = words.slice(0, HEAD).toLowerCase();
    if (!initials.has(FIRST_SIGN.exec(head)?.[0] ?? '')) return false;
    const bareHead = bare(head);
    return phrases.some((phrase) => bareHead.startsWith(phrase));
  };
};

const POINTER = new Set(WORDS.pointer);

/** Nothing in it but the words of `pointer` and numbers. */
export const isPointer = (words: string): boolean =>
  words.length < HEAD &&
  bare(words)
    .split(' ')
    .every((word) => POINTER.has(word) || /^\d*$/.test(word));

/** A text or title that begins as an addendum does. */
export const saysAddendum = beginningWith(WORDS.addendum);

const calledPreliminary = beginningWith(WORDS.preliminary);

/** "***** Final Report *****" further down ends a preliminary one; "a final report will follow" does not. */
const FINAL_BANNER = new RegExp(`\\*{2,} ?(?:${WORDS.final.join('|')})`, 'i');

/** The text begins with a banner that calls it preliminary, whatever the status of the resource. */
export const saysPreliminary = (words: string): boolean => calledPreliminary(words) && !FINAL_BANNER.test(words);
