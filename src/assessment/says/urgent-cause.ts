/** What the urgent card may say. */
import type { Vocabulary } from '../rule.ts';
import { NOT_CHECKED } from './first-lines.ts';
import { REPORTED, WHERE } from './reported.ts';

/**
 * `day`: of the report or entry that raised it; `flagLevels`: where the flag is, if numbered; `possible`: the flag is hedged;
 * `fracturePossible`: the fracture is, or only a shape is described.
 */
const RAISED = [...WHERE, 'day', 'flagLevels', 'possible', 'fracturePossible'] as const;

export const URGENT_SUMMARIES: Vocabulary = {
  // Days 0-14 (critical), by the worst cause.
  'cord-compression': RAISED,
  'cauda-equina': RAISED,
  malignancy: RAISED,
  infection: RAISED,
  unstable: RAISED,
  // Recorded bone metastases or myeloma with a reported fracture (display of the entry).
  'known-malignancy': [...RAISED, 'display'],
  'ankylosed-spine': [...RAISED, 'display'],
  // A coded cord compression, cauda equina syndrome, spinal infection, burst or cord-lesion fracture.
  coded: [...RAISED, 'display'],
  // Any of them in a report that is still preliminary.
  provisional: RAISED,
  // Days 15-90 (warning): "Was this acted on?"
  'acted-on': [...RAISED, 'display'],
  // Recorded metastases or myeloma after 90 days, up to 12 months: "no follow-up is recorded".
  'no-follow-up': [...RAISED, 'display'],
};

export const URGENT_SAYS: Vocabulary = {
  ...REPORTED,
  ...NOT_CHECKED,
  // Preliminary: speak to the reporter.
  provisional: ['day'],
  'acted-on': ['day'],
  'no-follow-up': ['day', 'display'],
  // Why: one line per flag that a report raises.
  'why-cord-compression': ['day', 'flagLevels', 'possible', 'structure'],
  'why-cauda-equina': ['day', 'flagLevels', 'possible'],
  'why-malignancy': ['day', 'flagLevels', 'possible'],
  'why-infection': ['day', 'flagLevels', 'possible'],
  'why-unstable': ['day', 'flagLevels', 'possible'],
  // Why: what the record holds.
  'why-known-malignancy': ['display', 'day'],
  'why-ankylosed-spine': ['display', 'day'],
  'why-coded': ['display', 'day'],
  // The flag stands in one report and the fracture in another, within 90 days.
  'two-reports': ['flagDay', 'fractureDay'],
  'local-emergency-pathway': [],
  // MSCC coordinator: immediately with neurological signs or reported compression, within 24 hours for pain pattern (NG234). Malignancy, cancer or compression without another cause.
  'mscc-immediately': [],
  'mscc-24-hours': [],
  'cauda-equina-same-day': [],
  'spinal-team-same-day': [],
  'infection-same-day': [],
  // Only where an injury is given or the flag is `unstable` (NG41 1.5.11).
  'ng41-image-rest': [],
  // Cancer in the record that is not known to have spread.
  'cancer-recorded': ['display', 'day'],
  // Where the denosumab card would speak.
  'denosumab-last-given': ['day'],
  // `unstable` without cancer or infection.
  'once-safe-assess': [],
  'palliative-follow-plan': ['day'],
};
