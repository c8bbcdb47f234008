/** What the rules said: the language between `assessment/` and `cards/`. No clinician-facing word stands here; no condition stands there. */
import type { Day } from '../calendar.ts';
import type { Acuity, Cause, RedFlag, Severity, Verdict } from '../reports/reading.ts';

export type RuleId =
  | 'urgent-cause'
  | 'denosumab-gap'
  | 'fracture-on-treatment'
  | 'very-high-risk'
  | 'assess'
  | 'assess-under-50'
  | 'symptoms'
  | 'confirm-wording'
  | 'report-quality'
  | 'report-not-read';

export type Topic =
  | 'VFUrgent'
  | 'VFDenosumab'
  | 'VFOnTreatment'
  | 'VFVeryHighRisk'
  | 'VFAssess'
  | 'VFAssessUnder50'
  | 'VFSymptoms'
  | 'VFConfirmWording'
  | 'VFReportQuality'
  | 'VFNotRead';

/** Why a rule did not speak (DESIGN section 6). */
export type Silence =
  | 'no-fracture-reported'
  | 'preliminary-report'
  | 'retracted-report'
  | 'traumatic-cause'
  | 'under-18'
  | 'deceased'
  | 'palliative-care'
  | 'known-malignant-cause'
  | 'already-with-fls'
  | 'assessed-since-report'
  | 'on-treatment'
  | 'covered-by-denosumab-card'
  | 'declined-or-not-indicated'
  | 'snoozed'
  | 'shown-without-answer'
  | 'not-for-this-user'
  | 'outranked'
  | 'not-applicable'
  | `unknown: ${string}`;

/** Where a conclusion rests: a resource, and for a report the span of its text. */
export interface Evidence {
  /** `ResourceType/id`. */
  readonly source: string;
  readonly span?: { readonly start: number; readonly end: number };
  readonly note?: string;
}

/** A level (or "no level given") that one or more reports or codes call fractured, or possibly so (DECISIONS A 1). */
export interface ChartFracture {
  /** `T12`; `null` where no level is given. */
  readonly level: string | null;
  readonly status: 'fracture' | 'possible';
  readonly firstReported: Day | null;
  readonly lastReported: Day | null;
  readonly acuity: Acuity | null;
  readonly severity: Severity | null;
  readonly cause: Cause | null;
  /** How many fractures it stands for: 2 for "multiple" without levels. */
  readonly count: number;
  readonly namesFracture: boolean;
  readonly evidence: readonly Evidence[];
}

/** A value that a card's text may print. Arrays are printed as a list in words ("T8, T9 and L1"). Days are printed as `14 Mar 2025`. */
export type Value = string | number | readonly string[] | { readonly day: Day };
export type Values = Readonly<Record<string, Value>>;

/**
 * One line that a rule wants said. Its words stand under the same id in the rule's card file or in `cards/shared-lines.yaml`;
 * the card file gives the order. A line may be said several times with different values.
 */
export interface Line {
  readonly id: string;
  readonly values: Values;
}

/** A report quoted on the card. */
export interface Quote {
  readonly reportId: string;
  readonly day: Day | null;
  readonly modality: string | null;
  readonly title: string | null;
  readonly text: string;
}

/** Which one-click actions a rule offers; `cards/` turns each into one FHIR resource. */
export type Offer =
  | {
      readonly kind: 'problem';
      readonly levels: readonly string[];
      readonly confirmed: boolean;
      readonly onset: Day | null;
      readonly words: string;
      readonly reportId: string | null;
    }
  | { readonly kind: 'fls'; readonly reportId: string | null }
  | { readonly kind: 'dxa'; readonly reportId: string | null }
  | { readonly kind: 'bloods'; readonly reportId: string | null; readonly missing: readonly string[] };

/** What one rule says, before wording. */
export interface Advice {
  readonly rule: RuleId;
  readonly topic: Topic;
  readonly indicator: 'info' | 'warning' | 'critical';
  /** Which of the card file's summaries. */
  readonly summary: string;
  readonly lines: readonly Line[];
  /** Values for summary and for lines that do not bring their own. */
  readonly values: Values;
  readonly quotes: readonly Quote[];
  readonly offers: readonly Offer[];
  readonly evidence: readonly Evidence[];
  /** Alone among the cards (a critical VFUrgent). */
  readonly alone: boolean;
  /** Levels, verdict, worst acuity, flags and newest stating report: when it changes, a snooze ends (DECISIONS H 38). */
  readonly fingerprint: string;
  /** Ids of the reports it rests on, for the decision record. */
  readonly reportIds: readonly string[];
}

export type RuleOutcome =
  | { readonly rule: RuleId; readonly speaks: true; readonly advice: Advice }
  | {
      readonly rule: RuleId;
      readonly speaks: false;
      readonly reason: Silence;
      readonly detail: string;
      readonly evidence: readonly Evidence[];
    };

/** Every rule's outcome, in the order of precedence. */
export interface Assessment {
  readonly verdict: Verdict;
  readonly fractures: readonly ChartFracture[];
  readonly flags: readonly RedFlag[];
  readonly outcomes: readonly RuleOutcome[];
}
