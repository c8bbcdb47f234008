/** VFA with the DXA, where NG259 1.5.1-1.5.2 are met (DECISIONS F 31). */
import { within } from '../../calendar.ts';
import type { Line } from '../advice.ts';
import { isSpineStudy } from '../coverage.ts';
import type { Situation } from '../situation.ts';

export const vfaLine = ({ facts, reports, thresholds, today }: Situation): readonly Line[] => {
  const { age, sex } = facts.patient;
  const oldEnough = age !== null && age >= (sex === 'male' ? thresholds.vfaMen : thresholds.vfaWomen);
  const seen = reports.some(
    ({ report }) => report.day !== null && within(report.day, thresholds.spineImagingRecent, today) && isSpineStudy(report),
  );
  return oldEnough && !seen ? [{ id: 'vfa', values: {} }] : [];
};
