/** Whether a word that fits many things is said of a vertebra: "T8 is rather flat", "a dip in the upper surface of T10", not "the lesion at L2 is smaller". */
import type { Clause, Place } from './clause.ts';
import type { LevelGroup } from '../levels.ts';
import { isA, type Item } from '../match.ts';
import type { Target } from './siting.ts';

/** Words between a subject and what is said of it. */
const NEAR = 4;
/** "L1, at the lower edge, seems flatter". */
const INSERTED = 9;

export const isSaidOfVertebra = (clause: Clause, groups: readonly LevelGroup[], target: Target): boolean => {
  const bodies = clause.sentence.all('site').filter(({ entry }) => entry.kind === 'body');
  const subjects = target.entry.tied === 'body' ? bodies : [...bodies, ...groups.filter((group) => !isLed(clause, group))];
  return (
    subjects.some((place) => isSubject(clause, place, target)) ||
    [...bodies, ...groups].some((place) => isWithin(place, target) || follows(clause, place, target))
  );
};

const isWithin = (place: Place, target: Place): boolean => target.first <= place.first && place.last <= target.last;

/** "The lesion at L2": the level only says where. */
const isLed = (clause: Clause, { first }: Place): boolean =>
  clause.sentence
    .all('joint')
    .some(
      (joint) =>
        joint.entry.kind === 'of' &&
        joint.last === first &&
        !clause.sentence.items.some((item) => item.last === joint.first && isA(item, 'site', 'measure') && !isOther(item)),
    );

const isOther = (item: Item): boolean => isA(item, 'site') && item.entry.kind !== 'body';

/** Nothing but verbs and words of degree and age stands between, or an insertion between commas. */
const isSubject = (clause: Clause, { last }: Place, { first }: Place): boolean => {
  if (last > first || first - last > INSERTED) return false;
  if (clause.tokens.mark(last) === ',' && clause.marks(last, first, ',') === 2) return true;
  if (first - last > NEAR) return false;
  for (let at = last; at < first; at += 1)
    if (
      !clause.sentence.items.some(
        (item) => item.first <= at && at < item.last && isA(item, 'predicate', 'severity', 'time', 'measure', 'joint'),
      )
    )
      return false;
  return true;
};

/** "A dip in the upper surface of T10." */
const follows = (clause: Clause, { first }: Place, target: Place): boolean =>
  clause.sentence
    .all('joint')
    .some((joint) => joint.entry.kind === 'of' && joint.first === target.last && first >= joint.last && first - joint.last <= 1);
