/** Finds the lexicon's phrases in a stretch of tokens, and tells before whether there can be any. */
import { LEVEL_GATE } from './lexicon/gates.ts';
import type { Known, Lexicon } from './lexicon/load.ts';
import type { Automaton } from './lexicon/automaton.ts';
import { longest } from './longest.ts';
import type { Entry, EntryOf, Role } from './lexicon/schema.ts';
import { UNKNOWN, type Tokens } from './text/tokens.ts';
import { Walk } from './walk.ts';

/** A phrase found, by the numbers of its first token and of the one after its last. */
export interface Item<E extends Entry = Entry> {
  readonly entry: E;
  readonly first: number;
  readonly last: number;
}

/** Whether the item plays one of the roles. Asked thousands of times a report, so no list is made of the first four. */
export const isA = <R extends Role>(item: Item, one: R, two?: R, three?: R, four?: R, ...more: readonly R[]): item is Item<EntryOf<R>> => {
  const { role } = item.entry;
  return role === one || role === two || role === three || role === four || (more.length > 0 && (more as readonly Role[]).includes(role));
};

export class Scanner {
  steps = 0;
  private readonly tokens: Tokens;
  private readonly lexicon: Lexicon;

  constructor(tokens: Tokens, lexicon: Lexicon) {
    this.tokens = tokens;
    this.lexicon = lexicon;
  }

  /** Bits of the gates (lexicon/gates.ts) that are open between two tokens, told by single words. */
  gatesIn(first: number, last: number, automaton = this.lexicon.automaton): number {
    const { tokens } = this;
    let needed = 0;
    let begun = 0;
    let ended = 0;
    let levels = 0;
    for (let at = first; at < last; at += 1) {
      const word = tokens.known(at);
      if (word !== UNKNOWN) {
        needed |= automaton.neededBits(word);
        begun |= automaton.beginBits(word);
        ended |= automaton.endBits(word);
      }
      if (tokens.mayWriteLevel(at)) levels = LEVEL_GATE;
    }
    return (needed & begun & ended) | levels;
  }

  /** "T12", and "12" before "th": the other ways to write a level begin with a word of the lexicon. */
  mayBeginLevel(at: number): boolean {
    return this.tokens.mayWriteLevel(at) || (this.lexicon.automaton.neededBits(this.tokens.known(at)) & LEVEL_GATE) !== 0;
  }

  commasIn(first: number, last: number): number {
    let count = 0;
    for (let at = first; at < last; at += 1) if (this.tokens.mark(at) === ',') count += 1;
    return count;
  }

  /** Whether a phrase of a gated role may begin at the token. */
  mayBegin(at: number, gates: number): boolean {
    return (this.lexicon.automaton.beginBits(this.tokens.known(at)) & gates) !== 0;
  }

  /** Of the gates that single words open, those that stay open when their phrases are looked for. */
  gatesOfPhrases(first: number, last: number, open: number): number {
    const { automaton, kinds } = this.lexicon;
    const walk = new Walk(automaton, this.tokens, kinds, last);
    let alone = LEVEL_GATE;
    for (let at = first; at < last; at += 1) {
      const word = this.tokens.known(at);
      alone |= automaton.ownBits(word);
      if ((automaton.beginBits(word) & open) !== 0) walk.from(at);
    }
    this.steps += walk.steps;
    return (walk.bits | alone) & open;
  }

  /** Items between two tokens, in the order of the text. */
  itemsIn(first: number, last: number): readonly Item[] {
    return this.search(this.lexicon.automaton, first, last, last);
  }

  /** Words of request, finding and stub between two tokens, in the order of the text. */
  headItemsIn(first: number, last: number): readonly Item[] {
    return this.search(this.lexicon.head, first, last, last);
  }

  /** Items that begin at the token. */
  itemsAt(at: number, last: number): readonly Item[] {
    return this.search(this.lexicon.automaton, at, at + 1, last);
  }

  /** Whether any phrase of the lexicon has the word at the token. */
  knows(at: number): boolean {
    const word = this.tokens.known(at);
    return this.lexicon.automaton.knows(word) || this.lexicon.head.knows(word);
  }

  /** Items that begin from one token to another, and end before a third. */
  private search(automaton: Automaton<Known>, first: number, end: number, last: number): readonly Item[] {
    const walk = new Walk(automaton, this.tokens, this.lexicon.kinds, last);
    for (let at = first; at < end; at += 1) walk.from(at);
    this.steps += end - first + walk.steps;
    return longest(walk.found);
  }
}
