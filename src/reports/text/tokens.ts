/** The words, numbers and marks of a text, each known by its number. What is asked of one that is not there is false, 0 or empty. */
import { folded } from './characters.ts';

/** Traits: what the token is, */
export const WORD = 1 << 0;
export const NUMBER = 1 << 1;
export const MARK = 1 << 2;
/** whether white space or the beginning of the text stands before it, */
export const SPACED = 1 << 3;
/** and how many line breaks: one, or more. */
const BROKEN = 1 << 4;
const PARAGRAPH = 1 << 5;
/** "T12", and "12" before "th". */
export const MAY_WRITE_LEVEL = 1 << 6;
const MARK_SHIFT = 8;

/** With one line break more. */
export const broken = (traits: number): number => traits | ((traits & BROKEN) === 0 ? BROKEN : PARAGRAPH);

/** Which mark it is, by its code. */
export const markTraits = (code: number): number => code << MARK_SHIFT;

/** Four numbers a token: start, end, what it is, and its number among the known words. Empty rows stand at both ends. */
const ROW = 4;
const END = 1;
const TRAITS = 2;
const KNOWN = 3;
const MARGIN = 4;

/** The number of every word that is not known. */
export const UNKNOWN = 0;

export class Tokens {
  readonly text: string;
  length = 0;
  private readonly words: readonly string[];
  private rows: Int32Array;

  /** `words`: the known words by their number; the text of others is read off. */
  constructor(text: string, words: readonly string[]) {
    this.text = text;
    this.words = words;
    this.rows = new Int32Array((text.length >> 2) * ROW + 8 * MARGIN * ROW);
  }

  add(start: number, end: number, traits: number, known: number): void {
    const row = (this.length + MARGIN) * ROW;
    if (row + (MARGIN + 1) * ROW > this.rows.length) this.grow();
    const { rows } = this;
    rows[row] = start;
    rows[row + END] = end;
    rows[row + TRAITS] = traits;
    rows[row + KNOWN] = known;
    this.length += 1;
  }

  /** A word follows at once: where the last token is a number, it may write a level with it. */
  tieToNumber(): void {
    const place = (this.length - 1 + MARGIN) * ROW + TRAITS;
    const traits = this.rows[place] ?? 0;
    if ((traits & NUMBER) !== 0) this.rows[place] = traits | MAY_WRITE_LEVEL;
  }

  private grow(): void {
    const longer = new Int32Array(this.rows.length * 2);
    longer.set(this.rows);
    this.rows = longer;
  }

  private traits(at: number): number {
    return this.rows[(at + MARGIN) * ROW + TRAITS] ?? 0;
  }

  /** Place in the original text. */
  start(at: number): number {
    return this.rows[(at + MARGIN) * ROW] ?? 0;
  }

  /** Exclusive. */
  end(at: number): number {
    return this.rows[(at + MARGIN) * ROW + END] ?? 0;
  }

  /** Number among the known words, or `UNKNOWN`. */
  known(at: number): number {
    return this.rows[(at + MARGIN) * ROW + KNOWN] ?? UNKNOWN;
  }

  has(at: number): boolean {
    return this.traits(at) !== 0;
  }

  isWord(at: number): boolean {
    return (this.traits(at) & WORD) !== 0;
  }

  isNumber(at: number): boolean {
    return (this.traits(at) & NUMBER) !== 0;
  }

  isMark(at: number): boolean {
    return (this.traits(at) & MARK) !== 0;
  }

  /** Neither a mark, nor on another line than the one before: no sentence begins or ends with it by itself. */
  isPlain(at: number): boolean {
    return (this.traits(at) & (MARK | BROKEN)) === 0;
  }

  /** White space, or the beginning of the text, stands before it. */
  isSpaced(at: number): boolean {
    return (this.traits(at) & SPACED) !== 0;
  }

  /** It is there, and nothing stands between it and the one before. */
  isGlued(at: number): boolean {
    const traits = this.traits(at);
    return traits !== 0 && (traits & SPACED) === 0;
  }

  /** It is on another line than the one before. */
  isBroken(at: number): boolean {
    return (this.traits(at) & BROKEN) !== 0;
  }

  /** Line breaks between this token and the one before it: none, one, or 2 for more. */
  breaks(at: number): number {
    const traits = this.traits(at);
    return (traits & PARAGRAPH) !== 0 ? 2 : (traits & BROKEN) !== 0 ? 1 : 0;
  }

  /** "T12", and "12" before "th". */
  mayWriteLevel(at: number): boolean {
    return (this.traits(at) & MAY_WRITE_LEVEL) !== 0;
  }

  /** The mark that it is, once, also where it is repeated; empty for words and numbers. */
  mark(at: number): string {
    const traits = this.traits(at);
    return (traits & MARK) !== 0 ? String.fromCharCode(traits >>> MARK_SHIFT) : '';
  }

  /** Code of the mark; 0 for words and numbers. */
  markCode(at: number): number {
    return this.traits(at) >>> MARK_SHIFT;
  }

  /** Lower case, without accents and apostrophes. */
  textOf(at: number): string {
    const known = this.known(at);
    if (known !== UNKNOWN && known < this.words.length) return this.words[known] ?? '';
    return this.isMark(at) ? this.mark(at) : folded(this.text, this.start(at), this.end(at));
  }

  /** Letters or digits of the text. */
  width(at: number): number {
    return this.end(at) - this.start(at);
  }

  /** What a number says; NaN for everything else. */
  figure(at: number): number {
    return this.isNumber(at) ? Number(this.textOf(at)) : NaN;
  }

  /** What a number of up to so many digits, and without a point, says; -1 for everything else. */
  value(at: number, digits: number): number {
    if (!this.isNumber(at) || this.width(at) > digits) return -1;
    let value = 0;
    for (let place = this.start(at); place < this.end(at); place += 1) {
      const digit = this.text.charCodeAt(place) - 48;
      if (digit < 0) return -1;
      value = value * 10 + digit;
    }
    return value;
  }
}
