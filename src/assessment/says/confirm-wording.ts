/** What the card for unclear wording may say (DECISIONS G 34, A 3, A 6, A 8). No treatment. */
import type { Vocabulary } from '../rule.ts';
import { CANCER_FIRST, NOT_CHECKED } from './first-lines.ts';
import { ALSO_RAISED, REPORTED, WHERE } from './reported.ts';

/** `day`: of the newest report that says it. */
const SAID = [...WHERE, 'day', 'modality'] as const;

export const CONFIRM_SUMMARIES: Vocabulary = {
  // Only a shape: wedging, height loss.
  'shape-only': SAID,
  // "Possible fracture" and the like.
  hedged: SAID,
  'software-only': SAID,
  // One mild deformity in a man that nothing names a fracture.
  'man-single-mild': SAID,
  disagreement: [...WHERE, 'statingDay', 'denyingDay'],
  // Any of them, on report-review and report-sign.
  'to-reporter': SAID,
  'cancer-recorded': [...SAID, 'display'],
};

export const CONFIRM_SAYS: Vocabulary = {
  ...REPORTED,
  ...ALSO_RAISED,
  ...NOT_CHECKED,
  ...CANCER_FIRST,
  // Why it is asked: one of these.
  'shape-only': [],
  hedged: [],
  'software-only': [],
  'man-single-mild': [],
  'reports-disagree': ['statingDay', 'denyingDay'],
  // Whom to ask: the reporting department; or, on a reporter hook, the reporter themself.
  'ask-reporter': ['day', 'modality'],
  'say-whether-fracture': [],
  // The report itself advises imaging.
  'report-advises-imaging': ['day'],
  // What follows when it is one: then it counts as a reported vertebral fracture.
  'if-fracture': [],
  // A palliative entry of more than 12 months ago.
  'palliative-earlier': ['day'],
};
