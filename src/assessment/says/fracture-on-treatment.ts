/** What the card for a fracture on treatment may say. */
import type { Vocabulary } from '../rule.ts';
import { DRUGS_OUT } from './drugs-out.ts';
import { FIRST_LINES } from './first-lines.ts';
import { BLOODS } from './main-card.ts';
import { ALSO_RAISED, REPORTED, WHERE } from './reported.ts';

export const ON_TREATMENT_SUMMARIES: Vocabulary = {
  // First reported 12 months or more after the start.
  'on-treatment': [...WHERE, 'display', 'start'],
  // Under 12 months, called acute or new.
  early: [...WHERE, 'display', 'start'],
  'cancer-recorded': [...WHERE, 'display'],
};

export const ON_TREATMENT_SAYS: Vocabulary = {
  ...REPORTED,
  ...ALSO_RAISED,
  ...FIRST_LINES,
  ...DRUGS_OUT,
  // display: the drug; start and last supply of the course.
  'first-reported-on': ['display', 'start', 'lastSupply', 'firstReported', 'levels', 'regions'],
  // Under 12 months: too early to call treatment failure; very high risk within 2 years.
  'too-early': ['display', 'start'],
  // Age not stated and no earlier imaging of that level.
  'may-predate': [],
  'check-adherence': [],
  'check-vitamin-d-calcium': [],
  'check-myeloma-causes': [],
  ...BLOODS,
  refer: [],
  'severe-frailty': ['day'],
  'moderate-frailty': ['day'],
  'palliative-earlier': ['day'],
  'ask-mechanism': ['quote', 'display'],
  'ask-cause': ['display'],
  'man-single-mild': [],
  'flag-denied': ['flagDay', 'flagQuote', 'day', 'quote'],
  'biopsy-benign': ['flagDay', 'flagQuote', 'day', 'display'],
};
