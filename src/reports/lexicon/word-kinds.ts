/** Kinds of single words that sentences and levels are told by: each has a bit, so that a token is asked by its number. */
import type { LevelWords, NumberWords, StopWords } from './load.ts';
import type { Vocabulary } from './vocabulary.ts';

/** An abbreviation that keeps a sentence open. */
export const ABBREVIATION = 1 << 0;
/** A line goes on that ends or begins with it. */
export const CONTINUATION = 1 << 1;
/** Goes on after a full stop without a space. */
export const JOINED = 1 << 2;
/** A phrase with a gap does not reach over it. */
export const BARRIER = 1 << 3;
/** Answers a question in a template. */
export const ANSWER = 1 << 4;
/** Ties two levels to a range, or to a list. */
export const RANGE = 1 << 5;
export const LIST = 1 << 6;
export const INCLUSIVE = 1 << 7;
/** A number before it is no level. */
export const UNIT = 1 << 8;
/** Makes an ordinal of a number. */
export const ORDINAL_ENDING = 1 << 9;
/** After a number: who was examined. */
export const WHO = 1 << 10;

/** After a number: of a hundred. */
export const PERCENT = 1 << 11;

/** In an answer, behind its "no". */
export const ANSWERED = 1 << 12;

type KindOfWords = readonly [kind: number, words: ReadonlySet<string>];

const kindsOf = (stops: StopWords, levels: LevelWords, numbers: NumberWords): readonly KindOfWords[] => [
  [ABBREVIATION, stops.abbreviations],
  [CONTINUATION, stops.continuations],
  [JOINED, stops.joined],
  [BARRIER, stops.barriers],
  [ANSWER, stops.answers],
  [ANSWERED, stops.answered],
  [RANGE, levels.ranges],
  [LIST, levels.lists],
  [INCLUSIVE, levels.inclusive],
  [UNIT, levels.units],
  [ORDINAL_ENDING, levels.ordinalEndings],
  [WHO, numbers.who],
  [PERCENT, numbers.percent],
];

export class WordKinds {
  /** By the number of the word. */
  private readonly kinds: Int32Array;

  constructor(vocabulary: Vocabulary, stops: StopWords, levels: LevelWords, numbers: NumberWords) {
    const kinds: number[] = [];
    for (const [kind, words] of kindsOf(stops, levels, numbers))
      for (const word of words) {
        const number = vocabulary.numberOf(word);
        kinds[number] = (kinds[number] ?? 0) | kind;
      }
    this.kinds = new Int32Array(vocabulary.size);
    kinds.forEach((kind, number) => {
      this.kinds[number] = kind;
    });
  }

  /** Whether the word, given by its number, is of any of the kinds. */
  is(word: number, kinds: number): boolean {
    return ((this.kinds[word] ?? 0) & kinds) !== 0;
  }
}
