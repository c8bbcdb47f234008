/** What a laboratory, or whoever answered a question, means where the result is words. */
import { PhraseBook, wordsIn } from './phrases.ts';

export interface ResultWords {
  /** `normal` before `abnormal`: "no monoclonal band detected" holds both. */
  readonly flagOf: (text: string) => 'normal' | 'abnormal' | null;
  /** The answer begins with no. */
  readonly denies: (text: string) => boolean;
}

export interface ResultPhrases {
  readonly normal: readonly string[];
  readonly denied: readonly string[];
  readonly abnormal: readonly string[];
}

export const readResultWords = ({ normal, denied, abnormal }: ResultPhrases): ResultWords => {
  const book = new PhraseBook();
  const numbered = (phrases: readonly string[]): ReadonlySet<number> => new Set(phrases.map((phrase) => book.add(phrase)));
  const [normals, denials, abnormals] = [numbered(normal), numbered(denied), numbered(abnormal)];
  return {
    flagOf: (text) => {
      const hits = book.find(wordsIn(text));
      if (hits.some(({ phrase }) => normals.has(phrase))) return 'normal';
      return hits.some(({ phrase }) => abnormals.has(phrase)) ? 'abnormal' : null;
    },
    denies: (text) => book.find(wordsIn(text)).some(({ phrase, from }) => from === 0 && denials.has(phrase)),
  };
};
