/** Which of the bloods that look for a cause are not in the record of the last six months (DECISIONS F 31; ROS, investigations after a fragility fracture). */
import { daysBefore } from '../../calendar.ts';
import type { Measure } from '../../fhir/facts.ts';
import { once } from '../once.ts';
import { measured } from '../situation.ts';

/** Each test, and the measurements any one of which shows that it was done. */
const TESTS: readonly { readonly id: string; readonly shownBy: readonly Measure[] }[] = [
  { id: 'fbc', shownBy: ['fbc', 'haemoglobin', 'white-cells'] },
  { id: 'inflammation', shownBy: ['esr', 'crp', 'plasma-viscosity'] },
  { id: 'calcium', shownBy: ['calcium-adjusted', 'calcium-total'] },
  { id: 'albumin', shownBy: ['albumin'] },
  { id: 'kidney', shownBy: ['creatinine', 'egfr'] },
  { id: 'phosphate', shownBy: ['phosphate'] },
  { id: 'alp', shownBy: ['alp'] },
  { id: 'liver', shownBy: ['liver'] },
  { id: 'tsh', shownBy: ['tsh'] },
  { id: 'vitamin-d', shownBy: ['vitamin-d'] },
  { id: 'electrophoresis', shownBy: ['electrophoresis', 'paraprotein', 'light-chains'] },
];

/** Ids of the missing tests, in the order of the list. */
export const missingBloods = once((situation): readonly string[] => {
  const { today, thresholds } = situation;
  const since = daysBefore(today, thresholds.bloodsRecent);
  const isRecent = (what: Measure): boolean => measured(situation, what).some(({ day }) => day !== null && day >= since && day <= today);
  return TESTS.filter(({ shownBy }) => !shownBy.some(isRecent)).map(({ id }) => id);
});
