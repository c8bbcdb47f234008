/** Which levels in a sentence may be levels of a fracture, and of which finding each is spoken. */
import type { Clause, Place } from './clause.ts';
import type { LevelGroup } from '../levels.ts';
import { isA, type Item } from '../match.ts';
import { isShare } from './measures.ts';
import type { Target } from './siting.ts';

const WEIGHTINGS = new Set(['T1', 'T2']);

const near = (clause: Clause, from: number, to: number, ...roles: Parameters<typeof isA>[1][]): boolean =>
  clause.sentence.items.some((item) => item.first >= from && item.last <= to && (roles as readonly string[]).includes(item.entry.role));

const isWeighting = (clause: Clause, group: LevelGroup): boolean =>
  group.levels.every((level) => WEIGHTINGS.has(level)) &&
  near(clause, group.first - 2, group.last + 3, 'weighting') &&
  (near(clause, group.last, group.last + 1, 'weighting') || !near(clause, group.last, group.last + 2, 'target'));

/** More levels than this from the chest into the loins are the extent of the examination ("VFA, T4-L4"). */
const LONGEST_RUN = 9;

const isExtent = ({ levels }: LevelGroup): boolean =>
  levels.length > LONGEST_RUN && levels[0]?.startsWith('T') === true && levels.at(-1)?.startsWith('L') === true;

/** "Right L5 compressed": a root. */
const isRoot = (clause: Clause, group: LevelGroup): boolean =>
  near(clause, group.first - 1, group.first, 'side') &&
  clause.between(group.last, group.last + 2, 'target').some(({ entry }) => entry.subject === 'compression' && !entry.spinal);

/** "Fracture of L2, correction, L1". */
const isCorrected = (clause: Clause, group: LevelGroup): boolean =>
  clause.sentence
    .all('corrected')
    .some(
      (item) =>
        item.first - group.last <= 1 &&
        item.first >= group.last &&
        clause.sentence.groups.some(({ first }) => first >= item.last && first - item.last <= 1),
    );

/** Levels that belong to discs, roots, screws, cords, stages, or to the extent of the examination. */
const isElsewhere = (clause: Clause, group: LevelGroup): boolean => {
  if (group.junction && clause.sentence.has('pair')) return false;
  if (isShare(clause, group.first - 3) || isCorrected(clause, group) || isRoot(clause, group)) return true;
  const after = clause.sentence
    .all('not-level-after')
    .find(
      (item) => item.first >= group.last && item.first - group.last <= 1 && clause.between(group.last, item.first, 'joint').length === 0,
    );
  if (after !== undefined && !near(clause, group.last, after.last, 'target')) return true;
  if (near(clause, group.last, group.last + 2, 'target')) return false;
  if (near(clause, group.first - 1, group.first, 'not-level-before', 'staging') || near(clause, group.last, group.last + 1, 'staging'))
    return true;
  return clause.sentence
    .all('not-level-lead')
    .some(
      (item) =>
        item.last <= group.first &&
        group.first - item.last <= 3 &&
        clause.between(item.last, group.first, 'target').length === 0 &&
        clause.marks(item.last, group.first, ',', ';', '-', ':', '(', ')') === 0,
    );
};

/** "through the body and pedicles of L2": the level is that of the body as well. */
const listedWithBody = (clause: Clause, part: Place): boolean =>
  clause.sentence
    .all('site')
    .some((item) => item.entry.kind === 'body' && item.last === part.first - 1 && near(clause, item.last, part.first, 'joint'));

/** "the spinous process of T9", "the foramina of T9-10": a level of another part. */
const isOfPart = (clause: Clause, group: LevelGroup): boolean => {
  const of = clause.sentence
    .all('joint')
    .find((item) => item.entry.kind === 'of' && item.last <= group.first && group.first - item.last <= 1);
  if (of === undefined) return false;
  const part = clause.sentence
    .all('site')
    .find((item) => (item.entry.kind === 'element' || item.entry.kind === 'organ') && item.last === of.first);
  return (
    part !== undefined &&
    !listedWithBody(clause, part) &&
    !clause.sentence.among('target', 'lookalike', 'other', 'separate').some((item) => item.first <= part.first && item.last >= part.last)
  );
};

export const usableGroups = (clause: Clause): readonly LevelGroup[] =>
  (clause.usable ??= clause.sentence.groups.filter(
    (group) => !isExtent(group) && !isWeighting(clause, group) && !isElsewhere(clause, group) && !isOfPart(clause, group),
  ));

/** Only named to say that it is well. */
export const isSpared = (clause: Clause, group: LevelGroup): boolean =>
  clause.sentence.all('spares').some((item) => item.last === group.first) ||
  clause.sentence.all('spared').some((item) => item.first === group.last);

/** Without the levels that are only named to say that they are well ("a fracture of L2 but not L1"), where others are named beside them. */
export const afflicted = (clause: Clause, groups: readonly LevelGroup[]): readonly LevelGroup[] => {
  if (!clause.sentence.has('spares', 'spared')) return groups;
  const left = groups.flatMap((group) => (isSpared(clause, group) ? (withoutTail(clause, group) ?? []) : [group]));
  return left.length === 0 ? groups : left;
};

/** "Fracture of T12, L1 normal": the last level after a comma begins another clause. */
const withoutTail = (clause: Clause, group: LevelGroup): LevelGroup | null => {
  const [comma, tail] = [group.last - 2, group.last - 1];
  const led = near(clause, clause.sentence.first, group.first, 'target') && clause.tokens.mark(comma) === ',' && clause.tokens.isWord(tail);
  return led && group.levels.length > 1 ? { ...group, last: comma, levels: group.levels.slice(0, -1) } : null;
};

/** "T12/L1" is a disc space, unless the text makes several fractures of it. */
export const levelsOf = (group: LevelGroup, plural: boolean): readonly string[] =>
  group.junction && !plural ? [] : group.levels.filter((level) => !level.startsWith('S'));

/** Levels of several groups, in the order of the text. */
export const levelsIn = (groups: readonly LevelGroup[], plural: boolean): readonly string[] => {
  const [only] = groups;
  if (groups.length <= 1) return only === undefined ? [] : levelsOf(only, plural);
  const levels: string[] = [];
  for (const group of groups) levels.push(...levelsOf(group, plural));
  return levels;
};

const PULL = 3;

const pull = (clause: Clause, group: LevelGroup, anchor: Place, groups: readonly LevelGroup[]): number => {
  const [from, to] = anchor.first < group.first ? [anchor.last, group.first] : [group.last, anchor.first];
  const others = groups.filter((one) => one !== group && one.first >= from && one.last <= to).length;
  const joined =
    anchor.first < group.first && clause.sentence.all('joint').some((item) => item.entry.kind === 'of' && item.last === group.first);
  const direct =
    anchor.first >= group.last &&
    anchor.first - group.last <= 2 &&
    clause.between(group.last, anchor.first, 'joint').every((item) => item.entry.kind !== 'and');
  return clause.distance(anchor, group) + 6 * others - (joined || direct ? PULL : 0);
};

/** Other things that a level can be a level of. */
const rivals = (clause: Clause): readonly Item[] =>
  clause.sentence.items.filter(
    (item) =>
      isA(item, 'lookalike') ||
      isA(item, 'separate') ||
      (isA(item, 'flag') && (item.entry.flag === 'malignancy' || item.entry.flag === 'infection')),
  );

export interface Bound {
  readonly group: LevelGroup;
  /** `null` where the level is that of a look-alike or of a tumour. */
  readonly target: Target | null;
  readonly byTumour: boolean;
}

/** "Fractures due to myeloma at T8 and L1", "fracture through an L3 metastasis": the levels are those of the fractures. */
const isCauseOf = (clause: Clause, item: Item, target: Target): boolean =>
  isA(item, 'flag') &&
  item.first > target.last &&
  (clause
    .between(target.last, item.first, 'link', 'boundary')
    .some((link) => link.first === target.last && link.last === item.first && link.last - link.first > 1) ||
    (item.first - target.last <= THROUGH &&
      clause.between(target.last, item.first, 'joint').some(({ entry, first }) => entry.own === true && first === target.last)));

const THROUGH = 4;

/** `elsewhere`: findings of the sentence that are not of a vertebral body. */
export const bind = (
  clause: Clause,
  groups: readonly LevelGroup[],
  targets: readonly Target[],
  elsewhere: readonly Target[],
): readonly Bound[] => {
  const others = [...rivals(clause), ...elsewhere].filter(
    (item) => !targets.some((target) => (target.first <= item.first && item.last <= target.last) || isCauseOf(clause, item, target)),
  );
  return groups.map((group) => {
    const best = (anchors: readonly Item[]): { item: Item | null; pull: number } =>
      anchors.reduce<{ item: Item | null; pull: number }>(
        (least, item) => {
          const strength = pull(clause, group, item, groups);
          return strength < least.pull ? { item, pull: strength } : least;
        },
        { item: null, pull: Infinity },
      );
    const own = best(targets);
    const other = best(others);
    if (other.item !== null && other.pull + (isA(other.item, 'lookalike') && other.item.entry.kind === 'link' ? 2 : 1) < own.pull)
      return { group, target: null, byTumour: isA(other.item, 'flag') };
    return { group, target: targets.find((target) => target === own.item) ?? null, byTumour: false };
  });
};
