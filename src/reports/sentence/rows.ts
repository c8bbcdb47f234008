/** Rows of a table: a level, and how much of it is lost, as a semi-quantitative grade (Genant 1993) or in per cent. */
import { acuityOf } from './build-finding.ts';
import type { Clause } from './clause.ts';
import { blank, gradeOfPercent, worse, type Finding } from '../finding.ts';
import { GRADES } from './grades.ts';
import { levelsIn } from './levels-of-finding.ts';
import type { LevelGroup } from '../levels.ts';
import type { NumberWords } from '../lexicon/load.ts';
import type { ReportDocument } from '../document.ts';
import type { Sentence } from '../sentence.ts';

/** What stands in the rows: grades, losses, or what is said of each of the fractures that the head announces. */
export type Table = 'grade' | 'loss' | 'fractures';

type Lost = Pick<Finding, 'subject' | 'severity' | 'percent' | 'names'>;

/** The head of a table without rules has no more words than this. */
const LONGEST_HEAD = 8;
const LONGEST_NAME = 6;

/** "Level | Shape | SQ grade", "Fractures (Genant):", "Height loss by level:", "Vertebral fractures:". */
export const tableBegunBy = ({ tokens }: ReportDocument, sentence: Sentence): Table | null => {
  const { first, last } = sentence;
  if (sentence.groups.length > 0) return null;
  const label = sentence.all('grade-label')[0];
  const loss = label?.entry.loss === true || (label === undefined && sentence.all('target').some(({ entry }) => entry.subject === 'shape'));
  const named = label === undefined && last - first <= LONGEST_NAME && sentence.all('target').some(({ entry }) => entry.names);
  if (label === undefined && !loss && !named) return null;
  let ruled = false;
  let bare = last - first <= LONGEST_HEAD;
  for (let at = first; at < last; at += 1) {
    ruled ||= tokens.mark(at) === '|';
    bare &&=
      tokens.isWord(at) ||
      tokens.isNumber(at) ||
      '():%'.includes(tokens.mark(at)) ||
      sentence.all('target').some((item) => item.first <= at && at < item.last);
  }
  if (named && bare && !sentence.has('negation', 'hedge')) return 'fractures';
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
  const lost =
    levels.length === 0 ? undefined : table === 'grade' ? gradeIn(clause, opens) : opens ? rowIn(clause, table, words) : undefined;
  if (lost === undefined) return null;
  if (lost === null) return [];
  const time = clause.sentence.all('time');
  return [{ ...blank(clause.sentence, number), ...lost, assertion: 'asserted', levels, acuity: acuityOf(time, []), cues: [...time] }];
};

/** "SQ grades: T7 0, T8 1, L1 (2)": each level with its grade in one line; `null` where it is no such list. */
export const gradedInLine = (clause: Clause, groups: readonly LevelGroup[], number: number): readonly Finding[] | null => {
  const labels = clause.sentence.all('grade-label');
  if (groups.length < 2 || labels.length === 0 || clause.sentence.has('target')) return null;
  const grades = groups.map(({ last }) => gradeBehind(clause, last));
  if (grades.includes(undefined)) return null;
  return groups.flatMap((group, index): readonly Finding[] => {
    const severity = grades[index] ?? null;
    const levels = levelsIn([group], false);
    return severity === null || levels.length === 0
      ? []
      : [{ ...blank(clause.sentence, number), subject: 'deformity', assertion: 'asserted', levels, severity, cues: [...labels] }];
  });
};

/** "T8 1", "T8 = 1", "T8 (1)"; `undefined` where no grade follows. */
const gradeBehind = ({ tokens, sentence }: Clause, last: number): (typeof GRADES)[number] | undefined => {
  const at = tokens.isMark(last) && tokens.mark(last) !== ',' ? last + 1 : last;
  const ends = at + 1 >= sentence.last || tokens.isMark(at + 1);
  return at < sentence.last && tokens.isNumber(at) && ends ? GRADES[tokens.figure(at)] : undefined;
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
    if (grade !== undefined) return grade === null ? null : { subject: 'deformity', severity: grade, percent: null, names: false };
  }
  return undefined;
};

const rowIn = (clause: Clause, table: Table, words: NumberWords): Lost | null | undefined =>
  table === 'loss' ? lossIn(clause, words) : fractureIn(clause, words);

/** "T4 | healed", "L1: moderate, subacute", "T9: moderate wedge": of the fractures that the head announced. */
const fractureIn = (clause: Clause, { percent }: NumberWords): Lost | null | undefined => {
  const { sentence } = clause;
  const shapes = sentence.all('target');
  if (shapes.some(({ entry }) => entry.subject !== 'shape') || sentence.has('lookalike', 'other', 'separate', 'flag')) return undefined;
  const end = sentence.groups[0]?.last ?? sentence.first;
  if (clause.between(end, Math.min(end + 3, sentence.last), 'negation', 'spared', 'intact').length > 0) return null;
  const lost = percentIn(clause, percent);
  const severity = sentence.all('severity').reduce<Finding['severity']>((most, { entry }) => worse(most, entry.grade), null);
  const told = sentence.has('time', 'severity') || shapes.length > 0 || lost !== null;
  return told
    ? { subject: 'fracture', severity: worse(severity, lost === null ? null : gradeOfPercent(lost)), percent: lost, names: true }
    : undefined;
};

/** The first percentage of the row. */
const percentIn = ({ tokens, sentence }: Clause, words: NumberWords['percent']): number | null => {
  for (let at = sentence.first + 1; at < sentence.last; at += 1)
    if (tokens.isNumber(at) && words.has(tokens.textOf(at + 1))) return tokens.figure(at) <= 100 ? tokens.figure(at) : null;
  return null;
};

/** "T12 | 40% | pos", "T6: 15%", "T9: none". */
const lossIn = (clause: Clause, { percent }: NumberWords): Lost | null | undefined => {
  const { sentence } = clause;
  if (sentence.has('target', 'measure-of-other')) return undefined;
  const lost = percentIn(clause, percent);
  if (lost === null) return sentence.has('negation', 'spared', 'intact') ? null : undefined;
  return lost === 0 ? null : { subject: 'shape', severity: gradeOfPercent(lost), percent: lost, names: false };
};
