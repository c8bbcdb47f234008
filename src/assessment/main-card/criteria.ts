/** What makes a reported fracture very high risk (DESIGN 6 row 4a; DECISIONS A 1-2, A 9, D 26). */
import { within } from '../../calendar.ts';
import type { Line, Values } from '../advice.ts';
import { lowestTScore, siteOf } from '../dxa.ts';
import { dayValue } from '../line.ts';
import { levelValues } from '../reported-lines.ts';
import type { KnownFracture, Situation } from '../situation.ts';
import { steroidUse } from '../treatment/steroid.ts';

export interface Criterion {
  /** Id of the summary when this criterion leads. */
  readonly summary: 'recent' | 'two-levels' | 't-score' | 'prednisolone';
  readonly lines: readonly Line[];
  readonly values: Values;
}

/** One line for all levels: with the age that no report gives (DECISIONS F 28). */
const firstReportedLines = (first: readonly KnownFracture[]): readonly Line[] => {
  if (first.length === 0) return [];
  const ageless = first.some(({ acuity }) => acuity === 'unspecified' || acuity === null);
  const day = first.flatMap(({ firstReported }) => firstReported ?? []).sort()[0] ?? null;
  const values: Values = { ...levelValues(first), ...dayValue('firstReported', day), ...(ageless ? { ageless: 'ageless' } : {}) };
  return [{ id: 'criterion-recent', values }];
};

/** One line for all levels that were last called acute on one day. */
const calledAcuteLines = (acute: readonly KnownFracture[]): readonly Line[] =>
  [...new Set(acute.map(({ calledAcute }) => calledAcute))].map((day) => ({
    id: 'criterion-called-acute',
    values: { ...levelValues(acute.filter((one) => one.calledAcute === day)), ...dayValue('day', day) },
  }));

const recentFractures = ({ today, thresholds }: Situation, fractures: readonly KnownFracture[]): readonly Criterion[] => {
  const recent = fractures.filter((one) => one.recent);
  if (recent.length === 0) return [];
  const isFirst = (one: KnownFracture): boolean =>
    one.firstReported !== null && within(one.firstReported, thresholds.recentFracture, today);
  const first = recent.filter(isFirst);
  const lines = [...firstReportedLines(first), ...calledAcuteLines(recent.filter((one) => !isFirst(one)))];
  return [{ summary: 'recent', lines, values: levelValues(recent) }];
};

const twoLevels = ({ count, thresholds }: Situation, fractures: readonly KnownFracture[]): readonly Criterion[] => {
  if (count < thresholds.twoFractures) return [];
  const { levels } = levelValues(fractures);
  return [
    {
      summary: 'two-levels',
      lines: [{ id: 'criterion-two-levels', values: { count, ...(levels === undefined ? {} : { levels }) } }],
      values: { count },
    },
  ];
};

const lowTScore = (situation: Situation): readonly Criterion[] => {
  const score = lowestTScore(situation);
  if (score === null || score.value > situation.thresholds.tScoreVeryHigh) return [];
  const values: Values = { value: score.value, site: siteOf(score), ...(score.day === null ? {} : { day: { day: score.day } }) };
  return [{ summary: 't-score', lines: [{ id: 'criterion-t-score', values }], values: { value: score.value } }];
};

const steroids = (situation: Situation): readonly Criterion[] => {
  const use = steroidUse(situation);
  if (use === null || use.mg === null) return [];
  return [
    {
      summary: 'prednisolone',
      lines: [{ id: 'criterion-prednisolone', values: { display: use.display, mg: use.mg, days: use.days } }],
      values: { mg: use.mg },
    },
  ];
};

/** In the order in which they lead the summary. */
export const criteriaMet = (situation: Situation, fractures: readonly KnownFracture[]): readonly Criterion[] => [
  ...recentFractures(situation, fractures),
  ...twoLevels(situation, fractures),
  ...lowTScore(situation),
  ...steroids(situation),
];
