/** What the sentences right before let a sentence mean: the levels they spoke of, the explanation they gave. */
import { spokenOf } from './sentence/assertion.ts';
import { Clause } from './sentence/clause.ts';
import type { ReportDocument } from './document.ts';
import { levelsOf, usableGroups } from './sentence/levels-of-finding.ts';
import { isAside } from './sections.ts';
import { bitsOf } from './lexicon/gates.ts';
import type { Sentence } from './sentence.ts';

const LOOKALIKE = bitsOf('lookalike');

export const spokenLevelsOf = (document: ReportDocument, sentence: Sentence): readonly string[] =>
  sentence.groups.length === 0 ? [] : usableGroups(Clause.of(sentence, document)).flatMap((group) => levelsOf(group, false));

/** What the last two sentences say of levels, and whether of something fresh there. */
export interface Topic {
  readonly levels: readonly string[];
  readonly fresh: boolean;
}

export const NO_TOPIC: Topic = { levels: [], fresh: false };

export const topicBefore = (document: ReportDocument, number: number): Topic => {
  for (const sentence of [document.sentences[number - 1], document.sentences[number - 2]]) {
    if (sentence === undefined || isAside(sentence) || !sentence.mayHoldLevels()) continue;
    const levels = spokenLevelsOf(document, sentence);
    if (levels.length === 0) continue;
    const clause = Clause.of(sentence, document);
    return { levels, fresh: sentence.all('time').some((item) => item.entry.oedema === true && spokenOf(clause, item).as === 'asserted') };
  }
  return NO_TOPIC;
};

export const explainedBefore = (document: ReportDocument, number: number): boolean => {
  const sentence = document.sentences[number - 1];
  if (sentence === undefined || !sentence.mayHold(LOOKALIKE)) return false;
  return sentence.all('lookalike').some((item) => spokenOf(Clause.of(sentence, document), item).as === 'asserted');
};

/** Cheaper than `topicBefore`: whether it can find any. */
export const levelsMayStandBefore = (document: ReportDocument, number: number): boolean =>
  document.sentences[number - 1]?.mayHoldLevels() === true || document.sentences[number - 2]?.mayHoldLevels() === true;
