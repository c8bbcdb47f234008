/** What the record rules out: drugs are never chosen here (DECISIONS F 29). */
import { within } from '../../calendar.ts';
import type { Concept } from '../../fhir/facts.ts';
import type { Line } from '../advice.ts';
import { factsOf, measured, type Situation } from '../situation.ts';

export interface RuledOut {
  readonly lines: readonly Line[];
  readonly ruledOut: ReadonlySet<string>;
  /** What rules the anabolics out, to be named on the card. */
  readonly facts: readonly string[];
}

const BY_CONCEPT: readonly { readonly concept: Concept; readonly drugs: readonly string[] }[] = [
  { concept: 'myocardial-infarction', drugs: ['romosozumab'] },
  { concept: 'stroke', drugs: ['romosozumab'] },
  ...(['skeletal-radiotherapy', 'bone-malignancy', 'bone-metastases', 'paget', 'hyperparathyroidism'] as const).map((concept) => ({
    concept,
    drugs: ['teriparatide', 'abaloparatide'],
  })),
];

export const rulesDrugsOut = (situation: Situation): RuledOut => {
  const { thresholds, today } = situation;
  const coded = BY_CONCEPT.flatMap(({ concept, drugs }) =>
    factsOf(situation, concept)
      .slice(0, 1)
      .map(({ display }) => ({ display, drugs })),
  );
  const [egfr] = measured(situation, 'egfr').filter(
    ({ day, value }) => day !== null && value !== null && within(day, thresholds.factsCurrent, today),
  );
  const severe = egfr !== undefined && egfr.value !== null && egfr.value < thresholds.egfrSevere;
  const all = severe ? [...coded, { display: `eGFR ${String(egfr.value)}`, drugs: ['teriparatide', 'abaloparatide'] }] : coded;
  return { lines: [], ruledOut: new Set(all.flatMap(({ drugs }) => drugs)), facts: all.map(({ display }) => display) };
};
