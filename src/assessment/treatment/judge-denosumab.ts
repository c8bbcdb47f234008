/** Whether the denosumab card would speak: asked by its own rule, and by the urgent card, which names the last dose instead (DECISIONS B 15, D 21). */
import { withoutKnownMalignant } from '../red-flags/malignant-fractures.ts';
import type { KnownFracture, Situation } from '../situation.ts';
import { alwaysSilent, nothingReported, silencedByRecord, type Held } from '../standing-silences.ts';
import { denosumabState, type DenosumabState } from './denosumab.ts';

export type SpokenGap = Exclude<DenosumabState, { kind: 'long-ago' }>;

export type DenosumabVerdict =
  | { readonly speaks: true; readonly gap: SpokenGap; readonly fractures: readonly KnownFracture[] }
  | { readonly speaks: false; readonly held: Held };

const held = (reason: Held['reason'], detail: string): Held => ({ reason, detail, evidence: [] });

export const judgeDenosumab = (situation: Situation): DenosumabVerdict => {
  const quiet = (why: Held): DenosumabVerdict => ({ speaks: false, held: why });
  if (situation.audience === 'reporter') return quiet(held('not-for-this-user', 'reporter hook'));
  const always = alwaysSilent(situation, 'D');
  if (situation.fractures.length === 0) return quiet(always ?? nothingReported(situation));
  if (always !== null) return quiet(always);
  const { fractures, held: malignant } = withoutKnownMalignant(situation);
  if (fractures.length === 0) return quiet(malignant ?? nothingReported(situation));
  const gap = denosumabState(situation);
  if (gap === null && situation.facts.unknown.includes('medications'))
    return quiet(held('unknown: medications', 'medicines not available'));
  if (gap === null) return quiet(held('not-applicable', 'no denosumab, or no gap'));
  if (gap.kind === 'long-ago') return quiet(held('not-applicable', `last dose ${gap.lastDay}`));
  const byRecord = silencedByRecord(situation, 'D', fractures);
  return byRecord === null ? { speaks: true, gap, fractures } : quiet(byRecord);
};
