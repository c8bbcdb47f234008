/** The words that the lexicon knows, each with a number. Read off letter by letter (known-words.ts), so that nobody has to cut a word out of a text to ask for it. */
import type { Characters } from '../text/characters.ts';
import { UNKNOWN } from '../text/tokens.ts';
import { KnownWords } from './known-words.ts';
import { Misspellings } from './spelling.ts';

export class Vocabulary {
  /** By number; the first stands for what is not known. */
  readonly words: string[] = [''];
  private readonly numbers = new Map<string, number>();
  /** Their letters; all of them once the vocabulary is settled. */
  letters = new KnownWords([]);
  private misspellings = new Misspellings([], new Set());
  /** Numbers of misspelt key words; they come after all others. */
  private readonly misspelt = new Map<string, number>();

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
    this.letters = new KnownWords(this.words);
  }

  /** The words for which misspelt ones stand, by number. */
  *corrected(): Generator<readonly [misspelt: number, word: number]> {
    for (const [word, number] of this.misspelt) yield [number, this.known(word)];
  }

  /** Number of the key word that what stands in a text is one slip away from; else `UNKNOWN`. */
  meant(text: Characters, start: number, end: number): number {
    const meant = this.misspellings.find(text, start, end);
    return meant === -1 ? UNKNOWN : (this.misspelt.get(this.misspellings.words[meant] ?? '') ?? UNKNOWN);
  }
}
