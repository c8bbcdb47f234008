/** Another explanation that the sentence gives for a shape: a look-alike, or a tumour as the alternative. */
import { spokenOf } from './assertion.ts';
import type { Clause } from './clause.ts';
import type { EntryOf } from '../lexicon/schema.ts';
import { isA, type Item } from '../match.ts';
import type { Target } from './siting.ts';

export const lookalikeOf = (clause: Clause, target: Target, explained: boolean): { readonly item: Item; readonly sure: boolean } | null => {
  const back = explained || explainedAhead(clause, target) ? pointsBack(clause, target) : undefined;
  if (back !== undefined) return { item: back, sure: true };
  for (const item of clause.sentence.items) {
    if (!isA(item, 'lookalike') || (item.first < target.last && target.first < item.last && item.entry.kind === 'link')) continue;
    if (spokenOf(clause, item).as === 'denied') continue;
    const [from, to] = item.first >= target.last ? [target.last, item.first] : [item.last, target.first];
    const alternatives = clause
      .between(Math.min(from, to), Math.max(from, to), 'hedge')
      .filter((one) => isA(one, 'hedge') && one.entry.reach === 'alternative');
    const adjective =
      item.last <= target.first &&
      target.first - item.last <= 1 &&
      !clause.sentence.items.some((one) => one.first >= item.last && one.last <= target.first && isA(one, 'boundary', 'joint', 'hedge'));
    const within = item.first < target.last && target.first < item.last;
    if (alternatives.length > 0 && Math.abs(to - from) <= 12) return { item, sure: false };
    if (leftOpen(clause, target, item)) return { item, sure: false };
    if (isRivalled(clause, item) || spokenOf(clause, item).as === 'possible') return { item, sure: false };
    if (
      adjective ||
      within ||
      bringsAbout(clause, item, target) ||
      closesWith(clause, item, target) ||
      (isA(item, 'lookalike') && item.entry.linked === true && item.first >= target.last)
    )
      return { item, sure: true };
    if (item.first >= target.last) {
      if (turnsAway(clause, target.last, item.first)) continue;
      const links = clause
        .between(target.last, item.last, 'link')
        .filter((link) => item.first - link.last <= 6 && link.last <= item.first + 1);
      const others = clause.between(target.last, item.first, 'target').filter((one) => one.entry.subject !== 'shape');
      if (links.length > 0 && others.length === 0) return { item, sure: true };
    }
  }
  return null;
};

/** "An early fracture is one possibility, an artefact another." */
const leftOpen = (clause: Clause, target: Target, item: Item): boolean =>
  target.entry.subject === 'fracture' &&
  clause.between(target.last, item.first, 'hedge').some(({ entry }) => entry.direction === 'backward');

const RIVAL = 4;

/** "... a Schmorl's node or a fracture". */
const isRivalled = (clause: Clause, item: Item): boolean =>
  clause
    .between(item.last, item.last + 1, 'hedge')
    .some(
      (or) =>
        or.entry.reach === 'alternative' &&
        clause.sentence.all('target').some(({ first, entry }) => entry.subject !== 'shape' && first >= or.last && first - or.last <= RIVAL),
    );

/** "A limbus vertebra with anterior wedging", "Schmorl nodes causing loss of height": the explanation stands first. */
const bringsAbout = (clause: Clause, item: Item<EntryOf<'lookalike'>>, target: Target): boolean => {
  if (item.last > target.first || target.entry.subject === 'fracture' || target.first - item.last > 12) return false;
  if (turnsAway(clause, item.last, target.first, 'brings') || clause.marks(item.last, target.first, ';', ':') > 0) return false;
  const tied = clause.between(item.last, target.first, 'brings').length > 0;
  const part = item.entry.shapes === true && clause.between(item.last, target.first, 'joint').some((joint) => joint.entry.kind === 'with');
  const groups = clause.sentence.groups.filter((group) => group.last > item.last - 6 && group.first < target.last + 4);
  return (tied || part) && groups.length <= 1;
};

/** "Irregular end plates with anterior wedging, Scheuermann's disease.", "T8 to T11 are wedged: Scheuermann's disease, T4 to T12." */
const closesWith = (clause: Clause, item: Item<EntryOf<'lookalike'>>, target: Target): boolean =>
  item.entry.shapes === true &&
  target.entry.subject === 'shape' &&
  item.first > target.last &&
  (item.last >= clause.sentence.last || clause.tokens.isMark(item.last)) &&
  (clause.tokens.mark(item.first - 1) === ':' ||
    (clause.tokens.mark(item.first - 1) === ',' && clause.sentence.groups.every((group) => group.last <= item.first)));

const turnsAway = (clause: Clause, from: number, to: number, unless: 'link' | 'brings' = 'link'): boolean =>
  clause
    .between(from, to, 'boundary')
    .some((item) => item.entry.kind === 'stop' && !clause.sentence.all(unless).some((link) => link.first === item.first));

/** "A fracture or a metastasis", "tumour or fracture". */
export const alternativeTumour = (clause: Clause, target: Target): Item | undefined =>
  clause.sentence.items.find((item) => {
    if (!isA(item, 'flag') || item.entry.flag !== 'malignancy' || clause.distance(item, target) > 6) return false;
    const ors = clause
      .between(Math.min(item.last, target.last), Math.max(item.first, target.first), 'hedge')
      .filter((one) => one.entry.reach === 'alternative');
    return (
      ors.some((or) => or.first === target.last || (or.first === item.last && target.first - or.last <= 1)) &&
      !clause.sentence.all('target').some((one) => one.first < item.last && one.last > item.first)
    );
  });

/** "Spondylosis, minor loss of height of C5 secondary to this." */
const explainedAhead = (clause: Clause, target: Target): boolean =>
  clause.sentence.all('lookalike').some((item) => item.last <= target.first && spokenOf(clause, item).as === 'asserted');

const pointsBack = (clause: Clause, target: Target): Item | undefined =>
  clause.sentence
    .all('anaphor')
    .find((item) => item.first > target.last && clause.between(target.last, item.first, 'link').some((link) => link.last === item.first));
