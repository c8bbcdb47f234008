/** The three forms of the main card exclude each other: the other two stay silent with the reason of the judgement. */
import type { RuleOutcome } from '../advice.ts';
import { silent } from '../outcome.ts';
import type { Rule, SpokenSoFar } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { judgeMain, type MainForm, type SpeakingMain } from './judge-main.ts';

/** Judges the main card for one of its forms: `tell` words it where this form speaks. */
export const judgeForm =
  (rule: () => Pick<Rule, 'id'>, form: MainForm, tell: (situation: Situation, verdict: SpeakingMain) => RuleOutcome) =>
  (situation: Situation, spokenSoFar: SpokenSoFar): RuleOutcome => {
    const verdict = judgeMain(situation, spokenSoFar);
    if (!verdict.speaks) return silent(rule(), verdict.held);
    if (verdict.form === form) return tell(situation, verdict);
    return silent(rule(), { reason: 'not-applicable', detail: `${verdict.form} speaks instead`, evidence: [] });
  };
