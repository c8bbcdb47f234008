/** Whether the anabolic sentences stand (DECISIONS B 10, C 17-19, F 28). */
import type { Anabolic } from '../lines/rules-drugs-out.ts';
import { rulesDrugsOut } from '../lines/rules-drugs-out.ts';
import { oncologyDoses } from '../lines/situation-first.ts';
import { recordedCancer } from '../red-flags/cancer.ts';
import { malignancyRaised } from '../red-flags/other-flags.ts';
import { factsOf, type Situation } from '../situation.ts';
import { unfollowedAnabolic } from '../treatment/anabolic-ended.ts';

/** `likely`: at least one anabolic is left. `ruled-out`: none is left, or severe frailty. `unsaid`: nothing is said of anabolics. */
export type Anabolics = { readonly state: 'likely' | 'unsaid' } | { readonly state: 'ruled-out'; readonly facts: readonly string[] };

const ANABOLICS: readonly Anabolic[] = ['romosozumab', 'teriparatide', 'abaloparatide'];

/** Licensed for women past the menopause only. */
const WOMEN_ONLY: readonly Anabolic[] = ['romosozumab', 'abaloparatide'];

export const anabolicsFor = (situation: Situation): Anabolics => {
  const othersDecide = unfollowedAnabolic(situation) !== null || oncologyDoses(situation).length > 0;
  if (recordedCancer(situation) !== null || malignancyRaised(situation) || othersDecide) return { state: 'unsaid' };
  const [frail] = factsOf(situation, 'frailty', 'severe');
  if (frail !== undefined) return { state: 'ruled-out', facts: [frail.display] };
  const ruled = rulesDrugsOut(situation);
  const left = ANABOLICS.filter((drug) => !ruled.anabolics.has(drug) && (situation.pastMenopause || !WOMEN_ONLY.includes(drug)));
  return left.length > 0 ? { state: 'likely' } : { state: 'ruled-out', facts: ruled.facts };
};
