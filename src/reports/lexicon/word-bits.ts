/** What each word tells by itself, before any phrase is looked for: bits of the gates (gates.ts), four numbers a word that stand together. */

/** Bits that the word has without any phrase. */
export const OWN = 0;
/** Bits of the phrases that cannot be there without one of a few words, of which this is one. */
export const NEEDED = 1;
/** Bits of the phrases that begin with the word. */
export const BEGINS = 2;
/** Bits of the phrases that end with the word. */
export const ENDS = 3;

export type Column = typeof OWN | typeof NEEDED | typeof BEGINS | typeof ENDS;

const ROW = 4;
const COLUMNS = [OWN, NEEDED, BEGINS, ENDS] as const;

const FIRST_WORDS = 1 << 10;

export class WordBits {
  private rows = new Int32Array(FIRST_WORDS * ROW);

  of(word: number, column: Column): number {
    return this.rows[word * ROW + column] ?? 0;
  }

  add(word: number, column: Column, bits: number): void {
    this.makeRoomFor(word + 1);
    const place = word * ROW + column;
    this.rows[place] = (this.rows[place] ?? 0) | bits;
  }

  addToAll(word: number, bits: number): void {
    for (const column of COLUMNS) this.add(word, column, bits);
  }

  /** The one word tells what the other does. */
  liken(word: number, other: number): void {
    for (const column of COLUMNS) this.add(word, column, this.of(other, column));
  }

  makeRoomFor(words: number): void {
    if (words * ROW <= this.rows.length) return;
    const longer = new Int32Array(Math.max(words * ROW, this.rows.length * 2));
    longer.set(this.rows);
    this.rows = longer;
  }
}
