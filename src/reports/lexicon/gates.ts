/**
 * What a whole sentence can be asked before any phrase is looked for. Each question has a bit; a word carries the bits of the phrases that are
 * not there without it (phrases.ts), and a sentence without the bit cannot hold such a phrase.
 */
import type { Entry } from './schema.ts';

const GATES = [
  'target-spinal', 'target-loose', 'flag-spine', 'flag-bone', 'flag-fracture', 'place', 'osseous', 'measure', 'severity', 'fraction', 'yes', 'software',
  'amending', 'mechanism', 'ankylosed', 'imaging-advice', 'advice', 'advice-thing', 'heading', 'anaphor', 'rejected', 'adopted',
  'lookalike', 'refers-back', 'time', 'grade-label', 'exam',
  'trauma-study', 'pointer', 'procedure',
] as const; // prettier-ignore

export type Gate = (typeof GATES)[number];

const BITS: Readonly<Record<string, number>> = Object.fromEntries(GATES.map((gate, index) => [gate, 1 << index]));

/** The bit of words with which levels are written. */
export const LEVEL_GATE = 1 << 30;

/** Kinds of sites that place a finding in the spine; so do parts of a vertebra that bear load, which say that it is unstable. */
const PLACES: ReadonlySet<string> = new Set(['body', 'spine', 'region']);

/** What an addendum does to the report. */
const AMENDING: ReadonlySet<string> = new Set(['withdrawn', 'unconfirmed', 'corrected']);

/** Targets and flags that say by themselves that they are about the spine, those that need a word beside them, words of place; else the role. */
const nameOf = (entry: Entry): string => {
  if (entry.role === 'target') return entry.spinal ? 'target-spinal' : 'target-loose';
  if (entry.role === 'flag') return `flag-${entry.place}`;
  if (entry.role === 'time' && entry.refersBack) return 'refers-back';
  if (AMENDING.has(entry.role)) return 'amending';
  if (entry.role === 'site') return PLACES.has(entry.kind) || entry.bearing === true ? 'place' : entry.role;
  return entry.role;
};

/** The bit of an entry; 0 where nobody asks for its kind. */
export const gateOf = (entry: Entry): number => BITS[nameOf(entry)] ?? 0;

export const bitsOf = (...gates: readonly Gate[]): number => gates.reduce((bits, gate) => bits | (BITS[gate] ?? 0), 0);
