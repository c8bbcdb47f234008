/** The words that the lexicon knows, each with a number. Looked up by a hash of their letters, so that nobody has to cut a word out of a text to ask for it. */
import { APOSTROPHE, characterOf, classOf, folded, foldedOf } from '../text/characters.ts';
import { UNKNOWN } from '../text/tokens.ts';
import { Misspellings } from './spelling.ts';

/** Hash of no letters. */
export const NO_LETTERS = 0x811c9dc5 | 0;

/** FNV-1a. */
export const hashOn = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

const hashOf = (word: string): number => {
  let hash = NO_LETTERS;
  for (let at = 0; at < word.length; at += 1) hash = hashOn(hash, word.charCodeAt(at));
  return hash;
};

/** So many places for each word: what is not known is mostly told at the first look. */
const ROOM = 4;

/** The high bits of the hash are better mixed than the low ones. */
const placeOf = (hash: number, mask: number): number => (hash ^ (hash >>> 15)) & mask;

export class Vocabulary {
  /** By number; the first stands for what is not known. */
  readonly words: string[] = [''];
  private readonly numbers = new Map<string, number>();
  private misspellings = new Misspellings([], new Set());
  /** Numbers of misspelt key words; they come after all others. */
  private readonly misspelt = new Map<string, number>();
  private places = new Int32Array(1);
  private hashes = new Int32Array(1);
  private mask = 0;
  /** Of all words, one after the other, and where each begins. */
  private letters = new Uint16Array(0);
  private begins = new Int32Array(1);

  /** All numbers are below. */
  get size(): number {
    return this.words.length + this.misspelt.size;
  }

  /** Number of the word, new where it has none. */
  numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const fresh = this.words.length;
    this.words.push(word);
    this.numbers.set(word, fresh);
    return fresh;
  }

  /** Number of a word that is known; else `UNKNOWN`. */
  known(word: string): number {
    return this.numbers.get(word) ?? UNKNOWN;
  }

  /** After the last word is known. Misspelt words that the lexicon knows have a number of their own, after all others. */
  settle(misspellings: Misspellings): void {
    this.misspellings = misspellings;
    for (const word of misspellings.words) if (this.numbers.has(word)) this.misspelt.set(word, this.words.length + this.misspelt.size);
    let size = 1;
    while (size < this.words.length * ROOM) size *= 2;
    this.mask = size - 1;
    this.places = new Int32Array(size);
    this.hashes = new Int32Array(this.words.length);
    this.letters = Uint16Array.from(this.words.join(''), (letter) => letter.charCodeAt(0));
    this.begins = new Int32Array(this.words.length + 1);
    for (let number = 1; number < this.words.length; number += 1) {
      const word = this.words[number] ?? '';
      const hash = hashOf(word);
      this.hashes[number] = hash;
      this.begins[number + 1] = (this.begins[number] ?? 0) + word.length;
      let place = placeOf(hash, this.mask);
      while (this.places[place] !== 0) place = (place + 1) & this.mask;
      this.places[place] = number;
    }
  }

  /** The words for which misspelt ones stand, by number. */
  *corrected(): Generator<readonly [misspelt: number, word: number]> {
    for (const [word, number] of this.misspelt) yield [number, this.known(word)];
  }

  /** Number of what stands at a place of a text, told with the hash of its folded letters. */
  find(text: string, start: number, end: number, hash: number): number {
    for (let place = placeOf(hash, this.mask); ; place = (place + 1) & this.mask) {
      const number = this.places[place] ?? UNKNOWN;
      if (number === UNKNOWN || (this.hashes[number] === hash && this.stands(number, text, start, end))) return number;
    }
  }

  /** Number of a key word with one slip, of which nothing is known as it is written. `letters`: how many it has without apostrophes. */
  findMisspelt(text: string, start: number, end: number, letters: number): number {
    const meant =
      letters === end - start ? this.misspellings.find(text, start, end) : this.misspellings.find(folded(text, start, end), 0, letters);
    return meant === -1 ? UNKNOWN : (this.misspelt.get(this.misspellings.words[meant] ?? '') ?? UNKNOWN);
  }

  private stands(number: number, text: string, start: number, end: number): boolean {
    let letter = this.begins[number] ?? 0;
    for (let at = start; at < end; at += 1) {
      const character = characterOf(text.charCodeAt(at));
      if (classOf(character) === APOSTROPHE) continue;
      if (foldedOf(character) !== this.letters[letter]) return false;
      letter += 1;
    }
    return letter === this.begins[number + 1];
  }
}
