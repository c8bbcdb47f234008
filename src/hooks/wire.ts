/**
 * The wire types of CDS Hooks 2.0.1 (https://cds-hooks.hl7.org/2.0/), with the additive parts of 3.0.0 that this service uses.
 * Nothing past `hooks/` sees an unchecked request.
 */
import type { Resource } from 'fhir/r4.js';

export const HOOK_NAMES = ['patient-view', 'encounter-discharge', 'report-view', 'report-review', 'report-sign', 'imaging-result'] as const;
export type HookName = (typeof HOOK_NAMES)[number];

/** The prefetch keys of this service; a key may be split (`medications-dispenses` is part of `medications`). */
export type PrefetchKey =
  'patient' | 'reports' | 'report' | 'conditions' | 'medications' | 'procedures' | 'serviceRequests' | 'observations';

/** A parsed and checked hook request. Ids match `[A-Za-z0-9\-.]{1,128}`; prefetch values are still whatever the EHR sent. */
export interface HookRequest {
  readonly hook: HookName;
  readonly serviceId: string;
  readonly hookInstance: string;
  readonly context: {
    readonly patientId: string;
    /** `Practitioner/x` or `PractitionerRole/x`; `null` when the EHR names no user. */
    readonly userId: string | null;
    readonly encounterId: string | null;
    /** The report that a report hook is about. */
    readonly reportId: string | null;
    /** Bundle of DiagnosticReports (or a single one) that a custom hook carried in its context; unchecked. */
    readonly reports: unknown;
  };
  readonly prefetch: Readonly<Record<string, unknown>>;
  /** Absolute http(s) URL without trailing slash; `null` when not sent. */
  readonly fhirServer: string | null;
  /** Used for reads of this request only, never stored or logged. */
  readonly accessToken: string | null;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export type Indicator = 'info' | 'warning' | 'critical';

export interface Action {
  readonly type: 'create';
  readonly description: string;
  readonly resource: Resource;
}

export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly actions: readonly Action[];
}

export interface Link {
  readonly label: string;
  readonly url: string;
  readonly type: 'absolute';
}

export interface Card {
  readonly uuid: string;
  /** One sentence of fewer than 140 characters. */
  readonly summary: string;
  readonly indicator: Indicator;
  /** Plain Markdown. */
  readonly detail: string;
  readonly source: { readonly label: string; readonly url?: string; readonly topic: Coding };
  readonly selectionBehavior?: 'any';
  readonly suggestions?: readonly Suggestion[];
  readonly overrideReasons?: readonly Required<Coding>[];
  readonly links?: readonly Link[];
  readonly extension?: Readonly<Record<string, unknown>>;
}

export interface HookResponse {
  readonly cards: readonly Card[];
  readonly extension?: Readonly<Record<string, unknown>>;
}
