/** How a thing in a sentence is spoken of: stated, left open, denied, supposed, or only recalled. Modifiers act in their direction up to what ends their reach. */
import type { Clause, Place } from './clause.ts';
import { isA, type Item } from '../match.ts';
import { answersLabel, reachesBack } from './reach-back.ts';
import { asksAhead, headOf, isQuestionMark, isTarget, PHRASE_REACH, REACH, stops, type Modifier } from './scope.ts';

export interface Spoken {
  readonly as: 'asserted' | 'possible' | 'denied' | 'hypothetical' | 'past';
  /** A denial of acute, new or further ones only. */
  readonly qualified: boolean;
  /** A denial that leaves a doubt ("no definite fracture"). */
  readonly weak: boolean;
  readonly cues: readonly Item[];
}

const isDefinite = (clause: Clause, thing: Place): boolean => {
  const head = headOf(clause, thing);
  return clause.sentence.items.some((item) => item.first === head && isA(item, 'definite') && item.last <= thing.first);
};

/** A list under one denial goes on over commas only while it is a bare list: a member with its own level or age is a statement of its own. */
const leavesList = (clause: Clause, modifier: Place, thing: Place): boolean => {
  const commas = clause.marks(modifier.last, thing.first, ',');
  const afterLast = (mark: string): number => {
    for (let at = thing.first - 1; at >= modifier.last; at -= 1) if (clause.tokens.mark(at) === mark) return at;
    return modifier.last;
  };
  const ands = clause.between(modifier.last, thing.first, 'joint').filter((item) => item.entry.kind === 'and');
  if (commas === 0 && ands.length === 0) return false;
  const start = commas > 0 ? afterLast(',') : (ands.at(-1)?.first ?? modifier.last);
  const alternative = clause
    .between(start, Math.min(clause.sentence.last, thing.last + 4), 'hedge')
    .some((item) => isA(item, 'hedge') && item.entry.reach === 'alternative');
  const end = nextBreak(clause, thing.last);
  const ownLevel = clause.sentence.groups.some((group) => group.first >= start && group.last <= end);
  const ownAge = clause.between(start, end, 'time').some((item) => item.entry.acuity === 'old');
  const verb = clause.between(start, thing.first, 'predicate').length > 0;
  const doubted = clause
    .between(start, thing.first, 'hedge')
    .some((item) => item.entry.direction === 'forward' && item.entry.reach === 'phrase');
  if (doubted) return true;
  if (alternative && !ownAge) return false;
  return ownLevel || ownAge || verb;
};

const nextBreak = (clause: Clause, from: number): number => {
  for (let at = from; at < clause.sentence.last; at += 1) if (clause.tokens.mark(at) === ',' || clause.tokens.mark(at) === ';') return at;
  return clause.sentence.last;
};

/** "no hydronephrosis wedge fracture L1": a finding of its own closes the denial when nothing joins it to the next. */
const closedByOther = (clause: Clause, modifier: Place, thing: Place): boolean => {
  const others = clause.between(modifier.last, thing.first, 'other', 'separate').filter(({ last }) => last <= thing.first);
  const last = others.at(-1);
  if (last === undefined) return false;
  return clause.between(last.last, thing.first, 'joint', 'hedge').length === 0 && clause.marks(last.last, thing.first, ',', '/') === 0;
};

/** "compression fracture T11": its level follows at once. */
const isAtLevel = (clause: Clause, thing: Place): boolean =>
  clause.sentence.groups.some(({ first }) => first >= thing.last && first - thing.last <= 1);

/**
 * "no slip cortical fracture of T12 with wedging": where the first finding is out of reach, what belongs to it is so too. "no pelvic fracture
 * compression fracture T11", dictated without stops: a second one with a level of its own is not in the denial of the first.
 */
const closedByStated = (clause: Clause, modifier: Place, thing: Place): boolean => {
  if (!isTarget(clause, thing)) return false;
  const before = clause.sentence.all('target').findLast((target) => target.first >= modifier.last && target.last <= thing.first);
  if (before === undefined || (spokenOf(clause, before).as !== 'asserted' && !(before.last === thing.first && isAtLevel(clause, thing))))
    return false;
  const joints = clause
    .between(before.last, thing.first, 'joint', 'hedge')
    .filter((item) => !isA(item, 'joint') || item.entry.kind === 'and');
  return joints.length === 0 && clause.marks(before.last, thing.first, ',', '/') === 0;
};

const reachesAhead = (clause: Clause, modifier: Modifier, thing: Place): boolean => {
  const gap = Math.max(0, thing.first - modifier.last);
  if (modifier.first >= thing.first || gap > REACH || stops(clause, modifier.last, thing.first)) return false;
  if (clause.marks(modifier.last, thing.first, ':') > 0) return false;
  if (isA(modifier, 'hedge')) {
    if (modifier.entry.reach === 'alternative') return false;
    if (modifier.entry.reach === 'phrase') {
      if (isQuestionMark(clause, modifier) && !asksAhead(clause, modifier)) return false;
      const ands = clause
        .between(modifier.last, thing.first, 'joint')
        .filter(
          (item) =>
            item.entry.kind !== 'article' && !clause.sentence.groups.some((group) => group.first <= item.first && item.last <= group.last),
        );
      return gap <= PHRASE_REACH && ands.length === 0 && clause.between(modifier.last, thing.first, 'predicate').length === 0;
    }
    return !isDefinite(clause, thing) || gap <= 1;
  }
  if (isA(modifier, 'negation')) {
    const seen = clause.between(modifier.last, thing.first, 'predicate').some((item) => item.last - item.first > 1);
    return (
      !seen &&
      !isDefinite(clause, thing) &&
      !leavesList(clause, modifier, thing) &&
      !closedByOther(clause, modifier, thing) &&
      !closedByStated(clause, modifier, thing)
    );
  }
  return clause.marks(modifier.last, thing.first, ',') === 0;
};

const applies = (clause: Clause, modifier: Modifier, thing: Place): boolean => {
  if (modifier.first < thing.last && thing.first < modifier.last && modifier.first >= thing.first) return false;
  if (isA(modifier, 'negation') && isTarget(clause, thing) && answersLabel(clause, modifier, thing)) return true;
  const backward = 'direction' in modifier.entry && modifier.entry.direction === 'backward';
  return backward ? reachesBack(clause, modifier, thing) : reachesAhead(clause, modifier, thing);
};

/** "..., rather than a fracture": the rejected alternative. */
const contrasted = (clause: Clause, thing: Place): Item | undefined =>
  clause.sentence
    .all('boundary')
    .find(
      (item) =>
        item.entry.kind === 'contrast' &&
        item.last <= thing.first &&
        thing.first - item.last <= 6 &&
        clause.marks(item.last, thing.first, ',', ';') === 0,
    );

export const spokenOf = (clause: Clause, thing: Place): Spoken => clause.remember(thing, () => weigh(clause, thing));

const DOUBTED = 5;

/** "Not certain that T7 is not fractured", "may not be a fracture": what is doubted is the denial. */
const isDoubted = (clause: Clause, negation: Place, thing: Place, cues: readonly Item[]): boolean =>
  negation.last <= thing.first &&
  cues.some(
    (item) =>
      isA(item, 'hedge') &&
      item.last <= negation.first &&
      negation.first - item.last <= DOUBTED &&
      clause.marks(item.last, negation.first, ',') === 0,
  );

/** "The fracture described on the initial report is again seen": not only recalled. */
const isSeenStill = (clause: Clause, past: Place): boolean =>
  clause.sentence.all('time').some(({ entry, first }) => entry.course === 'unchanged' && first >= past.last);

const weigh = (clause: Clause, thing: Place): Spoken => {
  const contrast = contrasted(clause, thing);
  if (contrast) return { as: 'denied', qualified: false, weak: false, cues: [contrast] };
  const cues = clause.sentence.among('negation', 'hedge', 'hypothetical', 'past').filter((item) => applies(clause, item, thing));
  const negations = cues.filter((item) => isA(item, 'negation'));
  const [negation] = negations;
  if (negation !== undefined && !isDoubted(clause, negation, thing, cues)) {
    const [from, to] = negation.first < thing.first ? [negation.first, thing.last] : [headOf(clause, thing), negation.last];
    const qualifiers = [...clause.between(from, Math.min(to + 3, clause.sentence.last), 'qualified')];
    return {
      as: 'denied',
      qualified: qualifiers.length > 0,
      weak: negations.some((item) => isA(item, 'negation') && item.entry.weak === true),
      cues: [...cues, ...qualifiers],
    };
  }
  const recalled = cues.some((item) => isA(item, 'past') && !isSeenStill(clause, item)) && !clause.sentence.has('adopted');
  const doubts = cues.filter((item) => isA(item, 'hedge'));
  const as = cues.some((item) => isA(item, 'hypothetical'))
    ? 'hypothetical'
    : doubts.some((item) => !recalled || (item.first >= thing.last && !isQuestionMark(clause, item)))
      ? 'possible'
      : recalled
        ? 'past'
        : 'asserted';
  return { as, qualified: false, weak: false, cues };
};
