/** Results that change the question: could this be myeloma? (DECISIONS C 18; NG12) */
import type { Measurement } from '../../fhir/facts.ts';
import type { Line } from '../advice.ts';
import { entryLine } from '../line.ts';
import { adjustedMillimolar, isHigh, isLow, newestCalcium, newestResult, resultValues } from '../results.ts';
import { factDay, factsOf, type Situation } from '../situation.ts';

/** Calcium over the laboratory's range or the limit, within 12 months. */
export const highCalcium = (situation: Situation): Measurement | null => {
  const { thresholds } = situation;
  const calcium = newestCalcium(situation, thresholds.resultsChangeQuestion);
  return calcium !== null && isHigh(calcium, adjustedMillimolar(calcium), thresholds.calciumHigh) ? calcium : null;
};

const anaemia = (situation: Situation): Measurement | null => {
  const { thresholds } = situation;
  const haemoglobin = newestResult(situation, thresholds.resultsChangeQuestion, 'haemoglobin');
  return haemoglobin !== null && isLow(haemoglobin, haemoglobin.value, thresholds.haemoglobinLow) ? haemoglobin : null;
};

/** By the laboratory's flag alone. */
const flagged = (situation: Situation, what: Measurement['what'], ...flags: readonly Measurement['flag'][]): Measurement | null => {
  const result = newestResult(situation, situation.thresholds.resultsChangeQuestion, what);
  return result !== null && flags.includes(result.flag) ? result : null;
};

/** A measured paraprotein is abnormal at any value. */
const paraprotein = (situation: Situation): Measurement | null => {
  const result = newestResult(situation, situation.thresholds.resultsChangeQuestion, 'paraprotein');
  const present =
    result !== null && (result.flag === 'high' || result.flag === 'abnormal' || (result.flag === null && (result.value ?? 0) > 0));
  return present ? result : null;
};

const changingResults = (situation: Situation): readonly Measurement[] =>
  [
    highCalcium(situation),
    flagged(situation, 'white-cells', 'low'),
    anaemia(situation),
    flagged(situation, 'esr', 'high', 'abnormal'),
    flagged(situation, 'plasma-viscosity', 'high', 'abnormal'),
    paraprotein(situation),
    flagged(situation, 'electrophoresis', 'high', 'abnormal'),
    flagged(situation, 'light-chains', 'high', 'low', 'abnormal'),
  ].filter((result) => result !== null);

export const myelomaFirst = (situation: Situation): readonly Line[] => {
  const results = changingResults(situation).map((result): Line => ({ id: 'result-asks-myeloma', values: resultValues(result) }));
  const gammopathy = factsOf(situation, 'mgus')
    .slice(0, 1)
    .map((fact) => entryLine('mgus-ask-haematology', fact.display, factDay(fact)));
  if (results.length === 0 && gammopathy.length === 0) return [];
  return [...results, ...gammopathy, { id: 'myeloma-48-hours', values: { age: situation.thresholds.myelomaAge } }];
};
