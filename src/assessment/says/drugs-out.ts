/** What the record rules out, and what must be put right before any bone drug (DECISIONS F 29). Every line gives the day of its fact. */
import type { Vocabulary } from '../rule.ts';

export const CORRECT_FIRST: Vocabulary = {
  // "correct before any bone drug"
  'low-calcium': ['display', 'value', 'unit', 'day'],
  'low-calcium-same-day': ['display', 'value', 'unit', 'day'],
  // value in nmol/L
  'low-vitamin-d': ['value', 'day'],
};

export const DRUGS_OUT: Vocabulary = {
  ...CORRECT_FIRST,
  // Alendronate and zoledronate are out.
  'egfr-under-35': ['value', 'day'],
  // Alendronate, zoledronate, risedronate and ibandronate are out.
  'egfr-under-30': ['value', 'day'],
  // The three that go with it: risk with denosumab and romosozumab; teriparatide and abaloparatide; exclude CKD bone disorder and take advice.
  'egfr-under-30-hypocalcaemia': [],
  'egfr-under-30-anabolics': [],
  'egfr-under-30-bone-disorder': [],
  // 35-59 with age 75 or over, or weight under 50 kg.
  'check-creatinine-clearance': ['value', 'day'],
  // MI or stroke.
  'romosozumab-out': ['display', 'day'],
  // Skeletal radiotherapy, bone malignancy, Paget's, hyperparathyroidism, high calcium or raised ALP (value and unit for a result).
  'teriparatide-abaloparatide-out': ['display', 'value', 'unit', 'day'],
  'radiotherapy-site-not-known': ['display', 'day'],
  // Look for osteomalacia, Paget's, metastasis.
  'alp-raised': ['display', 'value', 'unit', 'day'],
  // Stricture, achalasia, delayed emptying.
  'oral-bisphosphonates-out': ['display', 'day'],
  // Barrett's, oesophagitis, recent ulcer or bleed.
  'oral-bisphosphonates-caution': ['display', 'day'],
};
