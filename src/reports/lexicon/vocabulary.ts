/** The words that the lexicon knows, each with a number. Looked up by a hash of their letters, so that nobody has to cut a word out of a text to ask for it. */
import { characterOf, charactersOf, codeAt, type Characters } from '../text/characters.ts';
import { UNKNOWN } from '../text/tokens.ts';
import { Misspellings } from './spelling.ts';

/** Hash of no letters. */
export const NO_LETTERS = 0x811c9dc5 | 0;

/** FNV-1a, over characters as they are told apart (text/characters.ts). */
export const hashOn = (hash: number, character: number): number => Math.imul(hash ^ character, 0x01000193);

const hashOf = (word: string): number => {
  let hash = NO_LETTERS;
  for (let at = 0; at < word.length; at += 1) hash = hashOn(hash, characterOf(word.charCodeAt(at)));
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
  /** Letters of all words, one after the other, and where each begins. */
  private letters: Uint8Array = new Uint8Array(0);
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
    this.begins = new Int32Array(this.words.length + 1);
    this.letters = Buffer.from(this.words.join(''), 'latin1');
    for (let number = 1; number < this.words.length; number += 1) this.enter(number, this.words[number] ?? '');
  }

  private enter(number: number, word: string): void {
    const hash = hashOf(word);
    this.hashes[number] = hash;
    this.begins[number + 1] = (this.begins[number] ?? 0) + word.length;
    let place = placeOf(hash, this.mask);
    while (this.places[place] !== 0) place = (place + 1) & this.mask;
    this.places[place] = number;
  }

  /** The words for which misspelt ones stand, by number. */
  *corrected(): Generator<readonly [misspelt: number, word: number]> {
    for (const [word, number] of this.misspelt) yield [number, this.known(word)];
  }

  /** Number of what stands at a place of a text, told with the hash of its characters. */
  findExactly(text: Characters, start: number, end: number, hash: number): number {
    const { places, hashes, mask } = this;
    for (let place = placeOf(hash, mask); ; place = (place + 1) & mask) {
      const number = places[place] ?? UNKNOWN;
      if (number === UNKNOWN || (hashes[number] === hash && this.stands(number, text, start, end))) return number;
    }
  }

  /** The same for a word without apostrophes; where it is not known, of the key word that it is one slip away from. */
  find(text: Characters, start: number, end: number, hash: number): number {
    const known = this.findExactly(text, start, end, hash);
    if (known !== UNKNOWN) return known;
    const meant = this.misspellings.find(text, start, end);
    return meant === -1 ? UNKNOWN : (this.misspelt.get(this.misspellings.words[meant] ?? '') ?? UNKNOWN);
  }

  /** The same for a word by itself. */
  findWritten(word: string): number {
    return this.find(charactersOf(word), 0, word.length, hashOf(word));
  }

  private stands(number: number, text: Characters, start: number, end: number): boolean {
    const { letters } = this;
    let letter = this.begins[number] ?? 0;
    if (this.begins[number + 1] !== letter + end - start) return false;
    for (let at = start; at < end; at += 1, letter += 1) if (codeAt(text, at) !== letters[letter]) return false;
    return true;
  }
}
