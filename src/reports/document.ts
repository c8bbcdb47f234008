/** The report laid out for reading: sentences with their section, the lexicon's phrases and the levels found in them. */
import type { Lexicon } from './lexicon/load.ts';
import { LevelReader, type LevelGroup } from './levels.ts';
import { isA, Scanner, type Item } from './match.ts';
import type { Section } from './reading.ts';
import { sectionsOf } from './sections.ts';
import { sentencesOf, type Stretch } from './text/sentences.ts';
import { tokenise, type Token } from './text/tokenise.ts';

export interface Sentence extends Stretch {
  readonly items: readonly Item[];
  readonly groups: readonly LevelGroup[];
}

export interface PlacedSentence extends Sentence {
  readonly section: Section;
  /** Which addendum or body it belongs to: a later part changes an earlier one. */
  readonly part: number;
}

export interface ReportDocument {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly PlacedSentence[];
  readonly lexicon: Lexicon;
  readonly steps: number;
}

export const layOut = (text: string, lexicon: Lexicon): ReportDocument => {
  const tokens = tokenise(text);
  const scanner = new Scanner(tokens, lexicon);
  const levels = new LevelReader(tokens, lexicon);
  const sentences = sentencesOf(tokens, lexicon).flatMap((stretch) =>
    splitAtHeading(stretch, scanner.itemsIn(stretch.first, stretch.last), tokens),
  );
  const laid = sentences.map((sentence) => ({ ...sentence, groups: levels.groupsIn(sentence.first, sentence.last) }));
  return { text, tokens, lexicon, sentences: sectionsOf(laid, tokens, lexicon), steps: scanner.steps + tokens.length };
};

/** "... soreness FINDINGS: clear" has its heading in the middle of a line. */
const splitAtHeading = (stretch: Stretch, items: readonly Item[], tokens: readonly Token[]): readonly Omit<Sentence, 'groups'>[] => {
  const heading = items.find(
    (item) =>
      isA(item, 'heading') &&
      item.first > stretch.first &&
      tokens[item.last]?.text === ':' &&
      (tokens[item.first]?.spaced === true || tokens[item.first - 1]?.kind === 'mark'),
  );
  if (heading === undefined) return [{ ...stretch, items }];
  const before = { ...stretch, last: heading.first, items: items.filter(({ last }) => last <= heading.first) };
  const rest = { first: heading.first, last: stretch.last, opensParagraph: false, opensLine: true };
  return [
    before,
    ...splitAtHeading(
      rest,
      items.filter(({ first }) => first >= heading.first),
      tokens,
    ),
  ];
};
