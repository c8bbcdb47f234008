/** What must outlive a request. One interface, two databases; every id of a patient, user or report is a keyed hash before it gets here. */
import type { Day } from '../calendar.ts';

/** Who a decision was about, hashed: HMAC-SHA-256(HASH_KEY, EHR name, tenant, id). */
export interface Subject {
  readonly ehr: string;
  readonly tenant: string | null;
  readonly patientKey: string;
  /** `null` without a userId: then no personal snooze applies. */
  readonly userKey: string | null;
}

/** A card that was shown, as the database holds it. */
export interface Delivery {
  readonly cardUuid: string;
  readonly at: Date;
  readonly topic: string;
  readonly rule: string;
  readonly userKey: string | null;
  /** Hash of the evidence fingerprint. */
  readonly fingerprint: string;
  readonly reporterHook: boolean;
  /** The service that first showed it; two reporter hooks never quiet each other (DECISIONS H 38). */
  readonly serviceId?: string;
  /** Suggestion uuids by kind (`problem`, `fls`, `dxa`, `bloods`). */
  readonly suggestions: Readonly<Record<string, string>>;
  /** Distinct calendar days on which it was shown. */
  readonly shownOn: readonly Day[];
}

/** An answer to a delivery. The free-text comment is accepted and never stored. */
export interface Answer {
  readonly cardUuid: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly at: Date;
  readonly reasonSystem: string | null;
  readonly reasonCode: string | null;
  readonly acceptedSuggestions: readonly string[];
}

/** All that is remembered of one patient and may matter today. */
export interface Memory {
  readonly deliveries: readonly Delivery[];
  readonly answers: readonly (Answer & { readonly receivedAt: Date })[];
}

/** What one hook call decided, for audit and statistics; no patient data, no report text. */
export interface Decision {
  readonly at: Date;
  readonly subject: Subject;
  readonly serviceId: string;
  readonly hookInstance: string;
  readonly knowledge: string;
  readonly reportKeys: readonly string[];
  readonly verdict: string;
  readonly spoken: readonly string[];
  readonly silent: readonly { readonly rule: string; readonly reason: string }[];
  readonly reportsRead: number;
  readonly reportsNotRead: number;
  readonly readings: Readonly<Record<string, number>>;
  readonly unknownKeys: readonly string[];
  readonly milliseconds: number;
  readonly mode: 'live' | 'silent';
  /** New or repeated deliveries of this call. */
  readonly deliveries: readonly Delivery[];
}

/** What became of one feedback item. */
export interface Stored {
  readonly result: 'stored' | 'duplicate' | 'unknown-card';
  /** The rule of the card that it answers; `null` where that EHR was never sent such a card. */
  readonly rule: string | null;
}

export interface Records {
  /** @throws Error when the database is down; the hook then answers unrecorded. */
  recall(subject: Subject, since: Date): Promise<Memory>;
  /**
   * Stores decision and deliveries in one transaction and resolves to the deliveries as the database holds them, in the order given:
   * where another replica showed the same a moment earlier, they carry its uuids, and the cards must be rendered with those.
   * Nothing was shown in silent mode, so there only the decision is kept. @throws Error when the database is down.
   */
  remember(decision: Decision): Promise<readonly Delivery[]>;
  /** Stores a whole batch before it resolves; on disk when it has resolved. @throws Error when the database is down. */
  answer(
    ehr: { readonly name: string; readonly tenant: string | null },
    answers: readonly Answer[],
    receivedAt: Date,
  ): Promise<readonly Stored[]>;
  /** True the first time, false when (issuer, tenant, jti) was used before and has not expired. @throws Error when the database is down. */
  useToken(token: {
    readonly issuer: string;
    readonly tenant: string | null;
    readonly jti: string;
    readonly expires: Date;
  }): Promise<boolean>;
  /** Removes what is older than the retention; resolves to the number of rows. */
  purge(before: Date): Promise<number>;
  forget(ehr: string, patientKey: string): Promise<number>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}
