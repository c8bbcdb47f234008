/** Finds the lexicon's phrases in a stretch of tokens. Within one room of the lexicon the longest phrase wins; rooms do not disturb each other. */
import { LEVEL_GATE } from './lexicon/gates.ts';
import type { Known, Lexicon } from './lexicon/load.ts';
import type { KnownWord, Together } from './lexicon/phrases.ts';
import type { Entry, EntryOf, Role } from './lexicon/schema.ts';
import type { Token } from './text/tokenise.ts';

/** A phrase found, by the numbers of its first token and of the one after its last. */
export interface Item<E extends Entry = Entry> {
  readonly entry: E;
  readonly first: number;
  readonly last: number;
}

interface Found extends Item {
  readonly room: number;
  /** Bits of the tokens, counted from `first`, that the phrase names; skipped words are not among them. */
  readonly mask: number;
  readonly weight: number;
}

/** Whether the item plays one of the roles. Asked thousands of times a report, so no list is made of the first four. */
export const isA = <R extends Role>(item: Item, one: R, two?: R, three?: R, four?: R, ...more: readonly R[]): item is Item<EntryOf<R>> => {
  const { role } = item.entry;
  return role === one || role === two || role === three || role === four || (more.length > 0 && (more as readonly Role[]).includes(role));
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

type Words = readonly (Readonly<KnownWord<Known>> | undefined)[];

/** One search from a token on. */
interface Walk {
  readonly first: number;
  readonly end: number;
  readonly found: Found[];
}

export class Scanner {
  steps = 0;
  private readonly tokens: readonly Token[];
  private readonly words: Words;
  private readonly lexicon: Lexicon;

  constructor(tokens: readonly Token[], lexicon: Lexicon) {
    this.tokens = tokens;
    this.lexicon = lexicon;
    this.words = tokens.map(({ text, kind }) => (kind === 'word' ? lexicon.automaton.known(text) : lexicon.automaton.knownSign(text)));
  }

  /** Bits of the gates (lexicon/gates.ts) that are open between two tokens. */
  gatesIn(first: number, last: number): number {
    let bits = 0;
    for (let at = first; at < last; at += 1) {
      bits |= this.words[at]?.needed ?? 0;
      if (this.writesLevel(at)) bits |= LEVEL_GATE;
    }
    return bits;
  }

  /** "T12", and "12" before "th": the other ways to write a level begin with a word of the lexicon. */
  private writesLevel(at: number): boolean {
    const token = this.tokens[at];
    if (token?.kind === 'word') return token.text.length <= 4 && isDigit(token.text.charCodeAt(token.text.length - 1));
    const next = this.tokens[at + 1];
    return token?.kind === 'number' && next?.kind === 'word' && !next.spaced;
  }

  mayBeginLevel(at: number): boolean {
    return ((this.words[at]?.needed ?? 0) & LEVEL_GATE) !== 0 || this.writesLevel(at);
  }

  commasIn(first: number, last: number): number {
    let count = 0;
    for (let at = first; at < last; at += 1) if (this.tokens[at]?.text === ',') count += 1;
    return count;
  }

  /** Whether a phrase of a gated role may begin at the token. */
  mayBegin(at: number, gates: number): boolean {
    return ((this.words[at]?.begins ?? 0) & gates) !== 0;
  }

  /** Items between two tokens, in the order of the text. */
  itemsIn(first: number, last: number): readonly Item[] {
    const found: Found[] = [];
    for (let at = first; at < last; at += 1) this.walkFrom(this.words, at, last, found);
    return longest(found);
  }

  /** Words of request, finding and stub between two tokens. */
  headItemsIn(first: number, last: number): readonly Item[] {
    const words: (Readonly<KnownWord<Known>> | undefined)[] = [];
    for (let at = first; at < last; at += 1) words[at] = this.lexicon.head.known(this.tokens[at]?.text ?? '');
    const found: Found[] = [];
    for (let at = first; at < last; at += 1) this.walkFrom(words, at, last, found);
    return longest(found);
  }

  /** Items that begin at the token. */
  itemsAt(at: number, last: number): readonly Item[] {
    const found: Found[] = [];
    this.walkFrom(this.words, at, last, found);
    return longest(found);
  }

  /** Whether any phrase of the lexicon has the word at the token. */
  knows(at: number): boolean {
    const text = this.tokens[at]?.text ?? '';
    return this.lexicon.automaton.knows(text) || this.lexicon.head.knows(text);
  }

  private walkFrom(words: Words, at: number, last: number, found: Found[]): void {
    this.steps += 1;
    const start = words[at]?.start ?? null;
    if (start !== null) this.walk(words, start, { first: at, end: last, found }, at + 1, 1, 1);
  }

  private isBarrier(at: number): boolean {
    const token = this.tokens[at];
    return token === undefined || token.kind === 'mark' || this.lexicon.stops.barriers.has(token.text);
  }

  private walk(words: Words, state: Together<Known>, walk: Walk, at: number, mask: number, weight: number): void {
    this.steps += 1;
    for (const { entry, room } of state.entries) walk.found.push({ entry, room, first: walk.first, last: at, mask, weight });
    if (at >= walk.end) return;
    this.step(words, state, walk, at, mask, weight);
    for (const { most, to } of state.skips) {
      for (let skipped = 0; skipped <= most && at + skipped < walk.end; skipped += 1) {
        this.step(words, to, walk, at + skipped, mask, weight);
        if (this.isBarrier(at + skipped)) break;
      }
    }
  }

  private step(words: Words, state: Together<Known>, walk: Walk, at: number, mask: number, weight: number): void {
    const word = words[at];
    const next = word === undefined ? null : state.after(word);
    if (next !== null) this.walk(words, next, walk, at + 1, mask | (1 << Math.min(at - walk.first, 30)), weight + 1);
  }
}

/** Drops what a longer phrase of the same room names as well, and sorts by place. */
const longest = (found: readonly Found[]): readonly Item[] => {
  const kept: Found[] = [];
  for (let at = 0; at < found.length; at += 1) {
    const one = found[at];
    if (one === undefined || isBeaten(one, at, found)) continue;
    let place = kept.length;
    while (place > 0 && isAfter(kept[place - 1], one)) place -= 1;
    kept.splice(place, 0, one);
  }
  return kept;
};

/** No phrase names more words than this before another begins. */
const WIDEST = 30;

const isBeaten = (one: Found, at: number, found: readonly Found[]): boolean => {
  for (let other = at - 1; other >= 0; other -= 1) {
    const rival = found[other];
    if (rival === undefined || one.first - rival.first > WIDEST) break;
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

const isAfter = (one: Found | undefined, other: Found): boolean =>
  one !== undefined && (one.first > other.first || (one.first === other.first && one.last > other.last));
