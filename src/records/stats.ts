/** What the records say about the service: counts over the last weeks, nothing of any patient. Shown by `vfcds stats` and `GET /stats`. */
import type { Day } from '../calendar.ts';

/** How often each thing happened, by its name. */
export type Counts = Readonly<Record<string, number>>;

export interface RuleStats {
  /** How often it spoke, repeats included. */
  readonly spoke: number;
  /** How often it would have spoken for EHRs in silent mode. */
  readonly wouldHaveSpoken: number;
  /** Different cards: one for each user and state of the evidence. */
  readonly cards: number;
  readonly accepted: number;
  readonly overridden: number;
  /** Accepted among answered cards, 0 to 1; `null` when none was answered. */
  readonly acceptance: number | null;
  /** Why it stayed silent, by reason. */
  readonly silences: Counts;
}

export interface WeekStats {
  /** The Monday that it begins with. */
  readonly week: Day;
  /** Imaging reports read; a report of one patient counts once a week however often the chart was opened. */
  readonly reportsRead: number;
  /** Those that state a fracture. */
  readonly fractures: number;
  readonly cards: number;
  readonly accepted: number;
}

export interface Stats {
  readonly generatedAt: string;
  /** First and last day that are counted. */
  readonly from: Day;
  readonly to: Day;
  readonly requests: { readonly total: number; readonly silentMode: number; readonly byEhr: Counts; readonly byService: Counts };
  /** Readings by verdict, one for each report and call. */
  readonly readings: Counts;
  readonly reports: { readonly read: number; readonly notEvaluated: number; readonly callsWithNotEvaluated: number };
  /** Prefetch keys that were not available, by key. */
  readonly unknownKeys: Counts;
  readonly rules: Readonly<Record<string, RuleStats>>;
  /** Cards by answer; a card with an accepted and an overridden answer counts as accepted. `responseRate`: answered among shown cards. */
  readonly answers: {
    readonly accepted: number;
    readonly overridden: number;
    readonly acceptance: number | null;
    readonly responseRate: number | null;
    /** Feedback on cards that this service never showed to that EHR. */
    readonly unknownCards: number;
  };
  /** Overridden answers by reason code; `none` where the client gave no reason. */
  readonly overrideReasons: Counts;
  /** Milliseconds from request to answer; `null` without requests. */
  readonly latency: { readonly p50: number | null; readonly p95: number | null; readonly p99: number | null };
  /** Different cards in each of the last four full weeks, oldest first. */
  readonly cardsPerWeek: readonly { readonly week: Day; readonly cards: number }[];
  /** From reports to accepted cards, week by week, oldest first; the last week is the current one. */
  readonly funnel: readonly WeekStats[];
}
