/** Which findings in a sentence are about vertebral bodies. */
import { spokenOf } from './assertion.ts';
import type { Clause } from './clause.ts';
import { alternativeTumour } from './explanations.ts';
import type { LevelGroup } from '../levels.ts';
import type { Lexicon } from '../lexicon/load.ts';
import { isA } from '../match.ts';
import { measuresIn } from './measures.ts';
import type { Table } from './rows.ts';
import { DISC, isAlternative, siteOf, type Target } from './siting.ts';
import { isSaidOfVertebra } from './said-of.ts';

export interface Surroundings {
  /** The examination, or the heading above, is of the spine. */
  readonly spineStudy: boolean;
  /** A sentence before speaks of a vertebral fracture that this one may go on with. */
  readonly goesOn: boolean;
  /** Levels that the sentence before spoke of. */
  readonly topic: readonly string[];
  /** It opened with them, and this one stands in its line. */
  readonly underTopic: boolean;
  /** The sentence before gave another explanation, which "this" may mean. */
  readonly explained: boolean;
  /** The sentence before names a fracture. */
  readonly namedBefore: boolean;
  /** The break that was spoken of before is beside the body. */
  readonly brokeElsewhere: boolean;
  /** Rows of a table whose header announces grades or losses. */
  readonly table: Table | null;
}

const gradeTargets = (clause: Clause, groups: readonly LevelGroup[]): readonly Target[] =>
  groups.length === 0
    ? []
    : clause.sentence.items.flatMap((item): readonly Target[] =>
        isA(item, 'severity') && item.entry.genant
          ? [
              {
                first: item.first,
                last: item.last,
                entry: { id: item.entry.id, role: 'target', subject: 'deformity', names: false, spinal: true, phrases: item.entry.phrases },
              },
            ]
          : [],
      );

export const listTargets = (clause: Clause, groups: readonly LevelGroup[], lexicon: Lexicon): readonly Target[] => {
  const { first, last, items } = clause.sentence;
  const heads = groups.some((group) => group.first === first);
  if (
    !heads ||
    last - first > 14 ||
    clause.sentence.has('measure-of-other') ||
    items.some((item) => isA(item, 'target', 'other', 'separate', 'lookalike'))
  )
    return [];
  return measuresIn(clause, lexicon.numbers).map((measure) => ({
    first: measure.first,
    last: measure.last,
    entry: { id: 'height-loss', role: 'target', subject: 'shape', names: false, spinal: true, phrases: [] },
  }));
};

export const vertebralTargets = (clause: Clause, groups: readonly LevelGroup[], around: Surroundings): readonly Target[] => {
  const absorbed = clause.sentence.all('time').filter((item) => item.entry.absorbs === true);
  const named = clause.sentence.all('target').filter((item) => !absorbed.some((one) => one.first < item.last && item.first < one.last));
  const targets = named.length > 0 ? named : gradeTargets(clause, groups);
  const vertebral = targets.filter((target) => {
    if (isOfOther(clause, target) || isByDisc(clause, target) || isOfCord(clause, target)) return false;
    if (target.entry.anaphoric === true && !around.namedBefore && !isNamedAhead(targets, target)) return false;
    if (target.entry.tied !== undefined && !isSaidOfVertebra(clause, groups, target)) return false;
    const site = siteOf(clause, target);
    if (site === 'vertebral') return true;
    if (site !== 'unsaid') return false;
    const definite = clause.sentence
      .among('definite', 'anaphor')
      .some(
        (item) =>
          item.first < target.first && (target.first - item.last <= 3 || (isA(item, 'anaphor') && item.first === clause.sentence.first)),
      );
    const breaks = target.entry.subject === 'fracture';
    const foreign = clause.sentence
      .all('site')
      .some(
        (item) =>
          (item.entry.kind === 'bone' || item.entry.kind === 'element' || (item.entry.kind === 'organ' && !breaks)) &&
          !isAlternative(clause, target, item),
      );
    if (breaks && around.brokeElsewhere) return false;
    const { as } = spokenOf(clause, target);
    const open = as !== 'asserted' || alternativeTumour(clause, target) !== undefined;
    if (around.topic.length > 0 && !foreign && (definite || target.entry.subject === 'shape' || open)) return true;
    if (target.entry.subject === 'fracture' || target.entry.subject === 'collapse')
      return (around.spineStudy && !foreign) || (around.goesOn && (definite || !foreign));
    return around.goesOn && !foreign;
  });
  const rest = targets.filter(
    (target) =>
      !vertebral.includes(target) && vertebral.length > 0 && siteOf(clause, target) === 'unsaid' && tiedTo(clause, vertebral, target),
  );
  return targets.filter((target) => vertebral.includes(target) || rest.includes(target));
};

/** "Disc heights are reduced": the height, and so its loss, is that of something else. */
const isOfOther = (clause: Clause, target: Target): boolean =>
  target.entry.subject === 'shape' &&
  (clause.sentence.all('other').some((item) => item.first < target.last && target.first < item.last) ||
    clause.between(target.first, target.last, 'site').some(({ entry }) => entry.kind === 'bone') ||
    isOfSpace(clause, target));

/** "A fracture of the sacral ala, and a second one at L4". */
const isNamedAhead = (targets: readonly Target[], target: Target): boolean =>
  targets.some(({ last, entry }) => entry.names && last <= target.first);

/** "The cord is displaced and flattened, with oedema from T5 to T7". */
const isOfCord = (clause: Clause, target: Target): boolean =>
  (target.entry.subject === 'shape' || target.entry.subject === 'compression') &&
  clause.sentence
    .all('flag')
    .some(
      ({ first, last, entry }) =>
        entry.flag === 'cordCompression' && first <= target.first && target.last <= last && last - first > target.last - target.first,
    );

const namesBody = (clause: Clause): boolean => clause.sentence.all('site').some(({ entry }) => entry.kind === 'body');

/** "Dehydration and loss of height at L3-4 and L4-5": disc spaces, when the sentence speaks of discs and of no body. */
const isOfSpace = (clause: Clause, target: Target): boolean =>
  !target.entry.spinal &&
  clause.sentence.groups.length > 0 &&
  clause.sentence.groups.every(({ pairs, junction }) => pairs || junction) &&
  clause.sentence.all('ascription').some(({ entry }) => entry.to === DISC) &&
  !namesBody(clause);

/** "A bulge at L4-5 with compression": what a disc does to what lies behind it. */
const isByDisc = (clause: Clause, target: Target): boolean =>
  target.entry.subject === 'compression' &&
  !target.entry.spinal &&
  clause.sentence
    .all('ascription')
    .some((item) => item.entry.to === DISC && item.last <= target.first && clause.marks(item.last, target.first, ';') === 0) &&
  !namesBody(clause) &&
  !clause.sentence.groups.some((group) => group.last === target.first || (group.first >= target.last && group.first - target.last <= 2));

const tiedTo = (clause: Clause, vertebral: readonly Target[], target: Target): boolean =>
  vertebral.some((one) => one.last <= target.first && clause.between(one.last, target.first, 'link').length > 0);

/** "Transverse process fractures of L1 and L2 and a burst fracture of L3": levels may be those of the former. */
export const brokenElsewhere = (clause: Clause, targets: readonly Target[]): readonly Target[] =>
  clause.sentence.groups.length < 2
    ? []
    : clause.sentence
        .all('target')
        .filter((target) => target.entry.subject === 'fracture' && !targets.includes(target) && siteOf(clause, target) === 'element');
