/** What the record rules out, and what must be put right first: drugs are never chosen here (DECISIONS F 29). */
import { within } from '../../calendar.ts';
import type { CodedFact, Concept, Measurement } from '../../fhir/facts.ts';
import type { Line } from '../advice.ts';
import { dayValue, entryLine, plain } from '../line.ts';
import { once } from '../once.ts';
import { adjustedMillimolar, isHigh, isLow, newestCalcium, newestResult, resultValues } from '../results.ts';
import { factDay, factsOf, type Situation } from '../situation.ts';
import { highCalcium } from './myeloma-first.ts';

export type Anabolic = 'romosozumab' | 'teriparatide' | 'abaloparatide';

export interface RuledOut {
  readonly lines: readonly Line[];
  readonly anabolics: ReadonlySet<Anabolic>;
  /** What rules the anabolics out, to be named on the card. */
  readonly facts: readonly string[];
}

/** One reason: what is said of it, and which anabolics it takes away. */
interface Reason {
  readonly lines: readonly Line[];
  readonly anabolics: readonly Anabolic[];
  readonly fact: string;
}

const PARATHYROID_ANALOGUES: readonly Anabolic[] = ['teriparatide', 'abaloparatide'];

/** Entries that rule out or caution, at any time or only while recent. */
const ENTRIES: readonly {
  readonly concepts: readonly Concept[];
  readonly line: string;
  readonly anabolics: readonly Anabolic[];
  readonly recentOnly: boolean;
}[] = [
  { concepts: ['myocardial-infarction', 'stroke'], line: 'romosozumab-out', anabolics: ['romosozumab'], recentOnly: false },
  {
    concepts: ['skeletal-radiotherapy', 'bone-malignancy', 'bone-metastases', 'paget', 'hyperparathyroidism'],
    line: 'teriparatide-abaloparatide-out',
    anabolics: PARATHYROID_ANALOGUES,
    recentOnly: false,
  },
  { concepts: ['radiotherapy'], line: 'radiotherapy-site-not-known', anabolics: [], recentOnly: false },
  {
    concepts: ['oesophageal-stricture', 'achalasia', 'oesophageal-delay'],
    line: 'oral-bisphosphonates-out',
    anabolics: [],
    recentOnly: false,
  },
  { concepts: ['barretts', 'oesophagitis'], line: 'oral-bisphosphonates-caution', anabolics: [], recentOnly: false },
  { concepts: ['peptic-ulcer', 'gi-bleed'], line: 'oral-bisphosphonates-caution', anabolics: [], recentOnly: true },
];

const happened = ({ status }: CodedFact): boolean => status !== 'requested' && status !== 'ended';

const fromEntries = (situation: Situation): readonly Reason[] =>
  ENTRIES.flatMap(({ concepts, line, anabolics, recentOnly }) =>
    concepts.flatMap((concept) =>
      factsOf(situation, concept)
        .filter((fact) => {
          const day = factDay(fact);
          return happened(fact) && (!recentOnly || (day !== null && within(day, situation.thresholds.factsCurrent, situation.today)));
        })
        .slice(0, 1)
        .map((fact) => ({ lines: [entryLine(line, fact.display, factDay(fact))], anabolics, fact: fact.display })),
    ),
  );

const named = ({ display, value }: Measurement): string => (value === null ? display : `${display} ${String(value)}`);

const valueAndDay = ({ value, day }: Measurement): Line['values'] => ({ ...(value === null ? {} : { value }), ...dayValue('day', day) });

/** Old, or light enough that eGFR flatters the kidneys. */
const clearanceDoubtful = (situation: Situation): boolean => {
  const { facts, thresholds } = situation;
  const weight = newestResult(situation, thresholds.factsCurrent, 'weight')?.value ?? null;
  return (facts.patient.age ?? 0) >= thresholds.clearanceAge || (weight !== null && weight < thresholds.lowWeightKg);
};

const fromKidneys = (situation: Situation): readonly Reason[] => {
  const { thresholds } = situation;
  const egfr = newestResult(situation, thresholds.factsCurrent, 'egfr');
  if (egfr === null || egfr.value === null) return [];
  const reason = (id: string, anabolics: readonly Anabolic[], ...more: readonly string[]): readonly Reason[] => [
    { lines: [{ id, values: valueAndDay(egfr) }, ...plain(...more)], anabolics, fact: named(egfr) },
  ];
  if (egfr.value < thresholds.egfrSevere)
    return reason(
      'egfr-under-30',
      PARATHYROID_ANALOGUES,
      'egfr-under-30-hypocalcaemia',
      'egfr-under-30-anabolics',
      'egfr-under-30-bone-disorder',
    );
  if (egfr.value < thresholds.egfrAlendronate) return reason('egfr-under-35', []);
  return egfr.value < thresholds.egfrCheck && clearanceDoubtful(situation) ? reason('check-creatinine-clearance', []) : [];
};

const fromHighCalcium = (situation: Situation): readonly Reason[] => {
  const calcium = highCalcium(situation);
  if (calcium === null) return [];
  return [
    {
      lines: [{ id: 'teriparatide-abaloparatide-out', values: resultValues(calcium) }],
      anabolics: PARATHYROID_ANALOGUES,
      fact: named(calcium),
    },
  ];
};

/** A raised ALP that the laboratory flags: unexplained until somebody explains it. */
const fromAlp = (situation: Situation): readonly Reason[] => {
  const alp = newestResult(situation, situation.thresholds.resultsChangeQuestion, 'alp');
  if (alp === null || !isHigh(alp, null, Infinity)) return [];
  const values = resultValues(alp);
  return [
    {
      lines: [
        { id: 'teriparatide-abaloparatide-out', values },
        { id: 'alp-raised', values },
      ],
      anabolics: PARATHYROID_ANALOGUES,
      fact: named(alp),
    },
  ];
};

/** Low calcium or vitamin D: correct before any bone drug. */
export const correctFirst = (situation: Situation): readonly Line[] => {
  const { thresholds } = situation;
  const calcium = newestCalcium(situation, thresholds.factsCurrent);
  const millimolar = calcium === null ? null : adjustedMillimolar(calcium);
  const sameDay = millimolar !== null && millimolar < thresholds.calciumSameDay;
  const vitaminD = newestResult(situation, thresholds.factsCurrent, 'vitamin-d');
  return [
    ...(calcium !== null && isLow(calcium, millimolar, thresholds.calciumLow)
      ? [{ id: sameDay ? 'low-calcium-same-day' : 'low-calcium', values: resultValues(calcium) }]
      : []),
    ...(vitaminD !== null && vitaminD.value !== null && vitaminD.value < thresholds.vitaminDLow
      ? [{ id: 'low-vitamin-d', values: valueAndDay(vitaminD) }]
      : []),
  ];
};

/** What the kidneys mean for the next dose of denosumab itself. */
export const denosumabKidneys = (situation: Situation): readonly Line[] => {
  const { thresholds } = situation;
  const egfr = newestResult(situation, thresholds.factsCurrent, 'egfr');
  return egfr !== null && egfr.value !== null && egfr.value < thresholds.egfrSevere
    ? [{ id: 'egfr-denosumab-hypocalcaemia', values: valueAndDay(egfr) }]
    : [];
};

export const rulesDrugsOut = once((situation): RuledOut => {
  const reasons = [...fromKidneys(situation), ...fromEntries(situation), ...fromHighCalcium(situation), ...fromAlp(situation)];
  return {
    lines: [...correctFirst(situation), ...reasons.flatMap(({ lines }) => lines)],
    anabolics: new Set(reasons.flatMap(({ anabolics }) => anabolics)),
    facts: reasons.filter(({ anabolics }) => anabolics.length > 0).map(({ fact }) => fact),
  };
});
