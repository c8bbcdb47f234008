/** What the record says against a painkiller: at most three lines, the most dangerous first (DECISIONS F 33; NOGG 2024 section 8). */
import { within } from '../../calendar.ts';
import type { Concept } from '../../fhir/facts.ts';
import type { Line } from '../advice.ts';
import { dayValue } from '../line.ts';
import { newestResult } from '../results.ts';
import { factsOf, type Situation } from '../situation.ts';
import { onTheList } from '../treatment/on-the-list.ts';

const displays = (entries: readonly { readonly display: string }[]): readonly string[] => entries.map(({ display }) => display);

const recorded = (situation: Situation, ...concepts: readonly Concept[]): readonly string[] =>
  concepts.flatMap((concept) => displays(factsOf(situation, concept).slice(0, 1)));

/** Recorded kidney disease, else an eGFR that speaks for it. */
const kidneys = (situation: Situation): readonly string[] => {
  const coded = recorded(situation, 'ckd');
  if (coded.length > 0) return coded;
  const egfr = newestResult(situation, situation.thresholds.factsCurrent, 'egfr');
  const low = egfr !== null && egfr.value !== null && egfr.value < situation.thresholds.egfrCheck;
  return low ? [`${egfr.display} ${String(egfr.value)}`] : [];
};

/** An ACE inhibitor or ARB with a diuretic: an NSAID is the third that stops the kidneys. */
const tripleWhammy = (situation: Situation): readonly string[] => {
  const angiotensin = onTheList(situation, 'ace-inhibitor-arb');
  const diuretic = onTheList(situation, 'diuretic');
  return angiotensin.length > 0 && diuretic.length > 0 ? displays([...angiotensin.slice(0, 1), ...diuretic.slice(0, 1)]) : [];
};

const nsaidReview = (situation: Situation): readonly Line[] => {
  const [nsaid] = onTheList(situation, 'nsaid');
  const against = [
    ...displays(onTheList(situation, 'anticoagulant', 'antiplatelet')),
    ...recorded(situation, 'peptic-ulcer', 'gi-bleed'),
    ...kidneys(situation),
    ...recorded(situation, 'heart-failure'),
    ...tripleWhammy(situation),
  ];
  return nsaid === undefined || against.length === 0
    ? []
    : [{ id: 'nsaid-review-today', values: { display: nsaid.display, with: against } }];
};

const opioidWithoutLaxative = (situation: Situation): readonly Line[] => {
  const [opioid] = onTheList(situation, 'opioid');
  return opioid === undefined || onTheList(situation, 'laxative').length > 0
    ? []
    : [{ id: 'opioid-without-laxative', values: { display: opioid.display } }];
};

const lightForParacetamol = (situation: Situation): readonly Line[] => {
  const weight = newestResult(situation, situation.thresholds.factsCurrent, 'weight');
  return weight === null || weight.value === null || weight.value >= situation.thresholds.lowWeightKg
    ? []
    : [{ id: 'paracetamol-low-weight', values: { kg: weight.value, ...dayValue('day', weight.day) } }];
};

const nsaidCaution = (situation: Situation): readonly Line[] => {
  const { age } = situation.facts.patient;
  const against = [
    ...displays(onTheList(situation, 'anticoagulant')),
    ...recorded(situation, 'heart-failure'),
    ...kidneys(situation),
    ...recorded(situation, 'peptic-ulcer'),
    ...displays(onTheList(situation, 'glucocorticoid', 'ssri')),
  ];
  const old = age !== null && age >= situation.thresholds.nsaidAge;
  if (against.length === 0 && !old) return [];
  return [{ id: 'nsaid-caution', values: { ...(against.length === 0 ? {} : { with: against }), ...(old ? { age } : {}) } }];
};

/** The caution says nothing that "review today" has not said. */
export const symptomLines = (situation: Situation): readonly Line[] => {
  const review = nsaidReview(situation);
  const caution = review.length > 0 ? [] : nsaidCaution(situation);
  return [...review, ...opioidWithoutLaxative(situation), ...lightForParacetamol(situation), ...caution].slice(
    0,
    situation.thresholds.symptomLines,
  );
};

/** The newest entry of back pain of the last 3 months. */
export const recentBackPain = (situation: Situation) =>
  factsOf(situation, 'back-pain')
    .filter(({ status }) => status !== 'resolved' && status !== 'ended')
    .map((fact) => ({ fact, day: fact.recorded ?? fact.day }))
    .find(({ day }) => day !== null && within(day, situation.thresholds.backPainRecorded, situation.today)) ?? null;
