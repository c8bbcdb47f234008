/** Finds the lexicon's phrases in a stretch of tokens. Within one room of the lexicon the longest phrase wins; rooms do not disturb each other. */
import { LEVEL_GATE } from './lexicon/gates.ts';
import type { Known, Lexicon } from './lexicon/load.ts';
import type { KnownWord, State } from './lexicon/phrases.ts';
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

export class Scanner {
  steps = 0;
  private readonly tokens: readonly Token[];
  private readonly words: readonly (Readonly<KnownWord<Known>> | undefined)[];
  private readonly lexicon: Lexicon;

  constructor(tokens: readonly Token[], lexicon: Lexicon) {
    this.tokens = tokens;
    this.lexicon = lexicon;
    this.words = tokens.map(({ text }) => lexicon.automaton.known(text));
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

  /** Whether a phrase of a gated role may begin at the token. */
  mayBegin(at: number, gates: number): boolean {
    return ((this.words[at]?.begins ?? 0) & gates) !== 0;
  }

  /** Items between two tokens, in the order of the text. */
  itemsIn(first: number, last: number): readonly Item[] {
    const found: Found[] = [];
    for (let at = first; at < last; at += 1) this.walkFrom(at, last, found);
    return longest(found, this.lexicon.rooms);
  }

  /** Items that begin at the token. */
  itemsAt(at: number, last: number): readonly Item[] {
    const found: Found[] = [];
    this.walkFrom(at, last, found);
    return longest(found, this.lexicon.rooms);
  }

  /** Whether any phrase of the lexicon has the word at the token. */
  knows(at: number): boolean {
    return (this.words[at]?.sets.length ?? 0) > 0;
  }

  private walkFrom(at: number, last: number, found: Found[]): void {
    this.steps += 1;
    for (const state of this.words[at]?.starts ?? []) this.walk(state, at, at + 1, last, 1, 1, found);
  }

  private isBarrier(at: number): boolean {
    const token = this.tokens[at];
    return token === undefined || token.kind === 'mark' || this.lexicon.stops.barriers.has(token.text);
  }

  private walk(state: State<Known>, start: number, at: number, end: number, mask: number, weight: number, found: Found[]): void {
    this.steps += 1;
    for (const { entry, room } of state.entries) found.push({ entry, room, first: start, last: at, mask, weight });
    if (at >= end) return;
    const word = this.words[at];
    if (word !== undefined && state.next.size > 0) {
      for (const set of word.sets) {
        const next = state.next.get(set);
        if (next) this.walk(next, start, at + 1, end, mask | (1 << Math.min(at - start, 30)), weight + 1, found);
      }
    }
    for (const { most, to } of state.skips) {
      for (let skipped = 0; skipped <= most && at + skipped < end; skipped += 1) {
        this.walk(to, start, at + skipped, end, mask, weight, found);
        if (this.isBarrier(at + skipped)) break;
      }
    }
  }
}

/** Drops what a longer phrase of the same room names as well. */
const longest = (found: readonly Found[], rooms: number): readonly Item[] => {
  if (found.length < 2) return found;
  const kept: Found[] = [];
  for (let room = 0; room < rooms; room += 1) {
    const rivals = found.filter((one) => one.room === room).sort((a, b) => b.weight - a.weight || a.first - b.first || a.last - b.last);
    const winners: Found[] = [];
    for (const rival of rivals) {
      const beaten = winners.some((winner) => {
        const offset = rival.first - winner.first;
        if (offset < 0 || offset > 30 || winner.last <= rival.first) return false;
        const same = winner.first === rival.first && winner.last === rival.last && winner.mask === rival.mask;
        if (same) return winner.entry === rival.entry;
        return ((rival.mask << offset) & ~winner.mask) === 0;
      });
      if (!beaten) winners.push(rival);
    }
    kept.push(...winners);
  }
  return kept.sort((a, b) => a.first - b.first || a.last - b.last);
};
