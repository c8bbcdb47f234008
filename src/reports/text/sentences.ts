/** Tokens -> sentences, in text that was dictated, wrapped, templated or written without full stops. */
import type { Lexicon } from '../lexicon/load.ts';
import { ABBREVIATION, ANSWER, JOINED } from '../lexicon/word-kinds.ts';
import type { Tokens } from './tokens.ts';
import { wrappingOf, type Wrapping } from './wrapping.ts';

/** Numbers of the first token and of the one after the last. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  /** A blank line, or the beginning of the text, stands before it. */
  readonly opensParagraph: boolean;
  /** It begins a line of its own. */
  readonly opensLine: boolean;
}

/** Longer stretches without a stop are cut: nobody dictates them, and what is looked for within a sentence must stay cheap. */
const LONGEST = 100;

const codesOf = (marks: string): ReadonlySet<number> => new Set(Array.from(marks, (mark) => mark.charCodeAt(0)));

/** Marks that close a sentence wherever they stand before white space. */
const CLOSING = codesOf('!;\u2022\u2026\u2023\u25cf\u25aa\u00b7*"\u201c\u201d');

const QUOTES = codesOf('"\u201c\u201d');

/** `the words "acute fracture"`: what is quoted belongs to who quotes it; the closing mark ends it. */
const opensQuote = (tokens: Tokens, at: number, mark: number): boolean =>
  QUOTES.has(mark) && tokens.isSpaced(at) && tokens.isGlued(at + 1) && (tokens.isWord(at - 1) || tokens.mark(at - 1) === ':');

const LIST_MARKS = codesOf('-*\u2022\u2023\u25cf\u25aa\u00b7');

const isListMark = (tokens: Tokens, at: number): boolean => LIST_MARKS.has(tokens.markCode(at));

/** "1." and "2)" at the head of a line number it; they are no sentence. */
const isNumbering = (tokens: Tokens, at: number): boolean =>
  tokens.value(at, 2) >= 0 && tokens.isGlued(at + 1) && (tokens.mark(at + 1) === '.' || tokens.mark(at + 1) === ')');

const questionEndsAt = (tokens: Tokens, at: number, { kinds }: Lexicon): boolean => {
  if (!tokens.has(at + 1)) return true;
  if (kinds.is(tokens.known(at + 1), ANSWER)) return false;
  return tokens.isGlued(at) && !tokens.isMark(at - 1) && tokens.isSpaced(at + 1) && !tokens.isMark(at + 1);
};

/** "T. 11 with loss of height", but no list after a sentence that ends in a letter ("... the T. 2. Kidneys"). */
const isLevelWithStop = (tokens: Tokens, at: number, { letters }: Lexicon['levels']): boolean =>
  tokens.value(at + 1, 2) > 0 &&
  tokens.isGlued(at) &&
  tokens.isWord(at - 1) &&
  letters[tokens.textOf(at - 1)] !== undefined &&
  tokens.breaks(at + 1) === 0 &&
  tokens.isWord(at + 2);

/** "i.e.", unlike "Bosniak I. Partial collapse". */
const isLetter = (tokens: Tokens, at: number): boolean => tokens.isWord(at) && tokens.width(at) === 1;

const stopEndsAt = (tokens: Tokens, at: number, { kinds, levels }: Lexicon): boolean => {
  if (!tokens.has(at + 1)) return true;
  if (tokens.isNumber(at + 1) && tokens.isGlued(at + 1)) return false;
  const tied = tokens.isGlued(at);
  const initial = tied && tokens.isWord(at - 1) && tokens.isGlued(at - 1) && tokens.width(at - 1) === 1;
  if (initial && tokens.mark(at - 2) === '.') return false;
  if (tokens.isGlued(at + 1) && (kinds.is(tokens.known(at + 1), JOINED) || isLetter(tokens, at - 1))) return false;
  if (isLevelWithStop(tokens, at, levels)) return false;
  return !(tied && tokens.isWord(at - 1) && kinds.is(tokens.known(at - 1), ABBREVIATION));
};

const STOP = '.'.charCodeAt(0);
const QUESTION = '?'.charCodeAt(0);

const endsHere = (tokens: Tokens, at: number, lexicon: Lexicon): boolean => {
  const mark = tokens.markCode(at);
  if (mark === 0) return false;
  if (mark === STOP) return stopEndsAt(tokens, at, lexicon);
  if (mark === QUESTION) return questionEndsAt(tokens, at, lexicon);
  return CLOSING.has(mark) && !opensQuote(tokens, at, mark);
};

/** Goes over the tokens once and cuts. */
class Cutter {
  first = 0;
  private readonly take: (stretch: Stretch) => void;
  private opensParagraph = true;
  private opensLine = true;

  constructor(take: (stretch: Stretch) => void) {
    this.take = take;
  }

  close(last: number): void {
    if (last > this.first) this.take({ first: this.first, last, opensParagraph: this.opensParagraph, opensLine: this.opensLine });
    this.first = last;
    this.opensParagraph = false;
    this.opensLine = false;
  }

  breakLine(at: number, paragraph: boolean): void {
    this.close(at);
    this.opensLine = true;
    this.opensParagraph = paragraph;
  }
}

/** Hands over one sentence after the other. */
export const cutIntoSentences = (tokens: Tokens, lexicon: Lexicon, take: (stretch: Stretch) => void): void => {
  const wrapping: Wrapping = wrappingOf(tokens, lexicon);
  const cutter = new Cutter(take);
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens.isPlain(at) && at > cutter.first && at - cutter.first < LONGEST) continue;
    if (at > 0 && tokens.breaks(at) > 0 && !wrapping.goesOnAt(at)) cutter.breakLine(at, tokens.breaks(at) > 1);
    if (at - cutter.first >= LONGEST) cutter.close(at);
    if (at === cutter.first && isNumbering(tokens, at)) {
      at += 1;
      cutter.first = at + 1;
    } else if (at === cutter.first && isListMark(tokens, at)) cutter.first = at + 1;
    else if (endsHere(tokens, at, lexicon)) cutter.close(at + 1);
  }
  cutter.close(tokens.length);
};
