/** What is done about one key: the table of DESIGN section 3, and nothing else. */
import type { Arrival } from './key-state.ts';
import type { FhirServer } from './server.ts';

export type Decision =
  /** Use what arrived; a server is never asked again. */
  | 'use'
  /** Nothing there, and that is known. */
  | 'none'
  /** Nothing there by category: one search without category confirms it. */
  | 'confirm'
  /** Read it from the FHIR server. */
  | 'read'
  /** Not known: the card says "not checked". */
  | 'unknown'
  /** 412 naming the key and the reason. */
  | 'refuse'
  /** 403 naming the base. */
  | 'refuse-server';

export interface KeyTraits {
  readonly needed: boolean;
  /** `reports`: an empty answer may be a category that this EHR does not use. */
  readonly confirmEmpty: boolean;
}

export const decideKey = (state: Arrival['state'], server: FhirServer['kind'], { needed, confirmEmpty }: KeyTraits): Decision => {
  if (state === 'supplied') return 'use';
  if (state === 'empty') return confirmEmpty && server === 'server' ? 'confirm' : 'none';
  if (server === 'server') return 'read';
  if (!needed) return 'unknown';
  return server === 'not-registered' ? 'refuse-server' : 'refuse';
};
