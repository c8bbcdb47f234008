/** The silences of each rule: the table of DECISIONS E, and those that hold for all. */
import type { Rule } from '../../src/assessment/rule.ts';
import { ALWAYS, RECORDED, type Column } from '../../src/assessment/silences.ts';
import type { Thresholds } from '../../src/assessment/thresholds.ts';
import type { CardFiles } from '../../src/cards/content.ts';
import { withLimits } from '../../src/cards/limits.ts';

const COLUMN_OF: Readonly<Record<string, Column>> = {
  'urgent-cause': 'U',
  'denosumab-gap': 'D',
  'fracture-on-treatment': 'T',
  'very-high-risk': 'M',
  assess: 'M',
  'assess-under-50': 'M',
  symptoms: 'S',
  'confirm-wording': 'C',
};

/** Reasons that a rule gives when its question does not arise, or when the edge of the service holds it back. */
const EVERYWHERE = [
  'no-fracture-reported',
  'preliminary-report',
  'retracted-report',
  'traumatic-cause',
  'not-applicable',
  'unknown: <fact>',
];

/** To the reporter only these speak (DECISIONS G 37). */
const TO_THE_REPORTER = ['urgent-cause', 'confirm-wording', 'report-not-read'];

const atTheEdge = ({ id, topic }: Rule, { reasons }: CardFiles): readonly string[] => [
  'snoozed',
  'outranked',
  ...(Object.hasOwn(reasons.shownWithoutAnswer, topic) ? ['shown-without-answer'] : []),
  ...(TO_THE_REPORTER.includes(id) ? [] : ['not-for-this-user']),
];

export const silencesOf = (rule: Rule, files: CardFiles, thresholds: Thresholds): readonly string[] => {
  const column = COLUMN_OF[rule.id];
  const always = ALWAYS.filter(({ columns }) => column !== undefined && columns.includes(column)).map(({ silence }) => silence);
  const recorded = RECORDED.flatMap(({ event, silence, cells }) => {
    const cell = column === undefined ? undefined : cells[column];
    return cell === undefined ? [] : [`${silence} (${event}): ${withLimits(`{{limits.${cell}}}`, thresholds)}`];
  });
  const main = column === 'M' ? ['on-treatment', 'covered-by-denosumab-card'] : [];
  return [...always, ...recorded, ...main, ...EVERYWHERE, ...atTheEdge(rule, files)];
};
