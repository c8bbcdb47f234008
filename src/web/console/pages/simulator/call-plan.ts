/** What the simulated EHR honours in one call: each prefetch key, the FHIR server, the dialect and the token. */
import type { Dialect } from '../../../../trust/caller.ts';
import type { Behaviour } from '../../../simulator/behaviours.ts';

export type KeyChoice = 'sent' | 'null' | 'failed' | 'absent';
export type ServerChoice = 'off' | Behaviour;
export type TokenChoice = 'none' | 'good' | 'expired' | 'replayed' | 'wrong-audience' | 'forged';

export interface CallPlan {
  readonly service: string;
  readonly keys: Readonly<Record<string, KeyChoice>>;
  readonly server: ServerChoice;
  readonly dialect: Dialect;
  readonly token: TokenChoice;
}

/** What was changed from an EHR that honours everything, in words. */
export const planInWords = ({ keys, server, dialect, token }: CallPlan): string => {
  const changed = Object.entries(keys).filter(([, choice]) => choice !== 'sent');
  return [
    changed.length > 0 ? changed.map(([key, choice]) => `${key} ${choice}`).join(', ') : 'every key sent',
    `FHIR server ${server}`,
    dialect,
    `token ${token}`,
  ].join(' · ');
};
