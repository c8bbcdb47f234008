/** The report laid out for reading: sentences with their section, the lexicon's phrases and the levels found in them. */
import type { Lexicon, StopWords } from './lexicon/load.ts';
import { LevelReader } from './levels.ts';
import { isA, Scanner } from './match.ts';
import { sectionsOf } from './sections.ts';
import { Sentence } from './sentence.ts';
import { sentencesOf } from './text/sentences.ts';
import { tokenise, type Token } from './text/tokenise.ts';

export interface ReportDocument {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  readonly lexicon: Lexicon;
  /** Whether any phrase of the lexicon has the word at the token. */
  readonly knows: (at: number) => boolean;
  /** Tokens and states looked at so far. */
  readonly steps: () => number;
}

export const layOut = (text: string, lexicon: Lexicon): ReportDocument => {
  const tokens = tokenise(text);
  const scanner = new Scanner(tokens, lexicon);
  const readers = { scanner, levels: new LevelReader(tokens, lexicon, (at) => scanner.mayBeginLevel(at)) };
  const sentences = sentencesOf(text, tokens, lexicon).flatMap((stretch) =>
    splitAtHeadings(Sentence.of(stretch, readers), tokens, lexicon.stops),
  );
  return {
    text,
    tokens,
    lexicon,
    knows: (at) => scanner.knows(at),
    sentences: sectionsOf(sentences, tokens, lexicon),
    steps: () => scanner.steps + tokens.length,
  };
};

/** "... soreness FINDINGS: clear" has its heading in the middle of a line; "MRI with contrast:" has none. */
const splitAtHeadings = (sentence: Sentence, tokens: readonly Token[], stops: StopWords): readonly Sentence[] => {
  if (!sentence.mayTurnTo('heading') || !tokens.slice(sentence.first + 2, sentence.last + 1).some(({ text }) => text === ':'))
    return [sentence];
  const heading = sentence.items.find(
    (item) =>
      isA(item, 'heading') &&
      item.first > sentence.first &&
      tokens[item.last]?.text === ':' &&
      !stops.leadsOn.has(tokens[item.first - 1]?.text ?? '') &&
      (tokens[item.first]?.spaced === true || tokens[item.first - 1]?.kind === 'mark'),
  );
  if (heading === undefined) return [sentence];
  return [sentence.before(heading.first), ...splitAtHeadings(sentence.onLineFrom(heading.first), tokens, stops)];
};
