/** Of phrases found in one stretch, those that count: within one room of the lexicon the longest wins; rooms do not disturb each other. */
import type { Entry } from './lexicon/schema.ts';

/** Numbers of its first token and of the one after its last. */
interface Stood {
  readonly first: number;
  readonly last: number;
}

/** A phrase that stands somewhere, by the numbers of its first token and of the one after its last. */
export interface Found {
  readonly entry: Entry;
  readonly room: number;
  readonly first: number;
  readonly last: number;
  /** Bits of the tokens, counted from `first`, that the phrase names; skipped words are not among them. */
  readonly mask: number;
  readonly weight: number;
  /** The end of whatever was found so far that ends last. */
  readonly reach: number;
}

/** Drops what a longer phrase of the same room names as well, and sorts by place. */
export const longest = (found: readonly Found[]): readonly Found[] => {
  const kept: Found[] = [];
  for (let at = 0; at < found.length; at += 1) {
    const one = found[at];
    if (one === undefined || isBeaten(one, at, found)) continue;
    enter(kept, one);
  }
  return kept;
};

/** Puts it in its place in the order of the text, behind those that stand at the same; mostly that is the last. */
export const enter = <T extends Stood>(kept: T[], one: T): void => {
  kept.push(one);
  for (let place = kept.length - 1; place > 0; place -= 1) {
    const before = kept[place - 1];
    if (before === undefined || !isAfter(before, one)) return;
    kept[place] = before;
    kept[place - 1] = one;
  }
};

/** No phrase names more words than this before another begins. */
const WIDEST = 30;

const isBeaten = (one: Found, at: number, found: readonly Found[]): boolean => {
  for (let other = at - 1; other >= 0; other -= 1) {
    const rival = found[other];
    if (rival === undefined || rival.reach <= one.first || one.first - rival.first > WIDEST) break;
    if (rival.room === one.room && beats(rival, one, true)) return true;
  }
  for (let other = at + 1; other < found.length; other += 1) {
    const rival = found[other];
    if (rival === undefined || rival.first > one.first) break;
    if (rival.room === one.room && beats(rival, one, false)) return true;
  }
  return false;
};

/** It names every word of the other and more; of the same phrase found twice the earlier one stays. */
const beats = (winner: Found, one: Found, earlier: boolean): boolean => {
  if (winner.last <= one.first) return false;
  const mask = one.mask << (one.first - winner.first);
  if (winner.first === one.first && winner.last === one.last && winner.mask === one.mask) return earlier && winner.entry === one.entry;
  return winner.weight >= one.weight && (mask & ~winner.mask) === 0;
};

const isAfter = (one: Stood, other: Stood): boolean => one.first > other.first || (one.first === other.first && one.last > other.last);
