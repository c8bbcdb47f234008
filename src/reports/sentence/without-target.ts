/** What a sentence says of vertebrae without naming a finding: exceptions, healthy heights, explanations with a level. */
import { spokenOf } from './assertion.ts';
import type { Clause } from './clause.ts';
import { blank, type Finding } from '../finding.ts';
import { levelsIn } from './levels-of-finding.ts';
import type { LevelGroup } from '../levels.ts';
import { isAside } from '../sections.ts';
import { regionsIn } from './siting.ts';

export const exceptions = (
  clause: Clause,
  groups: readonly LevelGroup[],
  findings: readonly Finding[],
  number: number,
): readonly Finding[] => {
  const exception = clause.sentence.all('boundary').find((item) => item.entry.kind === 'exception');
  if (exception === undefined) return [];
  if (
    clause.between(exception.last, clause.sentence.last, 'lookalike').length > 0 &&
    clause.between(exception.last, clause.sentence.last, 'target').length === 0
  )
    return [];
  const excepted = groups.filter(
    (group) => group.first >= exception.last && group.first - exception.last <= 5 && clause.marks(exception.last, group.first, ',') === 0,
  );
  const levels = levelsIn(excepted, false);
  const standing = findings.find(
    (one) => one.assertion === 'asserted' && one.levels.length > levels.length && levels.every((level) => one.levels.includes(level)),
  );
  if (standing !== undefined && levels.length > 0) {
    const takenOut = groups.some(
      (group) =>
        group.last <= exception.first && exception.first - group.last <= 1 && levels.every((level) => group.levels.includes(level)),
    );
    const normal =
      takenOut ||
      exception.first === clause.sentence.first ||
      clause.between(exception.last, clause.sentence.last, 'intact').length > 0 ||
      clause.between(exception.last, clause.sentence.last, 'target').length === 0;
    if (normal) standing.levels = standing.levels.filter((level) => !levels.includes(level));
    return [];
  }
  if (levels.length === 0 || findings.some((one) => one.assertion === 'asserted' && levels.some((level) => one.levels.includes(level))))
    return [];
  const denied = findings.find(({ assertion }) => assertion === 'denied');
  if (denied === undefined) return [];
  denied.levels = denied.levels.filter((level) => !levels.includes(level));
  return [
    {
      ...denied,
      sentence: number,
      subject: denied.subject,
      assertion: denied.section === 'request' ? 'history' : 'asserted',
      levels,
      denial: null,
      hedged: false,
      cues: [exception],
    },
  ];
};

/** Heights of vertebrae that are maintained; "disc heights are preserved" says nothing of them. */
export const preserved = (clause: Clause, number: number): readonly Finding[] => {
  const { sentence } = clause;
  const others = sentence.all('other');
  const measure = sentence.all('measure').find((item) => !others.some((other) => other.first < item.last && item.first < other.last));
  if (measure === undefined) return [];
  const intact = sentence
    .among('intact', 'spared')
    .find((item) => clause.between(Math.min(measure.last, item.first), Math.max(measure.last, item.first), 'boundary').length === 0);
  if (intact === undefined || spokenOf(clause, intact).as === 'denied') return [];
  return [
    {
      ...blank(sentence, number),
      assertion: isAside(sentence) ? 'history' : 'denied',
      regions: regionsIn(clause),
      denial: 'weak',
      cues: [measure, intact],
    },
  ];
};

export const lookalikes = (clause: Clause, groups: readonly LevelGroup[], number: number): readonly Finding[] => {
  const { sentence } = clause;
  const levels = levelsIn(groups, false);
  const item = sentence
    .all('lookalike')
    .find(
      (one) =>
        one.entry.kind === 'naming' || clause.between(sentence.first, one.first + 1, 'link').some((link) => one.first - link.last <= 2),
    );
  if (item === undefined || levels.length === 0 || levels.length > 6 || spokenOf(clause, item).as !== 'asserted') return [];
  return [{ ...blank(sentence, number), assertion: isAside(sentence) ? 'history' : 'lookalike', levels, cues: [item] }];
};
