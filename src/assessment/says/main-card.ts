/** What the main card may say in its three forms: very-high-risk (4a), assess (4b), assess-under-50 (4c). */
import type { Vocabulary } from '../rule.ts';
import { DRUGS_OUT } from './drugs-out.ts';
import { FIRST_LINES } from './first-lines.ts';
import { ALSO_RAISED, REPORTED, WHERE } from './reported.ts';

/** Criteria of 4a; in 4c all but the T-score are carried as facts. */
export const CRITERIA: Vocabulary = {
  // First reported within 24 months and not called old.
  'criterion-recent': ['levels', 'regions', 'firstReported', 'ageless'],
  // Called acute in a report of the last 24 months, though first reported earlier.
  'criterion-called-acute': ['levels', 'regions', 'day'],
  // count: how many fractures are reported; levels as far as they are numbered.
  'criterion-two-levels': ['levels', 'count'],
  // value: T-score with sign; site spine|hip|femoral-neck.
  'criterion-t-score': ['value', 'site', 'day'],
  // mg: daily prednisolone or its equivalent; days: covered within 12 months.
  'criterion-prednisolone': ['display', 'mg', 'days'],
};

/** How the fracture came about, and what it may be instead (DECISIONS A 5-7, B 14). */
const CAUSE: Vocabulary = {
  'ask-mechanism': ['quote', 'display'],
  'ask-cause': ['display'],
  'man-single-mild': [],
  // A flag that a later study or a benign biopsy ended: both are quoted (DECISIONS B 14).
  'flag-denied': ['flagDay', 'flagQuote', 'day', 'quote'],
  'biopsy-benign': ['flagDay', 'flagQuote', 'day', 'display'],
};

/** The record's own state of treatment (DECISIONS C 20, D 22-25). */
const TREATMENT: Vocabulary = {
  'no-bone-drug-found': [],
  // An active order without supply: "listed, last issue {day}: is it being taken?"
  'listed-being-taken': ['display', 'day'],
  // Current treatment that does not silence this card: begun shortly before a fracture to which no report gives an age.
  'currently-on': ['display', 'start'],
  // A course that ended: a holiday, or stopped since.
  'treatment-ended': ['display', 'day'],
  // More than 30 months after the last denosumab dose.
  'denosumab-long-ago': ['day'],
  // Raloxifene alone for a recent fracture, or HRT without assessment since: "is it enough?"
  'is-it-enough': ['display', 'day'],
};

const FRAILTY_AND_PALLIATIVE: Vocabulary = {
  'moderate-frailty': ['day'],
  'severe-frailty': ['day'],
  // A palliative entry of more than 12 months ago.
  'palliative-earlier': ['day'],
};

/** DXA done already (DECISIONS E, F 28): value is the lowest T-score, site spine|hip|femoral-neck; absent where no result is recorded. */
const DXA_DONE: Vocabulary = {
  'dxa-done': ['day', 'value', 'site'],
  // After the DXA silence, until 24 months after it: no DXA is asked for, and a fracture counts at any T-score.
  'dxa-result-any-t-score': ['day', 'value', 'site'],
};

/** `missing`: the bloods not found within 6 months, by id (DECISIONS F 31); `bloods-not-checked` where no results were available. */
export const BLOODS: Vocabulary = {
  bloods: ['missing'],
  'bloods-not-checked': ['missing'],
};

/** Cancer in the record: teriparatide and abaloparatide only once skeletal malignancy is excluded (DECISIONS C 17). */
const ANABOLIC_AFTER_CANCER: Vocabulary = {
  'anabolic-after-cancer': [],
};

/** Asked of the reader in 4a and 4b. */
const ASKED: Vocabulary = {
  'offer-dxa': [],
  fls: [],
  ...BLOODS,
  'causes-myeloma': [],
  'treatment-any-t-score': [],
  // VFA with the DXA (NG259 1.5.1-1.5.2).
  vfa: [],
};

/** B 15: nothing shows that the flag of an older report was followed; the card drops DXA, FLS and treatment. */
const NO_FOLLOW_UP: Vocabulary = {
  'flag-no-follow-up-malignancy': ['day'],
  'flag-no-follow-up-cord-compression': ['day'],
  'flag-no-follow-up-infection': ['day'],
};

export const VERY_HIGH_RISK_SAYS: Vocabulary = {
  ...REPORTED,
  ...ALSO_RAISED,
  ...FIRST_LINES,
  ...ANABOLIC_AFTER_CANCER,
  ...CRITERIA,
  ...CAUSE,
  ...TREATMENT,
  ...DRUGS_OUT,
  ...FRAILTY_AND_PALLIATIVE,
  ...DXA_DONE,
  ...ASKED,
  // "prednisolone: dose not known"
  'prednisolone-dose-unknown': ['display', 'day'],
  'dxa-six-weeks': [],
  // "likely to need an anabolic"; "avoid starting an antiresorptive first"
  'anabolic-first': [],
  // facts: displays of what rules all of them out; severe frailty is one.
  'anabolics-ruled-out': ['facts'],
  'specialist-referral': [],
};

export const VERY_HIGH_RISK_SUMMARIES: Vocabulary = {
  recent: [...WHERE],
  'two-levels': [...WHERE],
  't-score': [...WHERE, 'value'],
  prednisolone: [...WHERE, 'mg'],
  // DECISIONS C 17: cancer recorded or treated within 5 years and the fracture acute or first reported within 90 days.
  'cancer-recorded': [...WHERE, 'display'],
};

export const ASSESS_SAYS: Vocabulary = {
  ...REPORTED,
  ...ALSO_RAISED,
  ...FIRST_LINES,
  ...ANABOLIC_AFTER_CANCER,
  ...CAUSE,
  ...TREATMENT,
  ...DRUGS_OUT,
  ...FRAILTY_AND_PALLIATIVE,
  ...DXA_DONE,
  ...ASKED,
  ...NO_FOLLOW_UP,
  // 1.4.5: where an anabolic is unlikely and DXA is delayed, treatment need not wait.
  'treatment-need-not-wait': [],
  // "not checked: age" (DECISIONS F 27)
  'age-not-checked': [],
  'prednisolone-dose-unknown': ['display', 'day'],
};

export const ASSESS_SUMMARIES: Vocabulary = {
  reported: [...WHERE],
  // Known only from a coded entry.
  coded: ['display', 'day'],
  'ask-mechanism': [...WHERE],
  'ask-cause': [...WHERE],
  'dxa-done': [...WHERE, 'day', 'value'],
  'cancer-recorded': [...WHERE, 'display'],
  'flag-no-follow-up': [...WHERE, 'day'],
};

export const UNDER_50_SAYS: Vocabulary = {
  ...REPORTED,
  ...ALSO_RAISED,
  ...FIRST_LINES,
  ...NO_FOLLOW_UP,
  'ask-injury-first': [],
  'ask-cause': ['display'],
  'man-single-mild': [],
  'flag-denied': ['flagDay', 'flagQuote', 'day', 'quote'],
  'biopsy-benign': ['flagDay', 'flagQuote', 'day', 'display'],
  // Said of people who may be pregnant: not of men.
  'ask-pregnancy': [],
  'criterion-recent': ['levels', 'regions', 'firstReported', 'ageless'],
  'criterion-called-acute': ['levels', 'regions', 'day'],
  'criterion-two-levels': ['levels', 'count'],
  'criterion-prednisolone': ['display', 'mg', 'days'],
  'prednisolone-dose-unknown': ['display', 'day'],
  // 30-49: assess, offer DXA, specialist advice on treatment. 18-29: specialist advice only.
  'specialist-advice-on-treatment': [],
  'specialist-advice-only': [],
  'offer-dxa': [],
  'dxa-done': ['day', 'value', 'site'],
  fls: [],
  ...BLOODS,
  'causes-myeloma': [],
  'severe-frailty': ['day'],
  'palliative-earlier': ['day'],
};

export const UNDER_50_SUMMARIES: Vocabulary = {
  'under-50': [...WHERE],
  'under-30': [...WHERE],
  'cancer-recorded': [...WHERE, 'display'],
  'flag-no-follow-up': [...WHERE, 'day'],
};
