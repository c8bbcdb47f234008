/** Where a word leads from a state, once it is worked out: a table of numbers with open addressing. */

/** Where no phrase goes on. */
export const NOWHERE = -1;

/** Not worked out yet. */
export const NOT_TRIED = -2;

const FREE = 0;

/** State and word as one number, counted from 1, so that 0 is a free row; and where the word leads. */
const ROW = 2;

const FIRST_SIZE = 1 << 12;

export class Transitions {
  private rows = new Int32Array(FIRST_SIZE * ROW);
  private mask = FIRST_SIZE - 1;
  private count = 0;
  private readonly words: number;

  /** `words`: all their numbers are below. */
  constructor(words: number) {
    this.words = words;
  }

  /** A state, `NOWHERE` or `NOT_TRIED`. */
  get(from: number, word: number): number {
    const row = this.rowOf(this.keyOf(from, word));
    return this.rows[row] === FREE ? NOT_TRIED : (this.rows[row + 1] ?? NOT_TRIED);
  }

  set(from: number, word: number, to: number): void {
    if (this.count * 2 > this.mask) this.grow();
    this.put(this.keyOf(from, word), to);
  }

  private keyOf(from: number, word: number): number {
    return Math.imul(from, this.words) + word + 1;
  }

  private put(key: number, to: number): void {
    const row = this.rowOf(key);
    this.rows[row] = key;
    this.rows[row + 1] = to;
    this.count += 1;
  }

  /** The row that holds the key, or the free one that it would be put in. */
  private rowOf(key: number): number {
    const hash = Math.imul(key, 0x9e3779b1);
    for (let place = (hash ^ (hash >>> 15)) & this.mask; ; place = (place + 1) & this.mask) {
      const there = this.rows[place * ROW] ?? FREE;
      if (there === key || there === FREE) return place * ROW;
    }
  }

  private grow(): void {
    const { rows } = this;
    this.mask = this.mask * 2 + 1;
    this.rows = new Int32Array((this.mask + 1) * ROW);
    this.count = 0;
    for (let row = 0; row < rows.length; row += ROW) if (rows[row] !== FREE) this.put(rows[row] ?? 0, rows[row + 1] ?? 0);
  }
}
