/** What the card for a report that could not be read may say (DECISIONS G 36). */
import type { Vocabulary } from '../rule.ts';

const REPORT = ['day', 'modality', 'title'] as const;

export const NOT_READ_SUMMARIES: Vocabulary = {
  'not-read': REPORT,
  // The body or a current addendum, while another part was read.
  'partly-read': REPORT,
  // "See attached", "report to follow".
  'pointer-only': REPORT,
};

export const NOT_READ_SAYS: Vocabulary = {
  'not-read': [...REPORT, 'why'],
  'partly-read': [...REPORT, 'why'],
  'pointer-only': REPORT,
  // "This does not mean no fracture."
  'does-not-mean-none': [],
  'read-it-yourself': [],
};
