/** What must be seen before anything else on a card (DECISIONS C). */
import type { Line, RuleId } from '../advice.ts';
import type { Situation } from '../situation.ts';

const notChecked = ({ facts }: Situation): readonly Line[] => [
  ...(facts.unknown.includes('conditions') ? [{ id: 'cancer-not-checked', values: {} }] : []),
  ...(facts.unknown.includes('medications') ? [{ id: 'medicines-not-checked', values: {} }] : []),
];

export const firstLines = (situation: Situation, rule: RuleId): readonly Line[] => (rule === 'urgent-cause' ? [] : notChecked(situation));
