/**
 * The letters of all known words as one tree: walked letter by letter while a word is read off, it ends at the number of the word.
 *
 * A double-array trie (Aoe 1989). Each place of the tree is a cell of one table. The high half of a cell tells where the cells of its next letters
 * are, each at the distance of its letter; the low half tells to which cell it belongs itself, so that the next letters of many places can lie
 * among each other.
 */
import { ALPHABET, characterOf, letterOf } from '../text/characters.ts';

const HALF = 16;
const LOW = 0xffff;

/** In the low half of a cell that belongs to none. */
const FREE = LOW;

/** Stands behind the last letter of a word. */
const END = ALPHABET.length + 1;

/** So far the halves of cells can tell cells apart. */
const MOST = LOW - END;

const ROOT = 1;

/** Where no known word goes on. */
const ASTRAY = 0;

interface Spelt {
  readonly word: string;
  readonly number: number;
}

const NO_WORD: Spelt = { word: '', number: 0 };

const letterAt = ({ word }: Spelt, depth: number): number => {
  if (depth === word.length) return END;
  const letter = letterOf(characterOf(word.charCodeAt(depth)));
  if (letter === 0) throw new Error(`"${word}" has a letter that is not in the alphabet`);
  return letter;
};

/** Lays the tree out, place by place. */
class Layout {
  readonly cells = new Int32Array(LOW + 1).fill(FREE);
  end = ROOT + 1;
  private readonly words: readonly Spelt[];
  /** Every cell before it is taken. */
  private firstFree = ROOT + 1;

  /** Words in the order of their letters, so that those that begin alike are neighbours. */
  constructor(words: readonly Spelt[]) {
    this.words = words;
    this.cells[ROOT] = ROOT;
    this.branch(ROOT, 0, 0, words.length);
  }

  /** What words from one to another, alike up to a depth, go on with behind a cell. */
  private branch(cell: number, depth: number, from: number, to: number): void {
    const letters: number[] = [];
    const starts: number[] = [];
    for (let at = from; at < to; at += 1) {
      const letter = letterAt(this.words[at] ?? NO_WORD, depth);
      if (letter === letters.at(-1)) continue;
      letters.push(letter);
      starts.push(at);
    }
    const base = this.roomFor(letters);
    this.cells[cell] = (base << HALF) | ((this.cells[cell] ?? 0) & LOW);
    for (const letter of letters) this.cells[base + letter] = cell;
    for (const [index, letter] of letters.entries()) {
      const start = starts[index] ?? to;
      if (letter === END) this.cells[base + END] = ((this.words[start]?.number ?? 0) << HALF) | cell;
      else this.branch(base + letter, depth + 1, start, starts[index + 1] ?? to);
    }
  }

  /** Where a cell is free at the distance of each of the letters. */
  private roomFor(letters: readonly number[]): number {
    const [first = END] = letters;
    while (this.isTaken(this.firstFree)) this.firstFree += 1;
    let base = Math.max(this.firstFree - first, 1);
    while (letters.some((letter) => this.isTaken(base + letter))) base += 1;
    this.end = Math.max(this.end, base + END + 1);
    if (this.end > MOST) throw new RangeError('there are too many known words');
    return base;
  }

  private isTaken(cell: number): boolean {
    return ((this.cells[cell] ?? 0) & LOW) !== FREE;
  }
}

/** A place of the tree: the cell, and in the high half what the cell says there. */
export type Place = number;

export class KnownWords {
  /** Where every word begins. */
  readonly start: Place;
  private readonly cells: Int32Array;

  /** Words by their number; the first is none. @throws Error where one has a letter that is not in the alphabet, or there are too many. */
  constructor(words: readonly string[]) {
    const spelt = words.map((word, number): Spelt => ({ word, number })).filter(({ word }) => word !== '');
    const layout = new Layout(spelt.sort((one, other) => (one.word < other.word ? -1 : 1)));
    this.cells = layout.cells.slice(0, layout.end);
    this.start = ((this.cells[ROOT] ?? 0) & ~LOW) | ROOT;
  }

  /** One letter on. */
  after(place: Place, letter: number): Place {
    const there = (place >>> HALF) + letter;
    const cell = this.cells[there] ?? FREE;
    return (cell & LOW) === (place & LOW) ? (cell & ~LOW) | there : ASTRAY;
  }

  /** Number of the word that ends there; 0 where none does. */
  endingAt(place: Place): number {
    return this.after(place, END) >>> HALF;
  }
}
