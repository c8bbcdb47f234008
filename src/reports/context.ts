/** What the sentences right before let a sentence mean: the levels they spoke of, the explanation they gave. */
import { spokenOf } from './sentence/assertion.ts';
import { Clause } from './sentence/clause.ts';
import type { ReportDocument } from './document.ts';
import { isSpared, levelsIn, usableGroups } from './sentence/levels-of-finding.ts';
import { isAside } from './sections.ts';
import { siteOf } from './sentence/siting.ts';
import { bitsOf } from './lexicon/gates.ts';
import type { Sentence } from './sentence.ts';

const LOOKALIKE = bitsOf('lookalike');
const BREAK = bitsOf('target-loose', 'target-spinal');

/** `undefined` before the first and after the last. */
export const sentenceAt = ({ sentences }: ReportDocument, number: number): Sentence | undefined =>
  number < 0 ? undefined : sentences[number];

export const spokenLevelsOf = (document: ReportDocument, sentence: Sentence): readonly string[] =>
  sentence.groups.length === 0 ? [] : levelsIn(usableGroups(Clause.of(sentence, document)), false);

/** "Is there a vertebral fracture?", "Are they active?": what is asked is not told. */
export const asksAtItsEnd = ({ tokens }: ReportDocument, { last }: Sentence): boolean => tokens.mark(last - 1) === '?';

/** Levels that are named only to say that they are well. */
export const sparedIn = (document: ReportDocument, sentence: Sentence): readonly string[] => {
  if (sentence.groups.length === 0 || !sentence.has('spares', 'spared')) return [];
  const clause = Clause.of(sentence, document);
  return levelsIn(
    usableGroups(clause).filter((group) => isSpared(clause, group)),
    false,
  );
};

/** What the last two sentences say of levels, and whether of something fresh there, or of a vertebra that was well before. */
export interface Topic {
  readonly levels: readonly string[];
  readonly fresh: boolean;
  /** The sentence opens with them ("T12: ..."), so that what follows in its line is about them too. */
  readonly heads: boolean;
}

export const NO_TOPIC: Topic = { levels: [], fresh: false, heads: false };

export const topicBefore = (document: ReportDocument, number: number): Topic => {
  for (const sentence of [sentenceAt(document, number - 1), sentenceAt(document, number - 2)]) {
    if (sentence === undefined || isAside(sentence) || !sentence.mayHoldLevels()) continue;
    const spared = sparedIn(document, sentence);
    const levels = spokenLevelsOf(document, sentence).filter((level) => !spared.includes(level));
    if (levels.length === 0) continue;
    const clause = Clause.of(sentence, document);
    const fresh = sentence
      .all('time')
      .some(
        ({ entry, ...item }) =>
          (entry.oedema === true || entry.refersBack === true) && entry.acuity === 'acute' && spokenOf(clause, item).as === 'asserted',
      );
    return { levels, fresh, heads: sentence.groups[0]?.first === sentence.first && document.sentences[number]?.opensLine === false };
  }
  return NO_TOPIC;
};

export const explainedBefore = (document: ReportDocument, number: number): boolean => {
  const sentence = sentenceAt(document, number - 1);
  if (sentence === undefined || !sentence.mayHold(LOOKALIKE)) return false;
  return sentence.all('lookalike').some((item) => spokenOf(Clause.of(sentence, document), item).as === 'asserted');
};

/** The sentence before names a fracture, which "another one" may stand for. */
export const namedBefore = (document: ReportDocument, number: number): boolean => {
  const before = document.sentences[number - 1];
  return before !== undefined && before.mayHold(BREAK) && before.all('target').some(({ entry }) => entry.names);
};

/** The last break spoken of is one of another bone, or of a part beside the body: "Fracture margins are sharp" goes on with it. */
export const brokeElsewhere = (document: ReportDocument, number: number): boolean => {
  if (sentenceAt(document, number)?.mayHold(BREAK) !== true) return false;
  if (endsWithPart(document, number)) return true;
  for (let before = number - 1; before >= Math.max(0, number - FAR_BACK); before -= 1) {
    const sentence = sentenceAt(document, before);
    if (sentence === undefined || isAside(sentence) || !sentence.mayHold(BREAK)) continue;
    const clause = Clause.of(sentence, document);
    const broken = sentence.all('target').find((target) => target.entry.subject === 'fracture' && spokenOf(clause, target).as !== 'denied');
    if (broken !== undefined) return ['element', 'elsewhere'].includes(siteOf(clause, broken));
  }
  return false;
};

const FAR_BACK = 6;

/** "Oedema of the left L4 pars; thin fracture line": goes on with the part of the vertebra. */
const endsWithPart = ({ tokens, sentences }: ReportDocument, number: number): boolean => {
  const [before, sentence] = [sentences[number - 1], sentences[number]];
  if (before === undefined || sentence === undefined || tokens.mark(sentence.first - 1) !== ';') return false;
  const sites = before.all('site');
  return sites.some(({ entry }) => entry.kind === 'element') && !sites.some(({ entry }) => entry.kind === 'body');
};

/** Cheaper than `topicBefore`: whether it can find any. */
export const levelsMayStandBefore = (document: ReportDocument, number: number): boolean =>
  sentenceAt(document, number - 1)?.mayHoldLevels() === true || sentenceAt(document, number - 2)?.mayHoldLevels() === true;
