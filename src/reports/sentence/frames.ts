/** Findings of a sentence that are spoken of alike, and the levels that they share. */
import { spokenOf, type Spoken } from './assertion.ts';
import type { Clause } from './clause.ts';
import { alternativeTumour, lookalikeOf } from './explanations.ts';
import type { Bound } from './levels-of-finding.ts';
import type { LevelGroup } from '../levels.ts';
import type { Item } from '../match.ts';
import type { Target } from './siting.ts';
import type { Surroundings } from './targets.ts';

export interface Frame {
  targets: Target[];
  readonly spoken: Spoken;
  readonly looksLike: Item | null;
  groups: LevelGroup[];
  /** From the sentence before, where this one gives none. */
  inherited: readonly string[];
}

const sameWay = (one: Spoken, other: Spoken): boolean => one.as === other.as;

export const framesOf = (clause: Clause, targets: readonly Target[], bounds: readonly Bound[], around: Surroundings): readonly Frame[] => {
  const frames: Frame[] = targets.map((target) => {
    const look = lookalikeOf(clause, target, around.explained);
    const spoken = spokenOf(clause, target);
    const alternative = look !== null && !look.sure ? look.item : alternativeTumour(clause, target);
    const open = alternative !== undefined && spoken.as === 'asserted';
    return {
      targets: [target],
      spoken: open ? { ...spoken, as: 'possible', cues: [...spoken.cues, alternative] } : spoken,
      looksLike: look?.sure === true ? look.item : null,
      groups: bounds.filter((bound) => bound.target === target).map(({ group }) => group),
      inherited: [],
    };
  });
  const merged: Frame[] = [];
  for (const frame of frames) {
    const host = merged.findLast(
      (one) =>
        sameWay(one.spoken, frame.spoken) &&
        (one.looksLike === null) === (frame.looksLike === null) &&
        !differInAge(clause, one, frame) &&
        (frame.groups.length === 0 || one.groups.length === 0),
    );
    if (host === undefined) merged.push(frame);
    else {
      host.targets.push(...frame.targets);
      host.groups.push(...frame.groups);
    }
  }
  return merged;
};

/** "old fractures and a new one": adjectives of age right before each. */
const differInAge = (clause: Clause, one: Frame, other: Frame): boolean => {
  const [first, second] = [one, other].map(({ targets }) => ageBefore(clause, targets[0]));
  return first !== undefined && second !== undefined && first !== second && isListed(clause, one, other);
};

const isListed = (clause: Clause, one: Frame, other: Frame): boolean =>
  clause.between(one.targets.at(-1)?.last ?? 0, other.targets[0]?.first ?? 0, 'joint').some(({ entry }) => entry.kind === 'and');

const ADJECTIVES = 3;

const ageBefore = (clause: Clause, target: Target | undefined): string | undefined =>
  target === undefined ? undefined : clause.between(target.first - ADJECTIVES, target.first, 'time').at(-1)?.entry.acuity;

/** "... is in keeping with an osteoporotic fracture": concludes on what was described before. */
const CONCLUDED = 3;

export const goesBack = (clause: Clause, { targets, spoken }: Frame): boolean =>
  spoken.as === 'possible' ||
  clause.tokens.mark(clause.sentence.first - 1) === ';' ||
  targets.some(
    ({ first, entry }) =>
      entry.subject === 'shape' ||
      entry.subject === 'compression' ||
      clause.between(clause.sentence.first, first, 'link').some((link) => first - link.last <= CONCLUDED) ||
      clause.sentence.among('definite', 'anaphor').some((item) => item.last <= first && first - item.last <= 3),
  );

/** "T12 height ratio 0.83, no endplate depression": what is denied of the level that is being described. */
const described = (bounds: readonly Bound[], { targets }: Frame): readonly LevelGroup[] =>
  bounds
    .filter(
      ({ group, target }) => target?.entry.subject === 'shape' && targets.every(({ first }) => target.last <= first && group.last <= first),
    )
    .map(({ group }) => group);

export const shareLevels = (frames: readonly Frame[], bounds: readonly Bound[]): void => {
  const bare = frames.filter(({ groups }) => groups.length === 0);
  if (bare.length === 0) return;
  const tumours = bounds.filter(({ target, byTumour }) => target === null && byTumour).map(({ group }) => group);
  const others = bounds.filter(({ target }) => target === null).map(({ group }) => group);
  const explained = bounds.filter(({ target, byTumour }) => target === null && !byTumour).map(({ group }) => group);
  const denied = frames.filter(({ spoken }) => spoken.as === 'denied').flatMap(({ groups }) => groups);
  for (const frame of bare) {
    const before = tumours.filter((group) => frame.targets.some((target) => group.last <= target.first));
    if (frames.length === 1 && before.length > 0) frame.groups.push(...before);
    else if (frame.spoken.as === 'denied' && explained.length > 0) frame.groups.push(...explained);
    else if (frame.spoken.as === 'denied' && !frame.spoken.qualified) frame.groups.push(...described(bounds, frame));
    else if (frame.spoken.as === 'possible' && (denied.length > 0 || others.length > 0))
      frame.groups.push(...(denied.length > 0 ? denied : others));
  }
};
