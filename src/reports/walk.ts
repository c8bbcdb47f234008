/** Goes along the phrases of one automaton, token by token, up to the end of a stretch. */
import type { Automaton, Together } from './lexicon/automaton.ts';
import type { Known } from './lexicon/load.ts';
import { BARRIER, type WordKinds } from './lexicon/word-kinds.ts';
import type { Found } from './longest.ts';
import { UNKNOWN, type Tokens } from './text/tokens.ts';

abstract class Walk {
  steps = 0;
  protected first = 0;
  private readonly automaton: Automaton<Known>;
  private readonly tokens: Tokens;
  private readonly kinds: WordKinds;
  private readonly end: number;

  constructor(automaton: Automaton<Known>, tokens: Tokens, kinds: WordKinds, end: number) {
    this.automaton = automaton;
    this.tokens = tokens;
    this.kinds = kinds;
    this.end = end;
  }

  /** Phrases end here. */
  protected abstract take(state: Together<Known>, last: number, mask: number, weight: number): void;

  /** Along every phrase that begins with the token. */
  from(at: number): void {
    const start = this.automaton.startOf(this.tokens.known(at));
    if (start === null) return;
    this.first = at;
    this.reach(start, at + 1, 1, 1);
  }

  private reach(state: Together<Known>, at: number, mask: number, weight: number): void {
    this.steps += 1;
    if (state.entries.length > 0) this.take(state, at, mask, weight);
    if (at >= this.end) return;
    this.step(state, at, mask, weight);
    for (const { most, to } of state.skips) {
      const farthest = Math.min(at + most, this.end - 1);
      for (let next = at; next <= farthest; next += 1) {
        this.step(to, next, mask, weight);
        if (this.isBarrier(next)) break;
      }
    }
  }

  private step(state: Together<Known>, at: number, mask: number, weight: number): void {
    const word = this.tokens.known(at);
    const next = word === UNKNOWN ? null : this.automaton.after(state, word);
    if (next !== null) this.reach(next, at + 1, mask | (1 << Math.min(at - this.first, 30)), weight + 1);
  }

  private isBarrier(at: number): boolean {
    return this.tokens.isMark(at) || this.kinds.is(this.tokens.known(at), BARRIER);
  }
}

/** Keeps every phrase. */
export class Collecting extends Walk {
  readonly found: Found[] = [];

  protected take({ entries }: Together<Known>, last: number, mask: number, weight: number): void {
    for (const { entry, room } of entries) this.found.push({ entry, room, first: this.first, last, mask, weight });
  }
}

/** Keeps only the bits of the phrases. */
export class Noticing extends Walk {
  bits = 0;

  protected take(state: Together<Known>): void {
    this.bits |= state.bits;
  }
}
