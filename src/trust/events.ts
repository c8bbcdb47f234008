/** What an analyst is told of trust decisions: reason codes, the EHR's name and the issuer; where a refused call came from; never a token, a key or an address that was sent. */

/** Why a token was not accepted. The caller is told nothing of it (401 says nothing); the log and a counter are. */
export const REFUSED_REASONS = [
  'no-token',
  'token-too-long',
  'malformed-token',
  'unknown-issuer',
  'unknown-tenant',
  'algorithm',
  'type',
  'critical-header',
  'key-url',
  'no-key-id',
  'keys-unavailable',
  'unknown-key',
  'ambiguous-key',
  'signature',
  'missing-claim',
  'audience',
  'expired',
  'issued-in-future',
  'not-yet-valid',
  'lives-too-long',
  'issued-too-long-ago',
  'replayed',
] as const;
export type RefusedReason = (typeof REFUSED_REASONS)[number];

/** `stale`: could not be had again, the last set serves on. `failed`: there is none to serve. */
export type KeysResult = 'refreshed' | 'stale' | 'failed';

/** Why an outgoing read was stopped. */
export type BlockedReason = 'origin' | 'path' | 'address' | 'redirect' | 'encoding' | 'size';

export type TrustEvent =
  /** `address`: from where the call came, for whoever must find a client that is set up wrongly, or an attacker. */
  | {
      readonly kind: 'refused';
      readonly ehr: string | null;
      readonly issuer: string | null;
      readonly address: string | null;
      readonly reason: RefusedReason;
    }
  /** Demo profile: a token of somebody else's issuer; the caller counts as without one. */
  | { readonly kind: 'token-ignored'; readonly issuer: string | null; readonly reason: RefusedReason }
  | { readonly kind: 'keys'; readonly ehr: string; readonly result: KeysResult }
  | { readonly kind: 'keys-used'; readonly ehr: string; readonly ageSeconds: number }
  /** One read of a FHIR server: the type that was asked for, and the status or why there was none. */
  | {
      readonly kind: 'fhir-read';
      readonly ehr: string;
      readonly resource: string;
      readonly status: number | 'failed';
      readonly seconds: number;
    }
  | { readonly kind: 'fhir-blocked'; readonly ehr: string; readonly reason: BlockedReason }
  /** A request named a FHIR server that this EHR has not been registered with. */
  | { readonly kind: 'fhir-server'; readonly ehr: string; readonly result: 'not-registered' };

export type Report = (event: TrustEvent) => void;

const LONGEST_LOGGED = 120;

/** An issuer as the log may hold it: it was sent by anybody, so it is clipped and holds printable ASCII only. */
export const loggedIssuer = (issuer: unknown): string | null =>
  typeof issuer === 'string' ? issuer.slice(0, LONGEST_LOGGED).replace(/[^\x21-\x7e]/g, '?') : null;
