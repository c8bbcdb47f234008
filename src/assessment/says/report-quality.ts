/** What the card to the reporter about the standard of a report may say (DECISIONS G 35). */
import type { Vocabulary } from '../rule.ts';
import { WHERE } from './reported.ts';

/** missing: `name`, `level`, `grade`, `advice`, in this order. */
export const QUALITY_SUMMARIES: Vocabulary = {
  // The name is missing, whatever else is.
  'not-named': [...WHERE, 'missing'],
  incomplete: [...WHERE, 'missing'],
};

export const QUALITY_SAYS: Vocabulary = {
  // Each names the RCR and ROS standard behind it. levels: of the fractures that lack it, where numbered.
  'missing-name': ['levels'],
  'missing-level': [],
  'missing-grade': ['levels'],
  'missing-advice': [],
};
