/** What the three forms of the main card have in common. */
import type { Advice } from '../advice.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { quotesOf, reportIdsOf, whereValues } from '../reported-lines.ts';
import type { KnownFracture, Situation } from '../situation.ts';

export const mainAdvice = (
  situation: Situation,
  fractures: readonly KnownFracture[],
  said: Pick<Advice, 'summary' | 'lines' | 'values' | 'offers'>,
): Omit<Advice, 'rule' | 'topic'> => ({
  indicator: 'warning',
  summary: said.summary,
  lines: said.lines,
  values: { ...whereValues(fractures, situation.count), ...said.values },
  quotes: quotesOf(fractures),
  offers: said.offers,
  evidence: fractures.flatMap(({ evidence }) => evidence),
  alone: false,
  fingerprint: fingerprintOf(situation),
  reportIds: reportIdsOf(fractures),
});
