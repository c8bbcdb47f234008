/** Everything that an integration analyst types into an EHR to register this service, for one EHR or one kind of EHR. */
import type { Coding, Link } from '../../hooks/wire.ts';
import type { Dialect } from '../../trust/caller.ts';

export interface RegisteredService {
  readonly id: string;
  /** The hook's name on the wire. */
  readonly hook: string;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly feedbackUrl: string;
}

export interface PrefetchRow {
  readonly key: string;
  readonly template: string;
  /** Without a needed key, and without read access to it, the answer is 412. */
  readonly needed: boolean;
  /** Ids of the services that ask for it. */
  readonly services: readonly string[];
}

/** What the token of a call must hold. */
export interface TokenFacts {
  /** `null` where the EHR's own is still to be told to us. */
  readonly issuer: string | null;
  readonly keys: string | null;
  readonly algorithms: readonly string[];
  /** `null`: the very address that is called. */
  readonly audience: readonly string[] | null;
  readonly tenant: string | null;
  readonly rules: readonly string[];
}

export interface ReadAccess {
  readonly resource: string;
  readonly smartScope: string;
  /** As Epic's API list calls them. */
  readonly epicApis: readonly string[];
  readonly why: string;
}

export interface TopicRow {
  readonly topic: Required<Coding>;
  readonly indicators: readonly string[];
  /** Switched off for this EHR. */
  readonly off: boolean;
}

export interface OverrideReasonRow {
  readonly reason: Required<Coding>;
  /** Topic codes of the cards that offer it. */
  readonly topics: readonly string[];
}

export interface LinkRow extends Pick<Link, 'label' | 'url'> {
  /** Topic codes of the cards that carry it. */
  readonly topics: readonly string[];
}

export interface OrderCodeRow {
  readonly order: 'dxa' | 'fls' | 'bloods';
  /** `null`: the order goes as text. */
  readonly code: Required<Coding> | null;
}

/** A fact with its name, for lists of them. */
export interface Item {
  readonly name: string;
  readonly text: string;
}

export interface Registration {
  readonly name: string;
  /** An entry of `ehrs.yaml`, or a preset for an EHR that is not in it yet. */
  readonly kind: 'entry' | 'preset';
  readonly dialect: Dialect;
  readonly service: { readonly name: string; readonly version: string; readonly knowledge: string; readonly intendedPurpose: string };
  readonly discoveryUrl: string;
  readonly services: readonly RegisteredService[];
  readonly prefetch: readonly PrefetchRow[];
  readonly token: TokenFacts;
  readonly fhirServers: readonly string[];
  readonly access: readonly ReadAccess[];
  readonly topics: readonly TopicRow[];
  readonly overrideReasons: readonly OverrideReasonRow[];
  readonly orderCodes: readonly OrderCodeRow[];
  readonly links: readonly LinkRow[];
  /** Native criteria for when to call: suggestions. */
  readonly triggers: readonly string[];
  readonly limits: readonly Item[];
  readonly dialectNotes: readonly string[];
  readonly steps: readonly string[];
  readonly whenStuck: readonly Item[];
  /** One curl call that must answer 200. */
  readonly smokeTest: string;
}
