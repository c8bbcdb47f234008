/** Fractures that a report calls malignant and that somebody follows are nobody's osteoporosis (DECISIONS B 16). */
import { once } from '../once.ts';
import type { KnownFracture, Situation } from '../situation.ts';
import type { Held } from '../standing-silences.ts';
import { actedOn, endingOf, wasFollowedUp } from './ending.ts';

const followed = (fracture: KnownFracture, situation: Situation): boolean => {
  const alarms = situation.alarms.filter(({ mentions }) => mentions.some(({ level }) => level === fracture.level));
  const refuted = alarms.some((alarm) => ['study', 'biopsy'].includes(endingOf(alarm, situation)?.by ?? ''));
  return !refuted && (actedOn(situation, fracture.firstReported) !== null || alarms.some((alarm) => wasFollowedUp(alarm, situation)));
};

/** The fractures left for the bone cards, and what silences them when none is left. */
export const withoutKnownMalignant = once((situation): { readonly fractures: readonly KnownFracture[]; readonly held: Held | null } => {
  const malignant = situation.fractures.filter((fracture) => fracture.cause === 'malignant' && followed(fracture, situation));
  const [first] = malignant;
  return {
    fractures: situation.fractures.filter((fracture) => !malignant.includes(fracture)),
    held:
      first === undefined
        ? null
        : {
            reason: 'known-malignant-cause',
            detail: `${first.level ?? 'fracture'} is reported as malignant and followed up`,
            evidence: first.evidence,
          },
  };
});
