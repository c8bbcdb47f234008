/**
 * The letters of all known words as one tree: walked letter by letter while a word is read off, it ends at the number of the word.
 *
 * A double-array trie (Aoe 1989). Each place of the tree is a cell of one table. The high half of a cell tells where the cells of its next letters
 * are, each at the distance of its letter; the low half tells to which cell it belongs itself, so that the next letters of many places can lie
 * among each other.
 */
import { ALPHABET } from '../text/characters.ts';

const HALF = 16;
const LOW = 0xffff;

/** In the low half of a cell that belongs to none. */
const FREE = LOW;

/** Stands behind the last letter of a word. */
const END = ALPHABET.length + 1;

/** From here on the halves of cells cannot tell cells apart. */
const MOST = LOW - END;

const ROOT = 1;

/** Where no known word goes on. */
const ASTRAY = 0;

/** A word ends with its line. */
const LETTERS = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const char = String.fromCharCode(code);
  return char === '\n' ? END : ALPHABET.indexOf(char) + 1;
});

/** Lays the tree out, place by place. */
class Layout {
  readonly cells = new Int32Array(LOW + 1).fill(FREE);
  /** Letters of all words, one after the other, and where each begins. */
  private readonly letters: Uint8Array;
  private readonly begins: Int32Array;
  private readonly numbers: Int32Array;
  /** The first one that is far enough behind the root for any letter, and not taken. */
  private firstFree = ROOT + END;

  /** Numbers of the words, in the order of their letters, so that those that begin alike are neighbours. */
  constructor(words: readonly string[], numbers: Int32Array) {
    this.letters = Buffer.from(`${words.join('\n')}\n`).map((code) => LETTERS[code] ?? 0);
    if (this.letters.includes(0)) throw new Error('a known word has a letter that is not in the alphabet');
    this.begins = new Int32Array(words.length);
    for (let at = 1; at < words.length; at += 1) this.begins[at] = (this.begins[at - 1] ?? 0) + (words[at - 1] ?? '').length + 1;
    this.numbers = numbers;
    this.cells[ROOT] = ROOT;
    this.branch(ROOT, 0, 0, words.length);
  }

  /** What words from one to another, alike up to a depth, go on with behind a cell. */
  private branch(cell: number, depth: number, from: number, to: number): void {
    if (to - from === 1) {
      this.layOutRest(cell, depth, from);
      return;
    }
    const { letters, begins } = this;
    const branches: number[] = [];
    const starts: number[] = [];
    let before = 0;
    for (let at = from; at < to; at += 1) {
      const letter = letters[(begins[at] ?? 0) + depth] ?? 0;
      if (letter === before) continue;
      branches.push(letter);
      starts.push(at);
      before = letter;
    }
    const base = this.roomFor(branches);
    this.pointTo(cell, base);
    for (const letter of branches) this.cells[base + letter] = cell;
    for (const [index, start] of starts.entries()) this.branch(base + (branches[index] ?? END), depth + 1, start, starts[index + 1] ?? to);
  }

  /** The one word that is left: most of the tree is such rests, whose letters may lie wherever there is room. */
  private layOutRest(cell: number, depth: number, word: number): void {
    const { letters, cells } = this;
    const begin = this.begins[word] ?? 0;
    let place = cell;
    for (let at = begin + depth; at === begin || letters[at - 1] !== END; at += 1) {
      const next = this.nextFree();
      this.pointTo(place, next - (letters[at] ?? 0));
      cells[next] = place;
      place = next;
    }
    this.pointTo(place, this.numbers[word] ?? 0);
  }

  private pointTo(cell: number, high: number): void {
    this.cells[cell] = (high << HALF) | ((this.cells[cell] ?? 0) & LOW);
  }

  /** Where a cell is free at the distance of each of the letters. */
  private roomFor(letters: readonly number[]): number {
    let base = this.nextFree() - (letters[0] ?? END);
    while (base < MOST && letters.some((letter) => this.isTaken(base + letter))) base += 1;
    return base;
  }

  private nextFree(): number {
    while (this.firstFree < MOST && this.isTaken(this.firstFree)) this.firstFree += 1;
    return this.firstFree;
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
    const sorted = words.filter((word) => word !== '').sort();
    const numbers = new Map(words.map((word, number) => [word, number]));
    const { cells } = new Layout(
      sorted,
      Int32Array.from(sorted, (word) => numbers.get(word) ?? 0),
    );
    const last = cells.findLastIndex((cell) => (cell & LOW) !== FREE);
    if (last >= MOST) throw new RangeError('there are too many known words');
    this.cells = cells.slice(0, last + END);
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
