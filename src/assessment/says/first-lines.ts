/** What must be seen before anything else on a card (DECISIONS C 17-20). */
import type { Vocabulary } from '../rule.ts';

/** Conditions or medicines were not available. */
export const NOT_CHECKED: Vocabulary = {
  'cancer-not-checked': [],
  'medicines-not-checked': [],
};

/** Cancer without recorded metastases: display and day of its entry. */
export const CANCER_FIRST: Vocabulary = {
  'exclude-metastasis': ['display', 'day'],
  'mscc-24-hours': [],
  'mscc-immediately': [],
};

/** Results that change the question. */
export const MYELOMA_FIRST: Vocabulary = {
  // One line per result: "could this be myeloma?"
  'result-asks-myeloma': ['display', 'value', 'unit', 'day'],
  // age: from which hypercalcaemia or leucopenia asks for electrophoresis and light chains within 48 hours (NG12).
  'myeloma-48-hours': ['age'],
  // MGUS or smouldering myeloma, recorded at any time.
  'mgus-ask-haematology': ['display', 'day'],
};

/** Situations that come before any bone drug. */
export const SITUATION_FIRST: Vocabulary = {
  // Atypical femoral fracture or jaw osteonecrosis: specialist advice before any antiresorptive.
  'antiresorptive-specialist-first': ['display', 'day'],
  // An anabolic ended (day) with no antiresorptive since.
  'follow-on-antiresorptive-due': ['display', 'day'],
  'pregnancy-specialist-advice': ['display', 'day'],
  // "{display}, {mg} mg, {day} given by oncology: add no bone drug without asking them"
  'given-by-oncology': ['display', 'mg', 'day'],
  // Denosumab 120 mg was stopped, or its next dose is long overdue (day: last dose).
  'oncology-denosumab-stopped': ['day'],
};

/** All of them: for the cards on bone treatment. */
export const FIRST_LINES: Vocabulary = { ...NOT_CHECKED, ...CANCER_FIRST, ...MYELOMA_FIRST, ...SITUATION_FIRST };
