/** How old a finding is, as a reader would say it. */
import type { Acuity } from '../../../../reports/reading.ts';

export const acuityInWords = (acuity: Acuity | null): string | null => (acuity === 'unspecified' ? 'age not stated' : acuity);
