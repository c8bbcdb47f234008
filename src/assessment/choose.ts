/** Which of the spoken rules are shown: what the site switched off, what was quieted by an answer, and the limit on cards (DESIGN 3, 6; DECISIONS B 15, H). */
import type { Assessment, RuleOutcome, Silence, Topic } from './advice.ts';

export interface ChoiceLimits {
  /** Cards in one answer; `VFNotRead` is not counted. */
  readonly maxCards: number;
  /** Topics that the site has switched off. */
  readonly off: readonly string[];
}

type Spoken = Extract<RuleOutcome, { speaks: true }>;

const silenced = ({ rule, advice }: Spoken, reason: Silence, detail: string): RuleOutcome => ({
  rule,
  speaks: false,
  reason,
  detail,
  evidence: advice.evidence,
});

/** An action that an earlier card on the screen offers is not offered twice. */
const withoutRepeats = (outcomes: readonly RuleOutcome[]): readonly RuleOutcome[] => {
  const offered = new Set<string>();
  return outcomes.map((outcome) => {
    if (!outcome.speaks) return outcome;
    const offers = outcome.advice.offers.filter(({ kind }) => !offered.has(kind));
    for (const { kind } of offers) offered.add(kind);
    return { ...outcome, advice: { ...outcome.advice, offers } };
  });
};

/**
 * Every outcome, in order, with those that are not shown turned into silences. A critical urgent card stands alone, and keeps the others back also while
 * its reader has snoozed it: nobody is asked for a bone density scan while a cord may be compressed. `VFNotRead` is outside all limits.
 */
export const choose = (
  assessment: Assessment,
  quiet: ReadonlyMap<Topic, 'snoozed' | 'shown-without-answer'>,
  { maxCards, off }: ChoiceLimits,
): readonly RuleOutcome[] => {
  const alone = assessment.outcomes.find((outcome) => outcome.speaks && outcome.advice.alone && !off.includes(outcome.advice.topic));
  let shown = 0;
  const shownOrNot = assessment.outcomes.map((outcome) => {
    if (!outcome.speaks) return outcome;
    const { topic } = outcome.advice;
    if (off.includes(topic)) return silenced(outcome, 'not-applicable', 'switched off for this EHR');
    const hushed = quiet.get(topic);
    if (hushed !== undefined) return silenced(outcome, hushed, 'by an answer to an earlier card');
    if (topic === 'VFNotRead') return outcome;
    if (alone !== undefined && outcome !== alone) return silenced(outcome, 'outranked', 'a critical card stands alone');
    if (shown >= maxCards) return silenced(outcome, 'outranked', `no more than ${String(maxCards)} cards`);
    shown += 1;
    return outcome;
  });
  return withoutRepeats(shownOrNot);
};
