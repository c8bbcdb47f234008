/**
 * The tables, as Kysely sees them. Both databases hold the same: text, whole numbers (instants are milliseconds since 1970) and JSON as text.
 * `''` stands for "none" in the columns that a unique key or a comparison needs, because two NULLs are never equal.
 */
import type { Generated, Insertable, Selectable } from 'kysely';

/** One hook call: what was decided and why, for audit and statistics. */
interface DecisionTable {
  readonly id: Generated<number>;
  readonly at: number;
  readonly ehr: string;
  readonly tenant: string;
  readonly patient_key: string;
  readonly user_key: string;
  readonly service_id: string;
  readonly hook_instance: string;
  readonly knowledge: string;
  /** JSON: keys of the reports it rests on. */
  readonly report_keys: string;
  readonly verdict: string;
  /** JSON: the rules that spoke. */
  readonly spoken: string;
  /** JSON: rule and reason of those that did not. */
  readonly silent: string;
  readonly reports_read: number;
  readonly reports_not_read: number;
  /** JSON: number of readings by verdict. */
  readonly readings: string;
  /** JSON: prefetch keys that were unknown. */
  readonly unknown_keys: string;
  readonly milliseconds: number;
  readonly mode: string;
  /** JSON: uuids of the cards that were shown. */
  readonly card_uuids: string;
}

/** One card for one user and one state of the evidence. */
interface DeliveryTable {
  readonly card_uuid: string;
  readonly at: number;
  readonly ehr: string;
  readonly tenant: string;
  readonly patient_key: string;
  readonly user_key: string;
  readonly topic: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly knowledge: string;
  readonly reporter_hook: number;
  readonly service_id: string;
  /** JSON: suggestion uuid by kind. */
  readonly suggestions: string;
  /** JSON: the calendar days on which it was shown. */
  readonly shown_on: string;
}

/** One answer to a delivery; the free-text comment has no column. */
interface FeedbackTable {
  readonly card_uuid: string;
  readonly outcome: string;
  readonly at: number;
  readonly reason_system: string;
  readonly reason_code: string;
  /** JSON: uuids of the accepted suggestions. */
  readonly accepted_suggestions: string;
  readonly received_at: number;
}

/** Feedback on a card that was never delivered to that EHR: counted, not kept. */
interface UnmatchedFeedbackTable {
  readonly ehr: string;
  readonly tenant: string;
  readonly received_at: number;
}

/** A token that must not come twice: SHA-256 of issuer, tenant and jti. */
interface UsedTokenTable {
  readonly token_key: string;
  readonly expires: number;
}

export interface Schema {
  readonly decision: DecisionTable;
  readonly delivery: DeliveryTable;
  readonly feedback: FeedbackTable;
  readonly unmatched_feedback: UnmatchedFeedbackTable;
  readonly used_token: UsedTokenTable;
}

export type DecisionRow = Selectable<DecisionTable>;
export type NewDecision = Insertable<DecisionTable>;
export type DeliveryRow = Selectable<DeliveryTable>;
export type FeedbackRow = Selectable<FeedbackTable>;
