/** What every card of a reported fracture may say of the reports themselves. */
import type { Vocabulary } from '../rule.ts';

/** Values that name the fractures: numbered levels, region words where no level is numbered, how many, first report. */
export const WHERE = ['levels', 'regions', 'count', 'firstReported'] as const;

export const REPORTED: Vocabulary = {
  // One line for all fractures of which the same is said. several: where they are more than one; level: theirs. possible: `possible` where no report states it as a fracture. severity mild|moderate|severe; acuity acute|old|mixed; modality XR|CT|MR|...; first and newest report.
  'what-reported': [
    'level',
    'several',
    'regions',
    'possible',
    'multiple',
    'severity',
    'acuity',
    'modality',
    'firstReported',
    'lastReported',
  ],
  // Known only from a coded entry: quote its display (DECISIONS A 7). day: onset, else recorded; absent when unknown.
  'fracture-known-from-code': ['display', 'day'],
  // A site-unknown fracture code (DECISIONS A 7).
  'previous-fracture': ['display', 'day'],
  // Still preliminary after 14 days and read as final (DECISIONS A 4).
  'late-preliminary': ['day'],
  // A report hook without `reports` (DECISIONS I 43).
  'earlier-reports-not-checked': [],
};

/** Another flag of the last 12 months, not tied to a fracture (DECISIONS B 10), and degenerative compression (B 13). `day`: of the report that raised it. */
export const ALSO_RAISED: Vocabulary = {
  'also-raises-malignancy': ['day', 'quote'],
  'also-raises-cord-compression': ['day', 'quote'],
  'also-raises-infection': ['day', 'quote'],
  'also-raises-unstable': ['day', 'quote'],
  'degenerative-compression': ['day', 'quote'],
};
