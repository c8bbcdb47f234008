/** VFA with the DXA, where NG259 1.5.1-1.5.3 are met (DECISIONS F 31). */
import { within } from '../../calendar.ts';
import type { Line } from '../advice.ts';
import { plain } from '../line.ts';
import type { KnownFracture, ReadReport, Situation } from '../situation.ts';

/** CT, MR and films of the spine show it; a chest film does not show it well enough. */
const showsSpine = ({ report, shows, spineStudy }: ReadReport): boolean =>
  spineStudy || (shows.length > 0 && (report.modality === 'CT' || report.modality === 'MR' || report.modality === 'PET-CT'));

/**
 * Men of 70, women of 60; younger with an earlier major osteoporotic fracture (NG259 1.5.2), which a stated vertebral fracture is unless its
 * mechanism must still be asked. Not within 3 months of a report that shows the spine (1.5.3).
 */
export const vfaLine = ({ facts, reports, thresholds, today }: Situation, fractures: readonly KnownFracture[]): readonly Line[] => {
  const { age, sex } = facts.patient;
  const oldEnough = age !== null && age >= (sex === 'male' ? thresholds.vfaMen : thresholds.vfaWomen);
  const majorFracture = fractures.some(({ askMechanism, askCause }) => !askMechanism && !askCause);
  const seen = reports.some((read) => read.day !== null && within(read.day, thresholds.spineImagingRecent, today) && showsSpine(read));
  return (oldEnough || majorFracture) && !seen ? plain('vfa') : [];
};
