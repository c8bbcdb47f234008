/** Kinds of single words that sentences, levels and figures are told by: each has a bit, so that a token is asked by its number. */
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

export class WordKinds {
  private readonly kinds: Int32Array;

  /** @param vocabulary settled, with all the words in it */
  constructor(vocabulary: Vocabulary, stops: StopWords, levels: LevelWords, numbers: NumberWords) {
    this.kinds = new Int32Array(vocabulary.size);
    const give = (words: Iterable<string>, kind: number): void => {
      for (const word of words) this.kinds[vocabulary.known(word)] = (this.kinds[vocabulary.known(word)] ?? 0) | kind;
    };
    give(stops.abbreviations, ABBREVIATION);
    give(stops.continuations, CONTINUATION);
    give(stops.joined, JOINED);
    give(stops.barriers, BARRIER);
    give(stops.answers, ANSWER);
    give(levels.ranges, RANGE);
    give(levels.lists, LIST);
    give(levels.inclusive, INCLUSIVE);
    give(levels.units, UNIT);
    give(levels.ordinalEndings, ORDINAL_ENDING);
    give(numbers.who, WHO);
  }

  /** Whether the word, given by its number, is of any of the kinds. */
  is(word: number, kinds: number): boolean {
    return ((this.kinds[word] ?? 0) & kinds) !== 0;
  }
}
