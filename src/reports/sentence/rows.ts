/** Rows of a table: a level, and how much of it is lost, as a semi-quantitative grade (Genant 1993) or in per cent. */
import { acuityOf } from './build-finding.ts';
import type { Clause } from './clause.ts';
import { blank, gradeOfPercent, type Finding } from '../finding.ts';
import { GRADES } from './grades.ts';
import { levelsIn } from './levels-of-finding.ts';
import type { LevelGroup } from '../levels.ts';
import type { NumberWords } from '../lexicon/load.ts';
import type { ReportDocument } from '../document.ts';
import type { Sentence } from '../sentence.ts';

/** What stands in the rows. */
export type Table = 'grade' | 'loss';

type Lost = Pick<Finding, 'subject' | 'severity' | 'percent'>;

/** The head of a table without rules has no more words than this. */
const LONGEST_HEAD = 8;

/** "Level | Shape | SQ grade", "Fractures (Genant):", "Height loss by level:". */
export const tableBegunBy = ({ tokens }: ReportDocument, sentence: Sentence): Table | null => {
  const { first, last } = sentence;
  if (sentence.groups.length > 0) return null;
  const label = sentence.all('grade-label')[0];
  const loss = label?.entry.loss === true || (label === undefined && sentence.all('target').some(({ entry }) => entry.subject === 'shape'));
  if (label === undefined && !loss) return null;
  let ruled = false;
  let bare = last - first <= LONGEST_HEAD;
  for (let at = first; at < last; at += 1) {
    ruled ||= tokens.mark(at) === '|';
    bare &&= tokens.isWord(at) || '():%'.includes(tokens.mark(at));
  }
  if (!ruled && (!bare || label === undefined)) return null;
  return loss ? 'loss' : 'grade';
};

/** `null` where the sentence is no row of the table. */
export const tableRow = (
  clause: Clause,
  groups: readonly LevelGroup[],
  table: Table,
  number: number,
  words: NumberWords,
): readonly Finding[] | null => {
  const levels = levelsIn(groups, false);
  const opens = groups[0]?.first === clause.sentence.first;
  const lost = levels.length === 0 ? undefined : table === 'grade' ? gradeIn(clause, opens) : opens ? lossIn(clause, words) : undefined;
  if (lost === undefined) return null;
  if (lost === null) return [];
  const time = clause.sentence.all('time');
  return [{ ...blank(clause.sentence, number), ...lost, assertion: 'asserted', levels, acuity: acuityOf(time, []), cues: [...time] }];
};

const LONGEST_ROW = 5;

/** "| T7 | wedge | 2 |", "T7  wedge  2", "T7 wedge, 2", "T7  2 (wedge)"; `null` is a healthy one. */
const gradeIn = (clause: Clause, opens: boolean): Lost | null | undefined => {
  const { tokens, sentence } = clause;
  for (let at = sentence.first + 1; at < sentence.last; at += 1) {
    const ends = at + 1 >= sentence.last;
    const ruled = tokens.mark(at - 1) === '|' && (ends || tokens.mark(at + 1) === '|');
    const closing = (ends || tokens.mark(at + 1) === '(') && opens && at - sentence.first <= LONGEST_ROW;
    const apart = tokens.isSpaced(at) || tokens.mark(at - 1) === ',';
    if (!tokens.isNumber(at) || !(ruled || (closing && apart))) continue;
    const grade = GRADES[tokens.figure(at)];
    if (grade !== undefined) return grade === null ? null : { subject: 'deformity', severity: grade, percent: null };
  }
  return undefined;
};

/** "T12 | 40% | pos", "T6: 15%", "T9: none". */
const lossIn = (clause: Clause, { percent }: NumberWords): Lost | null | undefined => {
  const { tokens, sentence } = clause;
  if (sentence.has('target', 'measure-of-other')) return undefined;
  for (let at = sentence.first + 1; at < sentence.last; at += 1) {
    if (!tokens.isNumber(at) || !percent.has(tokens.textOf(at + 1))) continue;
    const lost = tokens.figure(at);
    if (lost > 100) return undefined;
    return lost === 0 ? null : { subject: 'shape', severity: gradeOfPercent(lost), percent: lost };
  }
  return sentence.has('negation', 'spared', 'intact') ? null : undefined;
};
