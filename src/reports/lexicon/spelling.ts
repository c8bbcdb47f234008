/** Misspellings of the key words at one slip's distance: a letter left out, too many or exchanged, or two neighbours swapped. */
import { codeAt, type Characters } from '../text/characters.ts';

/** Shorter words have too many real neighbours ("height" and "weight"). */
const SHORTEST = 7;

/** A power of two. */
const PLACES = 1 << 13;

/** Of three letters at an end of a word of that length: one slip spares the first three or the last three. */
const placeOf = (length: number, end: 0 | 1, one: number, two: number, three: number): number =>
  (Math.imul(one, 961) + Math.imul(two, 31) + three + Math.imul(length * 2 + end, 0x9e5)) & (PLACES - 1);

const FIRST_LETTER = 97;
const LAST_LETTER = 122;
const isLetter = (code: number): boolean => code >= FIRST_LETTER && code <= LAST_LETTER;

const written = (text: Characters, start: number, end: number): string => {
  let word = '';
  for (let at = start; at < end; at += 1) word += String.fromCharCode(codeAt(text, at));
  return word;
};

/** Whether the text goes on from a place to its end as the word does from one of its letters. */
const endsAlike = (text: Characters, at: number, end: number, word: string, letter: number): boolean => {
  for (let ahead = 0; at + ahead < end; ahead += 1) if (codeAt(text, at + ahead) !== word.charCodeAt(letter + ahead)) return false;
  return true;
};

/** Whether one slip makes the one of the other, and any letter that came in is one of the alphabet. */
const isSlip = (text: Characters, start: number, end: number, word: string): boolean => {
  const longer = end - start - word.length;
  let at = start;
  while (at < end && codeAt(text, at) === word.charCodeAt(at - start)) at += 1;
  const letter = at - start;
  if (longer === -1) return endsAlike(text, at, end, word, letter + 1);
  const odd = at < end ? codeAt(text, at) : 0;
  if (longer === 1) return isLetter(odd) && endsAlike(text, at + 1, end, word, letter);
  if (isLetter(odd) && endsAlike(text, at + 1, end, word, letter + 1)) return true;
  const swapped = at + 1 < end && odd === word.charCodeAt(letter + 1) && codeAt(text, at + 1) === word.charCodeAt(letter);
  return swapped && endsAlike(text, at + 2, end, word, letter + 2);
};

/** Numbers of words whose slips can have certain letters at an end. */
type Candidates = readonly number[];

export class Misspellings {
  /** Of two that a slip could come from, the first one wins. */
  readonly words: readonly string[];
  private readonly real: ReadonlySet<string>;
  private readonly ends: (Candidates | undefined)[] = new Array<undefined>(PLACES).fill(undefined);

  /** `real`: words that a slip would otherwise swallow. */
  constructor(words: readonly string[], real: ReadonlySet<string>) {
    this.words = [...new Set(words)].filter((word) => word.length >= SHORTEST && /^[a-z]+$/.test(word));
    this.real = real;
    for (const [number, word] of this.words.entries())
      for (const length of [word.length - 1, word.length, word.length + 1]) {
        this.enter(placeOf(length, 0, word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2)), number);
        const last = word.length - 1;
        this.enter(placeOf(length, 1, word.charCodeAt(last - 2), word.charCodeAt(last - 1), word.charCodeAt(last)), number);
      }
  }

  private enter(place: number, word: number): void {
    this.ends[place] = [...(this.ends[place] ?? []), word];
  }

  /** Number of the word that was meant, in `words`; -1 where none was. The text holds no apostrophes there. */
  find(text: Characters, start: number, end: number): number {
    const length = end - start;
    if (length < SHORTEST - 1) return -1;
    const head = this.ends[placeOf(length, 0, codeAt(text, start), codeAt(text, start + 1), codeAt(text, start + 2))];
    const tail = this.ends[placeOf(length, 1, codeAt(text, end - 3), codeAt(text, end - 2), codeAt(text, end - 1))];
    if (head === undefined && tail === undefined) return -1;
    const [one, other] = [this.first(text, start, end, head), this.first(text, start, end, tail)];
    const meant = one === -1 || (other !== -1 && other < one) ? other : one;
    return meant === -1 || this.real.has(written(text, start, end)) ? -1 : meant;
  }

  private first(text: Characters, start: number, end: number, candidates: Candidates | undefined): number {
    if (candidates === undefined) return -1;
    for (const number of candidates) if (isSlip(text, start, end, this.words[number] ?? '')) return number;
    return -1;
  }
}
