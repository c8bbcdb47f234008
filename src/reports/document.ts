/** The report laid out for reading: sentences with their section, the lexicon's phrases and the levels found in them. */
import { bitsOf } from './lexicon/gates.ts';
import type { Lexicon, StopWords } from './lexicon/load.ts';
import { LevelReader } from './levels.ts';
import { Scanner, type Item } from './match.ts';
import { sectionsOf } from './sections.ts';
import { Sentence } from './sentence.ts';
import { cutIntoSentences } from './text/sentences.ts';
import { tokenise } from './text/tokenise.ts';
import type { Tokens } from './text/tokens.ts';

const HEADING = bitsOf('heading');
const POINTER = bitsOf('pointer');

const COLON = ':'.charCodeAt(0);

export interface ReportDocument {
  readonly text: string;
  readonly tokens: Tokens;
  readonly sentences: readonly Sentence[];
  readonly lexicon: Lexicon;
  /** False only where no sentence can hold anything of the kinds (lexicon/gates.ts). */
  readonly mayHold: (bits: number) => boolean;
  /** False only where nothing in it says where the report is. */
  readonly mayPoint: () => boolean;
  /** Whether any phrase of the lexicon has the word at the token. */
  readonly knows: (at: number) => boolean;
  /** Tokens and states looked at so far. */
  readonly steps: () => number;
}

export const layOut = (text: string, lexicon: Lexicon): ReportDocument => {
  const tokens = tokenise(text, lexicon.vocabulary);
  const scanner = new Scanner(tokens, lexicon);
  const readers = { scanner, levels: new LevelReader(tokens, lexicon, (at) => scanner.mayBeginLevel(at)) };
  const sentences: Sentence[] = [];
  let open = 0;
  cutIntoSentences(tokens, lexicon, (stretch) => {
    const sentence = Sentence.of(stretch, readers);
    open |= sentence.open;
    splitAtHeadings(sentence, tokens, lexicon.stops, sentences);
  });
  return {
    text,
    tokens,
    lexicon,
    mayHold: (bits) => (open & bits) !== 0,
    mayPoint: () => (scanner.gatesIn(0, tokens.length, lexicon.head) & POINTER) !== 0,
    knows: (at) => scanner.knows(at),
    sentences: sectionsOf(sentences, tokens, lexicon),
    steps: () => scanner.steps + tokens.length,
  };
};

const hasColon = (tokens: Tokens, first: number, last: number): boolean => {
  for (let at = first; at < last; at += 1) if (tokens.markCode(at) === COLON) return true;
  return false;
};

/** "... soreness FINDINGS: clear" has its heading in the middle of a line; "MRI with contrast:" has none. */
const splitAtHeadings = (sentence: Sentence, tokens: Tokens, stops: StopWords, parts: Sentence[]): void => {
  const heading = headingWithin(sentence, tokens, stops);
  if (heading === undefined) parts.push(sentence);
  else {
    parts.push(sentence.before(heading.first));
    splitAtHeadings(sentence.onLineFrom(heading.first), tokens, stops, parts);
  }
};

const headingWithin = (sentence: Sentence, tokens: Tokens, stops: StopWords): Item | undefined => {
  if (!sentence.mayTurnTo(HEADING) || !hasColon(tokens, sentence.first + 2, sentence.last + 1)) return undefined;
  return sentence
    .all('heading')
    .find(
      (item) =>
        item.entry.opens !== true &&
        item.first > sentence.first &&
        tokens.mark(item.last) === ':' &&
        !stops.leadsOn.has(tokens.textOf(item.first - 1)) &&
        (tokens.isSpaced(item.first) || tokens.isMark(item.first - 1)),
    );
};
