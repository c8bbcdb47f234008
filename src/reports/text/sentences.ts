/** Tokens -> sentences, in text that was dictated, wrapped, templated or written without full stops. */
import type { Lexicon } from '../lexicon/load.ts';
import type { Token } from './tokenise.ts';

/** Numbers of the first token and of the one after the last. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  /** A blank line, or the beginning of the text, stands before it. */
  readonly opensParagraph: boolean;
  /** It begins a line of its own. */
  readonly opensLine: boolean;
}

/** Lines as they were typed: token numbers, and how far each reaches. */
interface Line {
  readonly first: number;
  readonly last: number;
  readonly width: number;
  readonly firstWordWidth: number;
}

const linesOf = (tokens: readonly Token[]): readonly Line[] => {
  const lines: Line[] = [];
  let first = 0;
  for (let at = 1; at <= tokens.length; at += 1) {
    if (at < tokens.length && tokens[at]?.breaks === 0) continue;
    const [head, tail] = [tokens[first], tokens[at - 1]];
    if (head && tail) lines.push({ first, last: at, width: tail.end - head.start, firstWordWidth: head.end - head.start });
    first = at;
  }
  return lines;
};

/** Longer stretches without a stop are cut: nobody dictates them, and what is looked for within a sentence must stay cheap. */
const LONGEST = 100;

/** Nobody wraps outside these widths. */
const NARROWEST = 30;
const WIDEST = 140;

/** Marks that close a sentence wherever they stand before white space. */
const CLOSING = new Set(['.', '!', ';', '\u2022', '\u2026', '\u2023', '\u25cf', '\u25aa', '\u00b7', '*', '"', '\u201c', '\u201d']);

const isSmall = (char: string): boolean => char !== char.toUpperCase();

/**
 * The first tokens of lines that only go on with the line before, because an editor or a printer broke it: the next word would not have fitted.
 * Text counts as wrapped only where some line visibly stops in the middle of a phrase.
 */
const wrappedStarts = (text: string, tokens: readonly Token[], lexicon: Lexicon): ReadonlySet<number> => {
  const lines = linesOf(tokens);
  const width = lines.reduce((most, line) => Math.max(most, line.width), 0);
  const starts = new Set<number>();
  if (lines.length < 2) return starts;
  let evident = false;
  const full: number[] = [];
  for (let number = 1; number < lines.length; number += 1) {
    const [before, line] = [lines[number - 1], lines[number]];
    const [tail, head] = [tokens[(line?.first ?? 0) - 1], tokens[line?.first ?? 0]];
    if (!before || !line || !tail || !head || head.breaks > 1) continue;
    if (isLabelled(tokens, before) && isLabelled(tokens, line)) continue;
    const goesOn = lexicon.stops.continuations.has(tail.text) || (lexicon.stops.continuations.has(head.text) && tail.kind !== 'mark');
    if (goesOn && head.kind === 'word' && (tail.text === ',' || tail.text === '-' || tail.kind === 'word')) {
      if (lexicon.stops.continuations.has(tail.text) && tail.text !== ',' && tail.text !== '-') starts.add(line.first);
      evident = true;
    }
    if (before.width + 1 + line.firstWordWidth <= width) continue;
    full.push(line.first);
    if (tail.kind === 'word' && isSmall(text.charAt(head.start))) evident = true;
  }
  if (evident && width >= NARROWEST && width <= WIDEST) for (const start of full) starts.add(start);
  return starts;
};

const LONGEST_LABEL = 5;

/** "Acuity: chronic": a line of a form. */
const isLabelled = (tokens: readonly Token[], { first, last }: Line): boolean =>
  tokens.slice(first + 1, Math.min(last, first + 1 + LONGEST_LABEL)).some(({ text }) => text === ':');

const isListMark = (token: Token | undefined): boolean =>
  token?.kind === 'mark' && ['-', '*', '\u2022', '\u2023', '\u25cf', '\u25aa', '\u00b7'].includes(token.text);

/** "1." and "2)" at the head of a line number it; they are no sentence. */
const isNumbering = (tokens: readonly Token[], at: number): boolean => {
  const [number, mark] = [tokens[at], tokens[at + 1]];
  return (
    number?.kind === 'number' &&
    !number.text.includes('.') &&
    number.text.length <= 2 &&
    mark?.kind === 'mark' &&
    (mark.text === '.' || mark.text === ')') &&
    !mark.spaced
  );
};

const endsHere = (tokens: readonly Token[], at: number, lexicon: Lexicon): boolean => {
  const [before, mark, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (mark?.kind !== 'mark') return false;
  if (mark.text === '?' && after !== undefined && lexicon.stops.answers.has(after.text)) return false;
  if (mark.text === '?') return after === undefined || (!mark.spaced && before?.kind !== 'mark' && after.spaced && after.kind !== 'mark');
  if (!CLOSING.has(mark.text)) return false;
  if (mark.text !== '.' || after === undefined) return true;
  if (after.kind === 'number' && !after.spaced) return false;
  if (before?.kind === 'word' && before.text.length === 1 && !before.spaced && tokens[at - 2]?.text === '.' && !mark.spaced) return false;
  if (lexicon.stops.joined.has(after.text) && !after.spaced) return false;
  if (before !== undefined && before.kind === 'word' && lexicon.stops.abbreviations.has(before.text) && !mark.spaced) return false;
  return true;
};

export const sentencesOf = (text: string, tokens: readonly Token[], lexicon: Lexicon): readonly Stretch[] => {
  const wrapped = wrappedStarts(text, tokens, lexicon);
  const stretches: Stretch[] = [];
  let first = 0;
  let opensParagraph = true;
  let opensLine = true;
  const close = (last: number): void => {
    if (last > first) stretches.push({ first, last, opensParagraph, opensLine });
    first = last;
    opensParagraph = false;
    opensLine = false;
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.breaks > 0 && at > 0 && !wrapped.has(at)) {
      close(at);
      opensLine = true;
      opensParagraph = token.breaks > 1;
    }
    if (at - first >= LONGEST) close(at);
    if (at === first && isNumbering(tokens, at)) {
      at += 1;
      first = at + 1;
    } else if (at === first && isListMark(token)) first = at + 1;
    else if (endsHere(tokens, at, lexicon)) close(at + 1);
  }
  close(tokens.length);
  return stretches;
};
