/**
 * Which roles a whole sentence can be asked about before any phrase is looked for. Each has a bit; a word carries the bits of the phrases
 * that are not there without it (phrases.ts), and a sentence without the bit cannot hold the role.
 */
import type { Role } from './schema.ts';

const GATED = [
  'target', 'measure', 'severity', 'yes', 'withdrawn', 'unconfirmed', 'flag', 'mechanism', 'ankylosed', 'imaging-advice', 'pointer', 'advice',
  'advice-thing', 'heading', 'anaphor', 'rejected', 'adopted', 'lookalike', 'time', 'grade-label',
] as const satisfies readonly Role[]; // prettier-ignore

export type GatedRole = (typeof GATED)[number];

const BITS: Readonly<Record<string, number>> = Object.fromEntries(GATED.map((role, index) => [role, 1 << index]));

/** The bit of words with which levels are written. */
export const LEVEL_GATE = 1 << 30;

/** The bit of one role; 0 for a role that is not gated. */
export const gateOf = (role: Role): number => BITS[role] ?? 0;

export const gatesOf = (roles: readonly GatedRole[]): number => roles.reduce((bits, role) => bits | gateOf(role), 0);
