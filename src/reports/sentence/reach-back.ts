/** Whether a modifier acts on what stands before it: "fracture not seen", "fracture: no", "fracture?". */
import type { Clause, Place } from './clause.ts';
import { ANSWERED } from '../lexicon/word-kinds.ts';
import { isA } from '../match.ts';
import { asksAhead, headOf, isQuestionMark, isTarget, PHRASE_REACH, REACH, stops, type Modifier } from './scope.ts';

const LONGEST_BRACKET = 12;

const PLACES: ReadonlySet<string> = new Set(['body', 'spine', 'region']);
const PLACE_NEAR = 2;

/** The end of what is asked, with its place, and with what a bracket behind it adds: "Fractures of the vertebral bodies:", "Vertebral fracture (any grade):". */
const endOfQuestion = (clause: Clause, named: number): number => {
  const place = clause.sentence
    .all('site')
    .find(({ first, entry }) => PLACES.has(entry.kind) && first >= named && first - named <= PLACE_NEAR);
  const led = place !== undefined && clause.between(named, place.first, 'joint').some(({ first }) => first === named);
  const last = led ? place.last : named;
  if (clause.tokens.mark(last) !== '(') return last;
  for (let at = last + 1; at < Math.min(last + LONGEST_BRACKET, clause.sentence.last); at += 1)
    if (clause.tokens.mark(at) === ')') return at + 1;
  return last;
};

/** "Vertebral fracture: No", "Fracture - none." */
const isAnswer = (clause: Clause, modifier: Place, thing: Place): boolean => {
  const closes = modifier.last >= clause.sentence.last || clause.tokens.isMark(modifier.last);
  const asked = endOfQuestion(clause, thing.last);
  return closes && modifier.first >= asked && modifier.first - asked <= 4 && clause.marks(asked, modifier.first, ':', '-', '?', '=') > 0;
};

const LABELS = [':', '-', '?', '='];

/** "Vertebral fracture: No evidence", "Vertebral fracture: no vertebral fracture", but "Wedge fracture - no retropulsion" is none. */
export const answersLabel = (clause: Clause, negation: Place, thing: Place): boolean => {
  const { tokens, sentence } = clause;
  const asked = endOfQuestion(clause, thing.last);
  const present = sentence.all('yes').find(({ first }) => first === asked)?.last ?? asked;
  if (!LABELS.includes(tokens.mark(present)) || negation.first !== present + 1) return false;
  for (let at = negation.last; at < sentence.last && !tokens.isMark(at); at += 1) {
    const named = sentence.all('target').some(({ first, last }) => first <= at && at < last);
    if (!named && !clause.kinds.is(tokens.known(at), ANSWERED)) return false;
  }
  return true;
};

/** "A fracture of T8, the posterior wall is not seen". */
const newSubject = (clause: Clause, thing: Place, modifier: Modifier): boolean =>
  isA(modifier, 'negation') &&
  clause
    .between(thing.last, modifier.first, 'definite')
    .some(({ first }) => clause.tokens.mark(first - 1) === ',' && clause.between(first, modifier.first, 'target').length === 0);

/** "Fracture of T11 and possible cord compression": the same word acts on what follows it. */
const hedgesAhead = (clause: Clause, modifier: Place): boolean =>
  clause.tokens.isWord(modifier.last) &&
  clause.sentence
    .among('target', 'flag', 'lookalike', 'other', 'fraction', 'time', 'severity')
    .some(({ first }) => first >= modifier.last && first - modifier.last < 3) &&
  clause.sentence
    .all('hedge')
    .some((one) => one.first === modifier.first && one.last === modifier.last && one.entry.direction === 'forward');

/** Joined by "and" or "or", or a part of it ("a fracture through metastasis"), not with a clause of its own ("for which malignancy ..."). */
const areListed = (clause: Clause, from: number, to: number): boolean =>
  clause
    .between(from, to, 'joint', 'hedge')
    .some(
      (item) =>
        !isA(item, 'joint') ||
        item.entry.kind === 'and' ||
        (item.entry.kind === 'of' && item.last === to && clause.marks(from, to, ',') === 0),
    );

/** "This is a recent fracture and a metastasis is excluded": what is said of the next thing is not said of it. */
const isPredicated = (clause: Clause, thing: Place): boolean =>
  clause
    .between(headOf(clause, thing) - 2, thing.first, 'predicate', 'link')
    .some(({ last }) => clause.between(last, thing.first, 'target').length === 0) &&
  clause.sentence.among('anaphor', 'definite').some(({ first }) => first === clause.sentence.first);

/** "Fractures: osteoporosis needs to be excluded" speaks of something new, "Fracture: not seen" answers. */
const opensAfterColon = (clause: Clause, thing: Place, modifier: Place): boolean => {
  for (let at = thing.last; at < modifier.first - 1; at += 1) if (clause.tokens.mark(at) === ':') return true;
  return false;
};

export const reachesBack = (clause: Clause, modifier: Modifier, thing: Place): boolean => {
  const gap = modifier.first - thing.last;
  if (gap < 0) return false;
  if (isA(modifier, 'negation') && modifier.entry.reach === 'answer') return isAnswer(clause, modifier, thing);
  if (gap > REACH || opensAfterColon(clause, thing, modifier)) return false;
  if (isA(modifier, 'hedge') && modifier.entry.reach === 'alternative')
    return gap === 0 && isTarget(clause, thing) && clause.between(modifier.last, modifier.last + 1, 'time').length === 0;
  if (stops(clause, thing.last, modifier.first)) return false;
  if (isQuestionMark(clause, modifier)) {
    if (asksAhead(clause, modifier)) return false;
    const stated = clause.between(clause.sentence.first, modifier.first, 'predicate', 'boundary').length > 0;
    return !stated && gap <= PHRASE_REACH + 3;
  }
  if (isA(modifier, 'hedge') && clause.marks(thing.last, modifier.first, ':') === 0 && hedgesAhead(clause, modifier)) return false;
  if (clause.marks(thing.last, modifier.first, ',') > 1 || newSubject(clause, thing, modifier)) return false;
  const others = clause.between(thing.last, modifier.first, 'target', 'other', 'separate', 'lookalike', 'flag');
  if (others.length > 0 && isPredicated(clause, thing)) return false;
  return others.every((item) => areListed(clause, thing.last, item.first) && gap <= PHRASE_REACH * 2);
};
