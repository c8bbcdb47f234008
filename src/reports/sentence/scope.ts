/** Modifiers and the words around what they may act on: heads, targets, and what ends a reach. ConText (Harkema 2009). */
import type { Clause, Place } from './clause.ts';
import { isA, type Item } from '../match.ts';
import type { EntryOf } from '../lexicon/schema.ts';

export type Modifier = Item<EntryOf<'negation'> | EntryOf<'hedge'> | EntryOf<'hypothetical'> | EntryOf<'past'>>;

/** Farther than this from its target a modifier is about something else. */
export const REACH = 22;

export const PHRASE_REACH = 7;

export const isQuestionMark = (clause: Clause, item: Item): boolean =>
  item.last === item.first + 1 && clause.tokens.mark(item.first) === '?';

/** "?fracture" and "?#" ask ahead; "fracture?" asks back, also where the sentence goes on. */
export const asksAhead = (clause: Clause, item: Item): boolean => {
  const next = item.last;
  if (clause.tokens.isWord(item.first - 1) && clause.tokens.isGlued(item.first) && clause.tokens.isSpaced(next)) return false;
  const words =
    clause.tokens.has(next) && (!clause.tokens.isMark(next) || clause.sentence.all('target').some(({ first }) => first === next));
  return next < clause.sentence.last && words && clause.tokens.breaks(next) === 0;
};

export const stops = (clause: Clause, from: number, to: number): boolean =>
  clause.between(from, to, 'boundary').length > 0 ||
  clause.marks(from, to, ';', ')') > clause.marks(from, to, '(') ||
  spacedDash(clause, from, to);

const spacedDash = (clause: Clause, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1)
    if (clause.tokens.mark(at) === '-' && clause.tokens.isSpaced(at) && !clause.tokens.isGlued(at + 1)) return true;
  return false;
};

/** The words right before the thing belong to it as long as no preposition, mark, verb or other thing stands between. */
export const headOf = (clause: Clause, thing: Place): number => {
  let at = thing.first;
  while (at > clause.sentence.first) {
    const levels = clause.sentence.groups.find((group) => group.first < at && group.last >= at);
    if (levels !== undefined) {
      at = levels.first;
      continue;
    }
    const mark = clause.tokens.mark(at - 1);
    if (mark !== '' && mark !== '-' && mark !== '/' && mark !== '#') break;
    const item = clause.sentence.items.find(
      (one) => one.first < at && one.last === at && isA(one, 'joint', 'predicate', 'negation', 'hedge', 'boundary', 'definite', 'link'),
    );
    if (item !== undefined) {
      if (isA(item, 'joint') && item.entry.kind === 'article') {
        at = item.first;
        continue;
      }
      return item.entry.role === 'definite' ? item.first : at;
    }
    if (clause.sentence.items.some((one) => one.last === at && one.first < at && isA(one, 'target', 'flag', 'other', 'separate'))) break;
    at -= 1;
  }
  return at;
};

export const isTarget = (clause: Clause, thing: Place): boolean =>
  clause.sentence.all('target').some(({ first, last }) => first === thing.first && last === thing.last);
