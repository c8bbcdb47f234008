/** Reading laboratory results: the laboratory's own flag first, then the number (DECISIONS C 18, F 29). */
import { within, type Span } from '../calendar.ts';
import type { Measure, Measurement } from '../fhir/facts.ts';
import type { Values } from './advice.ts';
import { dayValue } from './line.ts';
import { measured, type Situation } from './situation.ts';

/** Milligrams per decilitre of calcium in one millimole per litre. */
const CALCIUM_MG_PER_MMOL = 4.008;

/** The newest dated result of any of these within the span; older ones are not known. */
export const newestResult = (situation: Situation, span: Span, ...what: readonly Measure[]): Measurement | null =>
  measured(situation, ...what).find(
    ({ day, value, flag }) => day !== null && (value !== null || flag !== null) && within(day, span, situation.today),
  ) ?? null;

/** Adjusted calcium before total. */
export const newestCalcium = (situation: Situation, span: Span): Measurement | null =>
  newestResult(situation, span, 'calcium-adjusted') ?? newestResult(situation, span, 'calcium-total');

/** Calcium in mmol/L; numbers count for adjusted calcium only. */
export const adjustedMillimolar = ({ what, value, unit }: Measurement): number | null => {
  if (what !== 'calcium-adjusted' || value === null) return null;
  return /mg/i.test(unit ?? '') ? value / CALCIUM_MG_PER_MMOL : value;
};

const unflagged = ({ flag }: Measurement): boolean => flag === null || flag === 'abnormal';

/** Flagged high, or over the limit where the laboratory gives neither flag nor range. */
export const isHigh = (result: Measurement, value: number | null, limit: number): boolean =>
  result.flag === 'high' || (unflagged(result) && value !== null && value > limit);

/** Flagged low, or under the limit where the laboratory gives neither flag nor range. */
export const isLow = (result: Measurement, value: number | null, limit: number): boolean =>
  result.flag === 'low' || (unflagged(result) && value !== null && value < limit);

/** A result as its line prints it. */
export const resultValues = ({ display, value, unit, day }: Measurement): Values => ({
  display,
  ...(value === null ? {} : { value }),
  ...(value === null || unit === null ? {} : { unit }),
  ...dayValue('day', day),
});
