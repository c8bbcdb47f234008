/** Semi-quantitative grades (Genant 1993) that stand as bare numbers behind a label. */
import type { Clause } from './clause.ts';
import type { Severity } from '../reading.ts';
import { isA, type Item } from '../match.ts';

/** By their number; 0 is not fractured. */
export const GRADES = [null, 'mild', 'moderate', 'severe'] as const;

/** "Genant: 1, 2, 1", "grades 3 and 1", "grade 1-2": those that go on behind the first. */
export const gradesAfter = (clause: Clause, item: Item): readonly Severity[] => {
  const { tokens, sentence } = clause;
  const grades: Severity[] = [];
  if (!isA(item, 'severity') || item.entry.genant !== true) return grades;
  for (let at = item.last; at + 1 < sentence.last && isListed(clause, at) && tokens.isNumber(at + 1); at += 2) {
    const grade = GRADES[tokens.figure(at + 1)];
    if (grade === undefined) break;
    if (grade !== null) grades.push(grade);
  }
  return grades;
};

const isListed = (clause: Clause, at: number): boolean =>
  [',', '/', '&', '-'].includes(clause.tokens.mark(at)) || clause.between(at, at + 1, 'joint').some(({ entry }) => entry.kind === 'and');
