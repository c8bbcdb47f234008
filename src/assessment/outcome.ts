/** The two ends of a judgement: spoken, or silent with its reason. */
import type { Advice, RuleOutcome } from './advice.ts';
import type { Rule } from './rule.ts';
import type { Held } from './standing-silences.ts';

export const silent = (rule: Pick<Rule, 'id'>, held: Held): RuleOutcome => ({ rule: rule.id, speaks: false, ...held });

export const speak = (rule: Pick<Rule, 'id' | 'topic'>, advice: Omit<Advice, 'rule' | 'topic'>): RuleOutcome => ({
  rule: rule.id,
  speaks: true,
  advice: { rule: rule.id, topic: rule.topic, ...advice },
});
