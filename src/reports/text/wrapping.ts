/**
 * Lines that only go on with the line before, because an editor or a printer broke it: the next word would not have fitted.
 * Text counts as wrapped only where some line visibly stops in the middle of a phrase.
 */
import type { Lexicon } from '../lexicon/load.ts';
import { CONTINUATION, type WordKinds } from '../lexicon/word-kinds.ts';
import type { Tokens } from './tokens.ts';

/** Nobody wraps outside these widths. */
const NARROWEST = 30;
const WIDEST = 140;

const startsSmall = (tokens: Tokens, at: number): boolean => {
  const char = tokens.text.charAt(tokens.start(at));
  return char !== char.toUpperCase();
};

const LONGEST_LABEL = 5;
const COLON = ':'.charCodeAt(0);

/** "Acuity: chronic": a line of a form. */
const isLabelled = (tokens: Tokens, first: number, last: number): boolean => {
  const farthest = Math.min(last, first + 1 + LONGEST_LABEL);
  for (let at = first + 1; at < farthest; at += 1) if (tokens.markCode(at) === COLON) return true;
  return false;
};

export interface Wrapping {
  /** Whether the line that begins with the token goes on with the one before. */
  readonly goesOnAt: (at: number) => boolean;
}

/** The phrase goes on over the line break before the token. */
const phraseGoesOn = (tokens: Tokens, at: number, kinds: WordKinds): boolean => {
  if (!tokens.isWord(at) || tokens.isNumber(at - 1)) return false;
  const mark = tokens.mark(at - 1);
  if (mark !== '') return (mark === ',' || mark === '-') && kinds.is(tokens.known(at - 1), CONTINUATION);
  return kinds.is(tokens.known(at - 1), CONTINUATION) || kinds.is(tokens.known(at), CONTINUATION);
};

/** The line before ends with a word after which a phrase goes on, unlike "N/A"; it does so in any text. */
const endsOpen = (tokens: Tokens, at: number, kinds: WordKinds): boolean =>
  (tokens.isWord(at) || isFigure(tokens, at)) &&
  tokens.isWord(at - 1) &&
  tokens.mark(at - 2) !== '/' &&
  kinds.is(tokens.known(at - 1), CONTINUATION);

/** "... wedged by about / 35%", but no numbered line. */
const isFigure = (tokens: Tokens, at: number): boolean =>
  tokens.isNumber(at) && !(tokens.isGlued(at + 1) && ['.', ')'].includes(tokens.mark(at + 1)));

class Lines implements Wrapping {
  private readonly tokens: Tokens;
  private readonly kinds: WordKinds;
  /** First tokens of the lines after the first. */
  private readonly starts: number[] = [];
  private readonly width: number;
  private readonly wrapped: boolean;
  private asked = 0;

  constructor(tokens: Tokens, kinds: WordKinds) {
    this.tokens = tokens;
    this.kinds = kinds;
    this.width = this.measure();
    this.wrapped = this.width >= NARROWEST && this.width <= WIDEST && this.isEvident();
  }

  /** Asked in the order of the text. */
  goesOnAt(at: number): boolean {
    while ((this.starts[this.asked] ?? at) < at) this.asked += 1;
    if (this.tokens.breaks(at) > 1 || this.isForm(this.asked)) return false;
    return endsOpen(this.tokens, at, this.kinds) || (this.wrapped && this.isFull(this.asked));
  }

  /** The widest line. */
  private measure(): number {
    const { tokens } = this;
    let widest = 0;
    let first = 0;
    for (let at = 1; at <= tokens.length; at += 1) {
      if (at < tokens.length && !tokens.isBroken(at)) continue;
      const width = tokens.end(at - 1) - tokens.start(first);
      if (width > widest) widest = width;
      if (at < tokens.length) this.starts.push(at);
      first = at;
    }
    return widest;
  }

  /** Both the line and the one before are lines of a form. */
  private isForm(line: number): boolean {
    const { starts, tokens } = this;
    const start = starts[line] ?? 0;
    return isLabelled(tokens, start, starts[line + 1] ?? tokens.length) && isLabelled(tokens, this.startBefore(line), start);
  }

  /** The first word of the line had no room on the one before. */
  private isFull(line: number): boolean {
    const start = this.starts[line] ?? 0;
    const widthBefore = this.tokens.end(start - 1) - this.tokens.start(this.startBefore(line));
    return widthBefore + 1 + this.tokens.width(start) > this.width;
  }

  /** First token of the line before. */
  private startBefore(line: number): number {
    return line === 0 ? 0 : (this.starts[line - 1] ?? 0);
  }

  private isEvident(): boolean {
    const { tokens, kinds } = this;
    return this.starts.some(
      (at, line) =>
        tokens.breaks(at) === 1 &&
        !this.isForm(line) &&
        (phraseGoesOn(tokens, at, kinds) || (tokens.isWord(at - 1) && this.isFull(line) && startsSmall(tokens, at))),
    );
  }
}

export const wrappingOf = (tokens: Tokens, { kinds }: Lexicon): Wrapping => new Lines(tokens, kinds);
