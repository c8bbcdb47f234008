/** Who is calling: made only by `verifyCaller` (or by the replay command for itself), so that nothing is read before somebody was trusted. */

export type Dialect = 'standard' | 'epic' | 'oracle';

export interface OrderCode {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export interface LocalLink {
  readonly label: string;
  readonly url: string;
  /** Topic codes of the cards that carry it. */
  readonly on: readonly string[];
}

/** One EHR of the registry, as the rest of the house needs it. */
export interface Ehr {
  readonly name: string;
  readonly tenant: string | null;
  readonly dialect: Dialect;
  readonly mode: 'live' | 'silent';
  /** Topic codes switched off at this site. */
  readonly off: readonly string[];
  /** FHIR bases that may be read, without a trailing slash. */
  readonly fhirServers: readonly string[];
  readonly allowPrivateAddresses: boolean;
  /** Prefetch templates that replace or split the default ones, by key. */
  readonly prefetch: Readonly<Record<string, string>>;
  readonly orderCodes: { readonly dxa?: OrderCode; readonly fls?: OrderCode; readonly bloods?: OrderCode };
  readonly links: readonly LocalLink[];
}

export interface Caller {
  readonly ehr: Ehr;
  /** Issuer of the token, or `null` in the demo profile without a token. */
  readonly issuer: string | null;
}
