/** What the symptoms card may say (DECISIONS F 32-33, G row S). */
import type { Vocabulary } from '../rule.ts';
import { CANCER_FIRST, NOT_CHECKED } from './first-lines.ts';
import { ALSO_RAISED, REPORTED, WHERE } from './reported.ts';

export const SYMPTOMS_SUMMARIES: Vocabulary = {
  // Called acute within 3 months (day: of that report).
  acute: [...WHERE, 'day'],
  // Back pain recorded within 3 months (painDay) with an older fracture.
  'back-pain': [...WHERE, 'painDay'],
  'cancer-recorded': [...WHERE, 'display'],
};

export const SYMPTOMS_SAYS: Vocabulary = {
  ...REPORTED,
  ...ALSO_RAISED,
  ...NOT_CHECKED,
  ...CANCER_FIRST,
  'pregnancy-specialist-advice': ['display', 'day'],
  // Always first: leg weakness, numbness, saddle, bladder or bowel change, fever, unremitting night pain: same-day assessment.
  'safety-net': [],
  // Older fracture: "Pain new or changed since {since}: think of a new fracture and image the spine".
  'pain-new-or-changed': ['since'],
  'pain-recorded': ['display', 'day'],
  'paracetamol-first': [],
  'analgesia-regular': [],
  'nsaid-avoid': [],
  'opioid-shortest': [],
  'opioid-plan-to-end': [],
  'opioid-laxative': [],
  'stay-mobile': [],
  'movement-advice': [],
  exercise: [],
  // Acute only: when exercise starts, in an unloaded position while in pain.
  'exercise-timing': [],
  // Acute only, never in palliative care or pregnancy (TA279).
  ta279: [],
  // Symptom lines, at most three, in this order. with: displays of what makes it unsafe; age: where age itself does.
  'nsaid-review-today': ['display', 'with'],
  'opioid-without-laxative': ['display'],
  'paracetamol-low-weight': ['kg', 'day'],
  'nsaid-caution': ['with', 'age'],
};
