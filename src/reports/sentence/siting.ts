/** Where a finding lies: in a vertebral body, in another part of a vertebra, in another bone or organ, or not said. */
import type { Clause, Place } from './clause.ts';
import { isA, type Item } from '../match.ts';
import type { EntryOf } from '../lexicon/schema.ts';
import type { LevelGroup } from '../levels.ts';
import type { Region } from '../reading.ts';
import { usableGroups } from './levels-of-finding.ts';

export type Site = 'vertebral' | 'element' | 'elsewhere' | 'unsaid';

export type Target = Item<EntryOf<'target'>>;

export interface Spot extends Place {
  readonly site: Exclude<Site, 'unsaid'>;
  /** Something that does not break. */
  readonly soft: boolean;
}

const NEAR = 9;
const FAR = 14;

const siteOfKind: Readonly<Record<EntryOf<'site'>['kind'], Spot['site']>> = {
  body: 'vertebral',
  spine: 'vertebral',
  region: 'vertebral',
  element: 'element',
  bone: 'elsewhere',
  organ: 'elsewhere',
};

/** Words of place in the sentence; a level followed by the name of a part is that part. */
const spotsOf = (clause: Clause): readonly Spot[] => (clause.spots ??= findSpots(clause, usableGroups(clause)));

const findSpots = (clause: Clause, groups: readonly LevelGroup[]): readonly Spot[] => {
  const things = clause.sentence.among('lookalike', 'target', 'other', 'separate');
  const sites = clause.sentence.all('site');
  const named = sites
    .filter(
      (item) =>
        item.entry.kind === 'body' ||
        (!groups.some(({ first, last, junction }) => junction && first < item.first && item.last <= last) &&
          !things.some(
            (thing) =>
              thing.first <= item.first && item.last <= thing.last && !(isA(thing, 'other', 'separate') && item.entry.kind === 'bone'),
          )),
    )
    .map(({ first, last, entry }): Spot => ({ first, last, site: siteOfKind[entry.kind], soft: entry.kind === 'organ' }));
  const ofPeg = sites.some(({ entry }) => entry.peg === true) && !sites.some(({ entry }) => entry.kind === 'body');
  const spots = [...named];
  for (const group of groups) {
    if (group.junction || group.levels.every((level) => level.startsWith('S'))) continue;
    const part = named.find(
      ({ first, site }) =>
        first >= group.last && first - group.last <= 1 && site !== 'vertebral' && clause.between(group.last, first, 'joint').length === 0,
    );
    const behind = named.some(({ last, site }) => last === group.first && site === 'element');
    const bodiless = group.levels.every((level) => clause.bodiless.has(level) || (ofPeg && clause.pegged.has(level)));
    const site = part?.site ?? (bodiless || behind ? 'element' : 'vertebral');
    spots.push({ first: group.first, last: group.last, site, soft: false });
  }
  return spots.sort((a, b) => a.first - b.first);
};

const coordinated = (clause: Clause, one: Place, other: Place): boolean => {
  const gap = other.first - one.last;
  if (gap < 0 || gap > 4) return false;
  if (gap === 0) return true;
  if (hasOf(clause, one.last, one.last + 1) || hasWith(clause, one.last, one.last + 1)) return false;
  const joints = clause
    .between(one.last, other.first, 'joint', 'hedge')
    .filter((item) => (isA(item, 'joint') && item.entry.kind === 'and') || (isA(item, 'hedge') && item.entry.reach === 'alternative'));
  return joints.length > 0 && clause.between(one.last, other.first, 'predicate', 'boundary', 'target', 'time', 'severity').length === 0;
};

/** The nearest place and those that are listed with it; a vertebra among them decides. Commas alone make no list: somewhere in it stands "and" or "or". */
const listed = (clause: Clause, spots: readonly Spot[], start: number, step: 1 | -1): Spot['site'] => {
  const nearest = spots[start]?.site ?? 'elsewhere';
  let vertebral = false;
  let worded = false;
  for (let at = start; ; at += step) {
    const from = step === 1 ? at : at - 1;
    if (from < 0) break;
    const [one, other] = [spots[from], spots[from + 1]];
    if (one === undefined || other === undefined || other.first === one.last || !coordinated(clause, one, other)) break;
    vertebral ||= (step === 1 ? other : one).site === 'vertebral';
    worded ||= clause
      .between(one.last, other.first, 'joint', 'hedge')
      .some((item) => (!isA(item, 'joint') || item.entry.kind === 'and') && clause.tokens.mark(item.first) !== ',');
  }
  return vertebral && worded ? 'vertebral' : nearest;
};

const barred = (clause: Clause, from: number, to: number): boolean =>
  clause.between(from, to, 'target', 'boundary').length > 0 || clause.marks(from, to, ';', ')') > 0;

const hasOf = (clause: Clause, from: number, to: number): boolean =>
  clause.between(from, to, 'joint').some((item) => item.entry.kind === 'of');

/** "Disc destruction with collapse of the bodies": the finding begins a noun phrase of its own. */
const hasWith = (clause: Clause, from: number, to: number): boolean =>
  clause.between(from, to, 'joint').some((item) => item.entry.kind === 'with');

/** "A rod fracture at L2 and fractured L4 screw": a new noun phrase, which has its own place right behind. */
const opensNext = (clause: Clause, spots: readonly Spot[], spot: Spot, target: Place): boolean =>
  spots.some(({ first }) => first >= target.last && first - target.last <= 1) &&
  clause.between(spot.last, target.first, 'joint').some(({ entry }) => entry.kind === 'and');

/** "Narrowing at the hip, and an old fracture": an article after "and". */
const beginsAnew = (clause: Clause, from: number, to: number): boolean => {
  const joints = clause.between(from, to, 'joint');
  return joints.some(
    ({ entry, last }) => entry.kind === 'and' && joints.some((next) => next.entry.kind === 'article' && next.first === last),
  );
};

/** Right before it in its own noun phrase: "rib, vertebral or sternal fracture", "T8 wedge fracture". */
const before = (clause: Clause, spots: readonly Spot[], target: Place): Spot['site'] | null => {
  const at = spots.findLastIndex(({ last }) => last <= target.first);
  const spot = at < 0 ? undefined : spots[at];
  if (spot === undefined || target.first - spot.last > 4) return null;
  if (
    barred(clause, spot.last, target.first) ||
    hasOf(clause, spot.last, target.first) ||
    clause.between(spot.last, target.first, 'predicate').length > 0
  )
    return null;
  if (clause.marks(spot.last, target.first, ':', '-') > 0 || opensNext(clause, spots, spot, target)) return null;
  if (spot.site !== 'vertebral' && beginsAnew(clause, spot.last, target.first)) return null;
  if (spot.site !== 'vertebral' && (clause.marks(spot.last, target.first, ',') > 0 || hasWith(clause, spot.last, target.first)))
    return null;
  return listed(clause, spots, at, -1);
};

/** "A fracture of the spleen." Where it goes on, the organ may only tell who the patient is. */
const endsThere = (clause: Clause, last: number): boolean => last >= clause.sentence.last || !clause.tokens.isWord(last);

/** "A fracture or facet degeneration": the place belongs to the other of the two. */
export const isAlternative = (clause: Clause, target: Place, spot: Place): boolean =>
  clause.between(target.last, spot.first, 'hedge').some(({ entry, last }) => entry.reach === 'alternative' && spot.first - last <= 1);

/** What a disc is said to cause. */
export const DISC = 'degenerative';

/** A disc does not break: "a fracture that enters at the ossified disc". */
const isDisc = (clause: Clause, spot: Place): boolean =>
  clause.sentence.all('ascription').some((item) => item.entry.to === DISC && item.first === spot.first);

/** "L2 has burst: the pedicles are splayed". */
const saysAnew = (clause: Clause, from: number, to: number): boolean =>
  clause.between(from, to, 'definite').some(({ first }) => clause.tokens.mark(first - 1) === ':');

/** After it: "fracture of the superior end plate of L1", not "insufficiency fracture in a renal transplant recipient". */
const after = (clause: Clause, spots: readonly Spot[], target: Target): Spot['site'] | null => {
  const breaks = target.entry.subject === 'fracture';
  const at = spots.findIndex(
    (one) => one.first >= target.last && !(breaks && one.soft && (!endsThere(clause, one.last) || isDisc(clause, one))),
  );
  const spot = at < 0 ? undefined : spots[at];
  if (spot === undefined) return null;
  const gap = spot.first - target.last;
  const tied = gap <= 2 || hasOf(clause, target.last, spot.first);
  if (!tied || gap > NEAR || barred(clause, target.last, spot.first)) return null;
  if (clause.marks(target.last, spot.first, ',') > (spot.site === 'vertebral' ? 1 : 0)) return null;
  if (spot.site !== 'vertebral') {
    if (saysAnew(clause, target.last, spot.first) || isAlternative(clause, target, spot)) return null;
    const next = spots[at + 1];
    const chained =
      next?.site === 'vertebral' && next.first - spot.last <= 3 && hasOf(clause, spot.last, next.first) && spot.site === 'elsewhere';
    if (chained && clause.between(spot.first, spot.last, 'site').length === 0) return 'vertebral';
  }
  return listed(clause, spots, at, 1);
};

const OF_ITS_PART = 4;

/** "C2 level showing fractures of the pars": the part that the finding itself is said to lie in outweighs a level further ahead. */
const partOf = (clause: Clause, spots: readonly Spot[], target: Target): Spot['site'] | null => {
  const of = clause.sentence.all('joint').find((item) => item.entry.own === true && item.first === target.last);
  const at = spots.findIndex(({ first }) => first >= target.last);
  const spot = at < 0 ? undefined : spots[at];
  if (of === undefined || spot === undefined || spot.site === 'vertebral' || spot.soft || spot.first - of.last > OF_ITS_PART) return null;
  return barred(clause, of.last, spot.first) || clause.marks(of.last, spot.first, ',') > 0 ? null : listed(clause, spots, at, 1);
};

/** As the subject of its verb: "T7 has collapsed", "the cord is compressed". */
const subject = (clause: Clause, spots: readonly Spot[], target: Place): Spot['site'] | null => {
  const at = spots.findLastIndex(({ last }) => last <= target.first);
  const spot = at < 0 ? undefined : spots[at];
  if (spot === undefined || target.first - spot.last > FAR || barred(clause, spot.last, target.first)) return null;
  return spot.site === 'element' && setsScene(clause, spots) ? 'vertebral' : listed(clause, spots, at, -1);
};

/** "Through L2 there is a lucency that reaches the posterior elements": what stands first tells where it all is. */
const setsScene = (clause: Clause, spots: readonly Spot[]): boolean => {
  const [first] = spots;
  const led = clause.sentence
    .all('joint')
    .some(({ entry, ...item }) => entry.own === true && item.first === clause.sentence.first && item.last === first?.first);
  return led && first?.site === 'vertebral' && clause.between(first.last, first.last + 2, 'boundary').length > 0;
};

/** "The trachea is compressed at T2": what the verb is said of, not where it is. */
const organAsSubject = (clause: Clause, spots: readonly Spot[], target: Target): Spot['site'] | null => {
  const verb = clause.between(0, target.first, 'predicate').findLast(({ last }) => target.first - last <= 1);
  const spot = verb === undefined ? undefined : spots.findLast(({ last }) => last <= verb.first);
  return spot !== undefined && verb !== undefined && spot.site === 'elsewhere' && spot.last === verb.first ? 'elsewhere' : null;
};

const BODY_NEAR = 4;

/** "A fracture through the laminae and pedicles into the body", "through the L1 body there is a break": the body is broken, whatever else is. */
export const bodyReached = (clause: Clause, target: Target): Place | undefined => {
  if (target.entry.subject !== 'fracture') return undefined;
  const sites = clause.sentence.all('site');
  return sites.find((body) => {
    if (body.entry.kind !== 'body') return false;
    const [from, to] = body.first >= target.last ? [target.last, body.first] : [body.last, target.first];
    const led = clause
      .between(body.first - BODY_NEAR, body.first, 'joint')
      .filter(({ entry }) => entry.own === true || entry.reaches === true)
      .some(
        ({ entry, first }) =>
          first === clause.sentence.first ||
          (first >= target.last && (entry.reaches === true || !sites.some(({ last }) => last === first))),
      );
    return led && clause.marks(from, to, ';') === 0 && !isParted(clause, from, to);
  });
};

/** Something else stands between, or the body is said to be well. */
const isParted = (clause: Clause, from: number, to: number): boolean =>
  clause.between(from, to, 'weighting', 'lookalike', 'other', 'separate', 'target', 'negation', 'spares', 'spared', 'intact').length > 0 ||
  clause.between(from, to, 'time').some(({ entry }) => entry.oedema === true) ||
  clause.between(from, to, 'flag').some(({ entry }) => entry.flag !== 'unstable');

export const siteOf = (clause: Clause, target: Target): Site => {
  const spots = spotsOf(clause);
  const right = before(clause, spots, target) ?? after(clause, spots, target);
  if (target.entry.spinal)
    return right === 'elsewhere' || right === 'element'
      ? before(clause, spots, target) === null && after(clause, spots, target) === right
        ? strict(clause, spots, target, right)
        : 'vertebral'
      : 'vertebral';
  const told = partOf(clause, spots, target) ?? organAsSubject(clause, spots, target) ?? right ?? subject(clause, spots, target);
  if ((told === 'element' || told === null) && bodyReached(clause, target) !== undefined) return 'vertebral';
  if (told !== null) return told;
  return spots.some(({ site }) => site === 'vertebral') && !spots.some(({ site }) => site === 'elsewhere') ? 'vertebral' : 'unsaid';
};

/** A phrase that speaks of a vertebra by itself is believed unless another bone follows it at once ("wedge deformity of the sternum"). */
const strict = (clause: Clause, spots: readonly Spot[], target: Target, found: Site): Site => {
  const next = spots.find(({ first }) => first >= target.last);
  return next !== undefined && next.site === found && next.first - target.last <= 4 && hasOf(clause, target.last, next.first)
    ? found
    : 'vertebral';
};

/** Parts of the spine that the sentence names. */
export const regionsIn = (clause: Clause): readonly Region[] => {
  const named: Region[] = [];
  for (const { entry } of clause.sentence.all('site'))
    for (const region of entry.regions ?? []) if (!named.includes(region)) named.push(region);
  return named;
};
