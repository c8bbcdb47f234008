/** Which pathway a person's age and menopause lead to (DECISIONS F 27). */
import type { Facts } from '../fhir/facts.ts';
import type { Situation } from './situation.ts';
import type { Thresholds } from './thresholds.ts';

const menopauseCoded = (facts: Facts): boolean => facts.patient.sex !== 'male' && facts.coded.some((fact) => fact.concept === 'menopause');

/** A woman of 50 or over, or with coded menopause, oophorectomy or premature ovarian insufficiency. */
export const isPastMenopause = (facts: Facts, thresholds: Thresholds): boolean =>
  menopauseCoded(facts) || (facts.patient.sex === 'female' && (facts.patient.age ?? 0) >= thresholds.adultAge);

/** `null` when age is not known and menopause is not coded. Children are told apart by the rules. */
export const pathwayOf = (facts: Facts, thresholds: Thresholds): Situation['adultPathway'] => {
  const { age } = facts.patient;
  if (menopauseCoded(facts) && (age === null || age >= thresholds.childAge)) return 'main';
  if (age === null) return null;
  if (age >= thresholds.adultAge) return 'main';
  return age >= thresholds.underFiftyFrom ? 'under-50' : 'under-30';
};

/** 50 or over, or past menopause, on the main pathway; unknown age is treated as such (4b with "not checked: age"). */
export const onMainPathway = (situation: Pick<Situation, 'adultPathway'>): boolean =>
  situation.adultPathway === 'main' || situation.adultPathway === null;
