/** What a rule is: one clinical question, what it may say, and the judgement. Its words stand in `cards/<id>.yaml` under the ids of these tables. */
import type { RuleId, RuleOutcome, Topic } from './advice.ts';
import type { Situation } from './situation.ts';

/**
 * Ids that a rule can say, each with the names of the values that it may give. Every value is optional: a card shows a block only where its
 * value was given. The card loader refuses ids and placeholders that are not here.
 */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

/** The outcomes of the rules before this one, in order. */
export type SpokenSoFar = readonly RuleOutcome[];

export interface Rule {
  readonly id: RuleId;
  readonly topic: Topic;
  /** The clinical question, in one sentence, for the documentation. */
  readonly question: string;
  /** Summary ids with their value names. */
  readonly summaries: Vocabulary;
  /** Line ids with their value names. */
  readonly says: Vocabulary;
  judge(situation: Situation, spokenSoFar: SpokenSoFar): RuleOutcome;
}
