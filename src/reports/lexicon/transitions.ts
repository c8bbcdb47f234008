/** Where a word leads from a state, once it is worked out: a table of numbers with open addressing. */

/** Where no phrase goes on. */
export const NOWHERE = -1;

/** Not worked out yet. */
export const NOT_TRIED = -2;

const FREE = 0;

/** From state, word, to; the first is counted from 1, so that 0 is a free row. */
const ROW = 4;

const FIRST_SIZE = 1 << 12;

export class Transitions {
  private rows = new Int32Array(FIRST_SIZE * ROW);
  private mask = FIRST_SIZE - 1;
  private count = 0;

  /** A state, `NOWHERE` or `NOT_TRIED`. */
  get(from: number, word: number): number {
    const row = this.rowOf(from, word);
    return this.rows[row] === FREE ? NOT_TRIED : (this.rows[row + 2] ?? NOT_TRIED);
  }

  set(from: number, word: number, to: number): void {
    if (this.count * 2 > this.mask) this.grow();
    const row = this.rowOf(from, word);
    this.rows[row] = from + 1;
    this.rows[row + 1] = word;
    this.rows[row + 2] = to;
    this.count += 1;
  }

  /** The row that holds the pair, or the free one that it would be put in. */
  private rowOf(from: number, word: number): number {
    const hash = Math.imul(from, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
    for (let place = (hash ^ (hash >>> 15)) & this.mask; ; place = (place + 1) & this.mask) {
      const row = place * ROW;
      const there = this.rows[row] ?? FREE;
      if (there === FREE || (there === from + 1 && this.rows[row + 1] === word)) return row;
    }
  }

  private grow(): void {
    const { rows } = this;
    this.mask = this.mask * 2 + 1;
    this.rows = new Int32Array((this.mask + 1) * ROW);
    this.count = 0;
    for (let row = 0; row < rows.length; row += ROW) {
      const from = rows[row] ?? FREE;
      if (from !== FREE) this.set(from - 1, rows[row + 1] ?? 0, rows[row + 2] ?? 0);
    }
  }
}
