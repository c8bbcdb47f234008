/** Semi-quantitative grades (Genant 1993) that stand as bare numbers: rows of a table, lists behind a label. */
import { acuityOf } from './build-finding.ts';
import type { Clause } from './clause.ts';
import { blank, type Finding } from '../finding.ts';
import { levelsOf } from './levels-of-finding.ts';
import type { LevelGroup } from '../levels.ts';
import { isA, type Item } from '../match.ts';

const GRADES = [null, 'mild', 'moderate', 'severe'] as const;

/** "T7  wedge  2", "T7 wedge, 2": the grade closes a short row that begins with its level. */
const LONGEST_ROW = 5;

export const gradeRow = (clause: Clause, groups: readonly LevelGroup[], number: number): readonly Finding[] | null => {
  const { tokens, sentence } = clause;
  const levels = groups.flatMap((group) => levelsOf(group, false));
  for (let at = sentence.first + 1; at < sentence.last; at += 1) {
    const ruled = tokens.mark(at - 1) === '|' && (at + 1 >= sentence.last || tokens.mark(at + 1) === '|');
    const closing = at + 1 === sentence.last && groups[0]?.first === sentence.first && at - sentence.first <= LONGEST_ROW;
    const apart = tokens.isSpaced(at) || tokens.mark(at - 1) === ',';
    if (!tokens.isNumber(at) || !(ruled || (closing && apart))) continue;
    const grade = GRADES[tokens.figure(at)];
    if (grade === undefined || levels.length === 0) continue;
    const time = sentence.all('time');
    return grade === null
      ? []
      : [
          {
            ...blank(sentence, number),
            subject: 'deformity',
            assertion: 'asserted',
            levels,
            severity: grade,
            acuity: acuityOf(time, []),
            cues: [...time],
          },
        ];
  }
  return null;
};

/** "Genant: 1, 2, 1", "grades 3 and 1": those that go on behind the first. */
export const gradesAfter = (clause: Clause, item: Item): readonly (Finding['severity'])[] => {
  const { tokens, sentence } = clause;
  const grades: Finding['severity'][] = [];
  if (!isA(item, 'severity') || item.entry.genant !== true) return grades;
  for (let at = item.last; at + 1 < sentence.last && isListed(clause, at) && tokens.isNumber(at + 1); at += 2) {
    const grade = GRADES[tokens.figure(at + 1)];
    if (grade === undefined) break;
    grades.push(grade);
  }
  return grades;
};

const isListed = (clause: Clause, at: number): boolean =>
  [',', '/', '&'].includes(clause.tokens.mark(at)) || clause.between(at, at + 1, 'joint').some(({ entry }) => entry.kind === 'and');
