/** The passages that the cards on bone treatment have in common, in the order of a letter: what comes first, the fracture, the record. */
import type { Line, RuleId } from '../advice.ts';
import { firstLines } from '../lines/first-lines.ts';
import { rulesDrugsOut } from '../lines/rules-drugs-out.ts';
import { otherFlagLines } from '../red-flags/other-flags.ts';
import { reportedLines } from '../reported-lines.ts';
import type { KnownFracture, RaisedFlag, Situation } from '../situation.ts';
import { frailtyLines, palliativeLines } from './assessment-lines.ts';
import { causeLines } from './cause-lines.ts';

/** What must be seen before anything else; `told`: the flag that the card is already about. */
export const openingLines = (situation: Situation, rule: RuleId, told: RaisedFlag | null = null): readonly Line[] => [
  ...otherFlagLines(situation, told),
  ...firstLines(situation, rule),
];

export const fractureLines = (situation: Situation, fractures: readonly KnownFracture[]): readonly Line[] => [
  ...reportedLines(situation, fractures),
  ...causeLines(situation, fractures),
];

export const recordLines = (situation: Situation): readonly Line[] => [
  ...rulesDrugsOut(situation).lines,
  ...frailtyLines(situation),
  ...palliativeLines(situation),
];
