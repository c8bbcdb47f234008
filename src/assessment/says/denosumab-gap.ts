/** What the denosumab card may say. */
import type { Vocabulary } from '../rule.ts';
import { CORRECT_FIRST } from './drugs-out.ts';
import { FIRST_LINES } from './first-lines.ts';
import { ALSO_RAISED, REPORTED, WHERE } from './reported.ts';

export const DENOSUMAB_SUMMARIES: Vocabulary = {
  // Over 7 months since the last dose. last, due: days; months: whole months since the last dose.
  overdue: [...WHERE, 'last', 'due', 'months'],
  stopped: [...WHERE, 'last', 'stopped', 'months'],
  // Listed without a dated dose.
  undated: [...WHERE, 'display'],
  'cancer-recorded': [...WHERE, 'display', 'last'],
};

export const DENOSUMAB_SAYS: Vocabulary = {
  ...REPORTED,
  ...ALSO_RAISED,
  ...FIRST_LINES,
  ...CORRECT_FIRST,
  // eGFR under 30: risk of severe hypocalcaemia with denosumab; renal or metabolic bone advice.
  'egfr-denosumab-hypocalcaemia': ['value', 'day'],
  // kind order|dispense|administration|statement: the source of the date. due: 6 months after last.
  'last-dose': ['last', 'due', 'months', 'display', 'kind'],
  stopped: ['stopped'],
  // "last injection not in this record: check it was within 6 months"
  undated: ['display'],
  // Something was given since that does not close the gap (one issue of a tablet, HRT, raloxifene, an anabolic).
  'not-closed-by': ['display', 'day'],
  'multiple-fractures': [],
  'specialist-this-week': [],
  'calcium-first': [],
  'do-not-leave-uncovered': [],
  // Palliative care recorded: "is closing the gap in keeping with the plan?"
  'palliative-ask': ['day'],
  'man-single-mild': [],
  'ask-mechanism': ['quote', 'display'],
  'ask-cause': ['display'],
  'flag-denied': ['flagDay', 'flagQuote', 'day', 'quote'],
  'biopsy-benign': ['flagDay', 'flagQuote', 'day', 'display'],
};
