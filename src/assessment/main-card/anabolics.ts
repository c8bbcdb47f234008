/** Whether the anabolic sentences stand (DECISIONS B 10, C 17-19, F 28). */
import { within } from '../../calendar.ts';
import { malignancyRaised } from '../red-flags/other-flags.ts';
import { recordedCancer } from '../red-flags/cancer.ts';
import { factDay, factsOf, type Situation } from '../situation.ts';
import { isAntiresorptive } from '../treatment/bone-drugs.ts';
import { rulesDrugsOut, type RuledOut } from '../lines/rules-drugs-out.ts';

/** `likely`: at least one anabolic is left. `ruled-out`: none is left, or severe frailty. `unsaid`: nothing is said of anabolics. */
export type Anabolics = { readonly state: 'likely' | 'unsaid' } | { readonly state: 'ruled-out'; readonly facts: readonly string[] };

const ANABOLICS = ['romosozumab', 'teriparatide', 'abaloparatide'] as const;

/** An anabolic ended within 24 months with no antiresorptive since: that comes first. */
export const anabolicJustEnded = ({ courses, thresholds, today }: Situation): boolean =>
  courses.some((course) => {
    const end = course.stopped ?? course.lastSupply;
    if (course.class !== 'anabolic' || course.state === 'proved' || end === null || !within(end, thresholds.anabolicEnded, today))
      return false;
    return !courses.some((other) => isAntiresorptive(other.class) && (other.lastSupply ?? '') >= end);
  });

/** Licensed for women past the menopause only. */
const WOMEN_ONLY: readonly (typeof ANABOLICS)[number][] = ['romosozumab', 'abaloparatide'];

export const anabolicsFor = (situation: Situation): Anabolics => {
  if (recordedCancer(situation) !== null || malignancyRaised(situation) || anabolicJustEnded(situation)) return { state: 'unsaid' };
  const [frail] = factsOf(situation, 'frailty', 'severe');
  if (frail !== undefined) return { state: 'ruled-out', facts: [frail.display] };
  const ruled: RuledOut = rulesDrugsOut(situation);
  const left = ANABOLICS.filter((drug) => !ruled.ruledOut.has(drug) && (situation.pastMenopause || !WOMEN_ONLY.includes(drug)));
  return left.length > 0 ? { state: 'likely' } : { state: 'ruled-out', facts: ruled.facts };
};

/** Day of the newest severe frailty entry. */
export const severeFrailty = (situation: Situation) => {
  const [fact] = factsOf(situation, 'frailty', 'severe');
  return fact === undefined ? null : { display: fact.display, day: factDay(fact) };
};
