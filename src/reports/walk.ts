/** Goes along the phrases of one automaton, token by token, up to the end of a stretch, and keeps those that it comes to the end of. */
import type { Automaton, Together } from './lexicon/automaton.ts';
import type { Known } from './lexicon/load.ts';
import { BARRIER, type WordKinds } from './lexicon/word-kinds.ts';
import type { Found } from './longest.ts';
import { UNKNOWN, type Tokens } from './text/tokens.ts';

/** Bits of the tokens that a phrase names; those farther on share the last. */
const LAST_BIT = 30;

export class Walk {
  steps = 0;
  /** In the order of their first tokens. */
  readonly found: Found[] = [];
  /** Gates of what was found. */
  bits = 0;
  private first = 0;
  /** The end of what was found that ends last. */
  private reach = 0;
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

  /** Along every phrase that begins with the token. */
  from(at: number): void {
    const start = this.automaton.startOf(this.tokens.known(at));
    if (start === null) return;
    this.first = at;
    this.goOn(start, at + 1, 1, 1);
  }

  private goOn(state: Together<Known>, at: number, mask: number, weight: number): void {
    this.steps += 1;
    if (state.isEnd) this.take(state, at, mask, weight);
    if (at >= this.end) return;
    this.step(state, at, mask, weight);
    if (state.skips.length > 0) this.skip(state, at, mask, weight);
  }

  private step(state: Together<Known>, at: number, mask: number, weight: number): void {
    const word = this.tokens.known(at);
    const next = word === UNKNOWN ? null : this.automaton.after(state, word);
    if (next !== null) this.goOn(next, at + 1, mask | (1 << Math.min(at - this.first, LAST_BIT)), weight + 1);
  }

  private skip(state: Together<Known>, at: number, mask: number, weight: number): void {
    for (const { most, to } of state.skips) {
      const farthest = Math.min(at + most, this.end - 1);
      for (let next = at; next <= farthest; next += 1) {
        this.step(to, next, mask, weight);
        if (this.isBarrier(next)) break;
      }
    }
  }

  private isBarrier(at: number): boolean {
    return this.tokens.isMark(at) || this.kinds.is(this.tokens.known(at), BARRIER);
  }

  private take({ entries, bits }: Together<Known>, last: number, mask: number, weight: number): void {
    if (last > this.reach) this.reach = last;
    this.bits |= bits;
    const { first, reach } = this;
    for (const { entry, room } of entries) this.found.push({ entry, room, first, last, mask, weight, reach });
  }
}
