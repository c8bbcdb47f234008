/** Describing words of age, degree and cause, each handed to the finding or the level that it stands nearest to. */
import { spokenOf } from './assertion.ts';
import type { Clause } from './clause.ts';
import { type Place } from './clause.ts';
import { alternativeTumour } from './explanations.ts';
import type { Frame } from './frames.ts';
import { gradesAfter } from './grades.ts';
import type { LevelGroup } from '../levels.ts';
import type { Lexicon } from '../lexicon/load.ts';
import type { EntryOf } from '../lexicon/schema.ts';
import { isA, type Item } from '../match.ts';
import { measuresIn } from './measures.ts';
import type { Severity } from '../reading.ts';

interface Unit extends Place {
  readonly frame: Frame;
  readonly group: LevelGroup | null;
}

const unitsOf = (frames: readonly Frame[]): readonly Unit[] => {
  const units: Unit[] = [];
  for (const frame of frames) {
    for (const { first, last } of frame.targets) units.push({ first, last, frame, group: null });
    for (const group of frame.groups) units.push({ first: group.first, last: group.last, frame, group });
  }
  return units;
};

/** Of two that are as near, the later one, unless it stands before the place as well. */
const nearestUnit = (clause: Clause, place: Place, units: readonly Unit[]): Unit | null => {
  let nearest: Unit | null = null;
  let least = Infinity;
  for (const unit of units) {
    const distance = clause.distance(place, unit);
    if (distance > least || (distance === least && unit.first < place.first)) continue;
    nearest = unit;
    least = distance;
  }
  return nearest;
};

const describesOther = (clause: Clause, item: Item, units: readonly Unit[]): boolean => {
  if (!clause.tokens.has(item.last) || item.last >= clause.sentence.last || clause.tokens.isMark(item.last)) return false;
  const ahead = units.filter((unit) => unit.first >= item.last).reduce((least, unit) => Math.min(least, unit.first - item.last), Infinity);
  if (ahead <= 1) return false;
  const known = clause.sentence.items.find((one) => one.first <= item.last && one.last > item.last && !isA(one, 'qualified'));
  if (known === undefined && item.last - item.first > 1) return false;
  if (known === undefined) return ahead > 4 || clause.marks(item.last, item.last + ahead, ',') > 0;
  const owners = clause.sentence.items.filter((one) => one.first <= item.last && one.last > item.last);
  return (
    owners.some((one) => isA(one, 'lookalike', 'other', 'separate')) ||
    (ahead > 3 && owners.some((one) => isA(one, 'flag'))) ||
    (ahead > 5 && owners.some((one) => isA(one, 'site') && one.entry.kind !== 'body'))
  );
};

/** "... and unchanged degenerative disease". */
const qualifiesOther = (clause: Clause, item: Item, units: readonly Unit[]): boolean =>
  !units.some(({ first }) => first >= item.last) &&
  clause.sentence.items.some(
    (one) => one.first === item.last && isA(one, 'lookalike', 'other', 'separate') && clause.tokens.mark(item.first - 1) !== ',',
  );

/** "T8 fracture, may be acute": the age alone is left open. */
const isOpenAge = (clause: Clause, item: Item, units: readonly Unit[]): boolean =>
  spokenOf(clause, item).as === 'possible' && units.every(({ frame }) => frame.spoken.as !== 'possible');

const timeItems = (clause: Clause, units: readonly Unit[]): readonly Item<EntryOf<'time'>>[] =>
  clause.sentence.all('time').filter((item) => {
    if (item.entry.weak) return false;
    if (item.entry.course === 'unchanged' ? qualifiesOther(clause, item, units) : describesOther(clause, item, units)) return false;
    if (isOpenAge(clause, item, units)) return false;
    const overruled = clause.sentence
      .all('time')
      .some((one) => one.entry !== item.entry && one.entry.absorbs === true && one.first < item.last && item.first < one.last);
    return !overruled && (item.entry.course === 'unchanged' || spokenOf(clause, item).as !== 'denied');
  });

const isOedema = (item: Item): boolean => isA(item, 'time') && item.entry.oedema === true;

const BESIDE = 4;

const severityFits = (clause: Clause, item: Item, units: readonly Unit[]): boolean => {
  const losses = clause.sentence.all('measure-of-loss');
  const anchors: readonly Place[] = [...units, ...losses];
  if (units.some(({ first, last }) => first < item.first && item.last < last)) return true;
  const ahead = anchors
    .filter((anchor) => anchor.first >= item.last)
    .reduce((least, anchor) => Math.min(least, anchor.first - item.last), Infinity);
  const free = !clause.tokens.has(item.last) || item.last >= clause.sentence.last || clause.tokens.isMark(item.last);
  const joined = clause.sentence.items.some(
    (one) => one.first === item.last && isA(one, 'joint', 'time', 'hedge', 'boundary', 'cause', 'severity', 'predicate') && !isOedema(one),
  );
  const behind = anchors
    .filter((anchor) => anchor.last <= item.first)
    .reduce((least, anchor) => Math.min(least, clause.distance(anchor, item)), Infinity);
  const stranger = clause.sentence.items.some(
    (one) =>
      one.first >= item.last &&
      one.first < item.last + Math.min(ahead, BESIDE) &&
      (isA(one, 'lookalike', 'other', 'separate', 'flag', 'predicate') || isOedema(one)),
  );
  const parting = item.first === clause.sentence.first ? [';', '.'] : [',', ';', '.'];
  if (ahead <= BESIDE && !stranger && clause.marks(item.last, item.last + ahead, ...parting) === 0) return true;
  return (free || joined) && behind <= 18;
};

export interface Traits {
  readonly time: Item<EntryOf<'time'>>[];
  readonly severity: Item<EntryOf<'severity'>>[];
  /** Grades that go on behind a named one. */
  readonly grades: Severity[];
  readonly cause: Item<EntryOf<'cause'>>[];
  percent: number | null;
}

const emptyTraits = (): Traits => ({ time: [], severity: [], grades: [], cause: [], percent: null });

export const handOut = (clause: Clause, frames: readonly Frame[], lexicon: Lexicon): ReadonlyMap<Frame | LevelGroup, Traits> => {
  const stated = frames.filter(({ spoken }) => spoken.as !== 'denied');
  const units = unitsOf(stated.length > 0 ? stated : frames);
  const traits = new Map<Frame | LevelGroup, Traits>();
  if (units.length === 0) return traits;
  const of = (place: Place): Traits | null => {
    const unit = nearestUnit(clause, place, units);
    if (unit === null) return null;
    const owner = unit.group !== null && unit.frame.groups.length > 1 ? unit.group : unit.frame;
    const known = traits.get(owner) ?? emptyTraits();
    traits.set(owner, known);
    return known;
  };
  for (const item of timeItems(clause, units)) of(item)?.time.push(item);
  for (const item of clause.sentence.items) {
    if (isA(item, 'severity') && spokenOf(clause, item).as !== 'denied' && (item.entry.genant || severityFits(clause, item, units))) {
      const owner = of(item);
      owner?.severity.push(item);
      owner?.grades.push(...gradesAfter(clause, item));
    }
    if (isA(item, 'cause')) {
      const { as } = spokenOf(clause, item);
      const rival = frames.some(({ targets }) => targets.some((target) => alternativeTumour(clause, target)?.first === item.first));
      /** "Fracture of T8, a tumour may be present": a cause that is left open is none of a fracture that is stated. */
      if (
        (as === 'asserted' || (as === 'possible' && frames.some(({ spoken }) => spoken.as === 'possible'))) &&
        !rival &&
        explains(clause, item, frames)
      )
        of(item)?.cause.push(item);
    }
  }
  for (const measure of measuresIn(clause, lexicon.numbers)) {
    const known = of(measure);
    if (known !== null && measure.percent > (known.percent ?? -1)) known.percent = measure.percent;
  }
  return traits;
};

const explains = (clause: Clause, cause: Item, frames: readonly Frame[]): boolean =>
  frames.some(({ spoken, targets }) => {
    if (spoken.as !== 'possible') return true;
    return targets.some((target) => {
      if (cause.last <= target.first)
        return target.first - cause.last <= 2 && clause.between(cause.last, target.first, 'joint', 'hedge', 'boundary').length === 0;
      return (
        cause.first < target.last ||
        clause
          .between(target.last, cause.first, 'link', 'boundary')
          .some((item) => cause.first - item.last <= 3 && item.last - item.first > 1)
      );
    });
  });
