/**
 * What the rest of the house knows of one patient: plain values, each with the resource it came from. FHIR ends in this folder.
 * Nothing here is judged: thresholds, recency and rules belong to `assessment/`.
 */
import type { Day } from '../calendar.ts';
import type { HookName, PrefetchKey } from '../hooks/wire.ts';
import type { Region } from '../reports/reading.ts';

/** The four states of a prefetch key after everything was tried; `unavailable` covers absent or failed without a server that could be read. */
export type KeyState = 'supplied' | 'empty' | 'read' | 'unavailable';

/** What happened to one key, for the explanation, `check-chart` and the `evaluated` extension. */
export interface KeyRecord {
  readonly key: PrefetchKey;
  /** The split key, or the key itself. */
  readonly part: string;
  /** As it arrived. */
  readonly arrived: 'supplied' | 'empty' | 'failed' | 'absent';
  readonly state: KeyState;
  readonly why: string;
  readonly resources: number;
  /** Resources of another patient or without a subject that were dropped. */
  readonly dropped: number;
  /** A page cap cut the list. */
  readonly cut: boolean;
  /** The EHR said that part of the record was withheld (outcome `suppressed` beside matches). */
  readonly withheld: boolean;
}

/**
 * The concepts that the code lists in `codes/` know, one list each. A list matches by code and, where it says so, by text.
 * Kinds in brackets.
 */
export const CONCEPTS = [
  // Fractures of the spine as codes [fracture, ask-mechanism, history, previous-fracture, pathological, burst, cord-lesion, malignant, traumatic-history]
  'vertebral-fracture',
  'hip-fracture',
  // Osteoporosis and its care
  'osteoporosis',
  'osteopenia',
  'dxa',
  'dxa-request',
  'frax',
  'fls-referral', // referral or request to FLS or osteoporosis clinic; rheumatology, endocrine, geriatric only with a reason that names osteoporosis or fracture
  'fls-contact', // seen, assessed, attended
  'treatment-started',
  'treatment-stopped',
  'declined-or-not-indicated',
  'atypical-femoral-fracture',
  'jaw-osteonecrosis',
  // What rules other causes in
  'malignancy', // any cancer but non-melanoma skin and in situ; not benign or uncertain
  'bone-metastases',
  'myeloma',
  'mgus', // MGUS and smouldering myeloma
  'malignant-fracture',
  'cord-compression',
  'cauda-equina',
  'spinal-infection',
  'ankylosed-spine',
  'skeletal-radiotherapy',
  'radiotherapy', // the latter: site not known
  'paget',
  'hyperparathyroidism',
  'bone-malignancy',
  // Evidence that a red flag was acted on
  'spinal-surgery',
  'vertebral-augmentation',
  'oncology-contact',
  'haematology-contact',
  'spinal-contact',
  'biopsy',
  // What changes the advice
  'palliative-care',
  'frailty', // [moderate, severe]
  'myocardial-infarction',
  'stroke',
  'heart-failure',
  'ckd', // [stage-3 .. stage-5 where coded]
  'gi-bleed',
  'peptic-ulcer',
  'oesophageal-stricture',
  'achalasia',
  'oesophageal-delay',
  'oesophagitis',
  'barretts',
  'reflux',
  'menopause', // [menopause, oophorectomy, premature-ovarian-insufficiency]
  'pregnancy',
  'delivery',
  'back-pain',
  'falls',
  'height-loss',
] as const;
export type Concept = (typeof CONCEPTS)[number];

/**
 * A recognised thing in conditions, observations, procedures or service requests. The concept is the id of a code list in `codes/`.
 * `day` is onset, performed, effective or authored day, else the recorded day.
 */
export interface CodedFact {
  readonly concept: Concept;
  /** Finer kind within the concept, from the code list entry (`ask-mechanism`, `burst`, `severe`, ...). */
  readonly kind: string | null;
  readonly display: string;
  readonly day: Day | null;
  readonly recorded: Day | null;
  /** `active`, or `resolved` for history; refuted and entered-in-error ones never get here. For requests: `requested`, `completed`, `ended` (rejected, cancelled, on-hold, draft, revoked, not attended). */
  readonly status: 'active' | 'resolved' | 'requested' | 'completed' | 'ended';
  /** `ResourceType/id`. */
  readonly source: string;
  readonly resourceType: string;
  /** Listed as a problem-list item. */
  readonly problemList: boolean;
  /** Region of the spine that the code or its text names, and numbered levels in its text. */
  readonly regions: readonly Region[];
  readonly levels: readonly string[];
  /** Reason texts and codes of a request, joined, for "only if the reason names osteoporosis". */
  readonly reason: string | null;
}

export const MEDICINE_CLASSES = [
  'bisphosphonate-oral',
  'bisphosphonate-iv',
  'denosumab',
  'anabolic',
  'raloxifene',
  'strontium',
  'hrt',
  'vaginal-oestrogen',
  'calcitonin',
  'calcium-vitamin-d',
  'glucocorticoid',
  'aromatase-inhibitor',
  'androgen-deprivation',
  'anticoagulant',
  'antiplatelet',
  'ssri',
  'nsaid',
  'opioid',
  'laxative',
  'paracetamol',
  'ppi',
  'ace-inhibitor-arb',
  'diuretic',
] as const;
export type MedicineClass = (typeof MEDICINE_CLASSES)[number];

/** One order, issue, dispense, administration or statement of a medicine that the service knows. */
export interface MedicineEvent {
  /** Ingredient, such as `alendronate`, `zoledronate`, `denosumab`, `prednisolone`. */
  readonly drug: string;
  readonly class: MedicineClass;
  readonly display: string;
  readonly kind: 'order' | 'dispense' | 'administration' | 'statement';
  /** FHIR status of the resource. `entered-in-error`, `cancelled`, `not-done` never get here; proposals and plans neither. */
  readonly status: string;
  /** Authored, handed over, given or asserted. */
  readonly day: Day | null;
  /** Start of the course where the resource gives one (period start), else `day`. */
  readonly start: Day | null;
  /** End of the course where the resource gives one (period end, or the day it was stopped). */
  readonly stop: Day | null;
  /** Days that this supply lasts, where structured; `null` when not known. */
  readonly supplyDays: number | null;
  /** Dose of one tablet, injection or infusion in milligrams, where it is known from structure or product text. */
  readonly doseMg: number | null;
  /** Milligrams a day, where dose and timing are both structured. */
  readonly dailyMg: number | null;
  /** An oncology dose (zoledronate 4 mg, denosumab 120 mg): not bone treatment. */
  readonly oncology: boolean;
  readonly route: 'oral' | 'iv' | 'sc' | 'im' | 'transdermal' | 'topical' | 'inhaled' | 'vaginal' | 'other' | null;
  readonly source: string;
}

/** What can be measured; one code list each. */
export const MEASURES = [
  't-score-spine',
  't-score-hip',
  't-score-femoral-neck',
  't-score-other',
  'z-score',
  'frax-major',
  'frax-hip',
  'weight',
  'egfr',
  'creatinine',
  'creatinine-clearance',
  'calcium-adjusted',
  'calcium-total',
  'albumin',
  'phosphate',
  'alp',
  'liver',
  'tsh',
  'vitamin-d',
  'fbc',
  'haemoglobin',
  'white-cells',
  'esr',
  'crp',
  'plasma-viscosity',
  'electrophoresis',
  'paraprotein',
  'light-chains',
  'pth',
] as const;
export type Measure = (typeof MEASURES)[number];

/** A laboratory result, a score or a body measure that the service knows. */
export interface Measurement {
  readonly what: Measure;
  readonly value: number | null;
  /** Unit as recorded (UCUM code or text); vitamin D is already in nmol/L, weight in kg, haemoglobin in g/L, calcium in mmol/L, creatinine in umol/L, where the recorded unit is known. */
  readonly unit: string | null;
  /** The laboratory's own flag, or what its range says. */
  readonly flag: 'high' | 'low' | 'normal' | 'abnormal' | null;
  readonly day: Day | null;
  readonly display: string;
  readonly source: string;
}

export interface PatientFacts {
  readonly id: string;
  /** Full or partial date as recorded (`1950`, `1950-03`, `1950-03-14`); `null` when not recorded. */
  readonly birthDate: string | null;
  /** Completed years today; the younger of the two where the date is partial; `null` when not known. */
  readonly age: number | null;
  readonly sex: 'female' | 'male' | 'other' | null;
  readonly deceased: boolean;
}

export interface Facts {
  readonly patient: PatientFacts;
  readonly coded: readonly CodedFact[];
  readonly medicines: readonly MedicineEvent[];
  readonly measurements: readonly Measurement[];
  /** Keys whose content is not known: the card says "not checked", never "none". */
  readonly unknown: readonly PrefetchKey[];
}

/** Where one part of a report's text came from. */
export interface TextPart {
  readonly from: 'presentedForm' | 'binary' | 'conclusion' | 'result' | 'div';
  readonly contentType: string | null;
  readonly length: number;
}

/** One imaging examination's report: the newest body with all its addenda. */
export interface ReportText {
  /** Logical id of the newest DiagnosticReport of the group. */
  readonly id: string;
  /** Ids of all versions and addenda that belong to it. */
  readonly ids: readonly string[];
  readonly text: string;
  readonly parts: readonly TextPart[];
  /** effective[x] (a Period: its end), else issued; `null` when neither is given. */
  readonly day: Day | null;
  /** Earliest day over its versions. */
  readonly firstDay: Day | null;
  readonly status: 'registered' | 'preliminary' | 'partial' | 'final' | 'amended' | 'corrected' | 'appended' | 'unknown';
  readonly modality: 'XR' | 'CT' | 'MR' | 'NM' | 'PET-CT' | 'DXA' | 'other' | null;
  /** Name of the examination as the record gives it. */
  readonly title: string | null;
  /** Coded conclusions: statements too. */
  readonly codedConclusions: readonly CodedFact[];
  /** Part of the text, or all of it, could not be read; why. */
  readonly notRead: string | null;
  readonly encounterId: string | null;
}

/** What was read of one patient for one request. */
export interface Chart {
  readonly hook: HookName;
  readonly facts: Facts;
  /** Imaging reports within the look-back, newest first; those not read have an empty text and `notRead`. Never cancelled or entered-in-error ones. */
  readonly reports: readonly ReportText[];
  /** Reports withdrawn (cancelled, entered-in-error), for `retracted-report`. */
  readonly retracted: readonly { readonly id: string; readonly day: Day | null }[];
  /** The report that a report hook is about (an entry of `reports` has it among `ids`). */
  readonly focusReportId: string | null;
  /** Imaging examinations in the look-back, except cancelled, entered-in-error and registered ones; and how many of them could not be read. */
  readonly counts: { readonly reports: number; readonly notRead: number; readonly notImaging: number };
  readonly keys: readonly KeyRecord[];
  /** A report hook came without `reports`: earlier reports were not checked (DECISIONS I 43). */
  readonly earlierReportsUnknown: boolean;
  readonly dataSource: 'prefetch' | 'fetch' | 'mixed';
}
