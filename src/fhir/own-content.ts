/** What of an arrival may be used: the patient's own resources. One of another patient makes the whole key failed (DECISIONS I 41). */
import type { Belongs } from './belongs-to-patient.ts';
import type { Arrival, Entry } from './key-state.ts';

export interface OwnContent {
  readonly arrival: Arrival;
  /** Matches and included resources of this patient, with everything beside them for looking up references. */
  readonly matches: readonly Entry[];
  readonly beside: readonly Entry[];
  /** Matches of another patient or without a subject. */
  readonly dropped: number;
}

const failed = (arrival: Arrival, why: string): Arrival => ({ ...arrival, state: 'failed', why, matches: [], included: [], next: null });

/** Keeps what belongs to the patient; the arrival turns to `failed` where somebody else's data was among it, or nothing names its patient. */
export const keepOwn = (arrival: Arrival, belongs: Belongs): OwnContent => {
  if (arrival.state !== 'supplied') return { arrival, matches: [], beside: [], dropped: 0 };
  const { matches: all, included } = arrival;
  const beside = included.length === 0 ? all : [...all, ...included];
  const matches: Entry[] = [];
  let others = 0;
  for (const entry of all) {
    const whose = belongs(entry.resource, beside);
    if (whose === 'own') matches.push(entry);
    else if (whose === 'other') others += 1;
  }
  const dropped = all.length - matches.length;
  if (others > 0)
    return { arrival: failed(arrival, `${others} of ${all.length} resources are of another patient`), matches: [], beside: [], dropped };
  if (matches.length === 0) return { arrival: failed(arrival, 'no resource names its patient'), matches: [], beside: [], dropped };
  return { arrival, matches, beside, dropped };
};
