/** Distances and scopes within one sentence: what stands between two things, and how far a modifier reaches. ConText in terms of tokens. */
import type { ReportDocument } from '../document.ts';
import type { Sentence } from '../sentence.ts';
import type { Spoken } from './assertion.ts';
import type { Item } from '../match.ts';
import type { LevelGroup } from '../levels.ts';
import type { Spot } from './siting.ts';
import type { NumberWords } from '../lexicon/load.ts';
import type { EntryOf, Role } from '../lexicon/schema.ts';
import type { WordKinds } from '../lexicon/word-kinds.ts';
import type { Tokens } from '../text/tokens.ts';

export interface Place {
  readonly first: number;
  readonly last: number;
}

/** What parts two things more than a word does, in words. */
const FELT: ReadonlyMap<string, number> = new Map([
  [',', 4],
  [';', 6],
  [':', 6],
  ['(', 6],
  [')', 9],
]);
const DASH = 4;
/** What is said in passing, between brackets. */
const BRACKETED = 4;
const AND = 3;
const BOUNDARY = 12;

export class Clause {
  /** Levels that may be levels of a finding (levels-of-finding.ts), and words of place (siting.ts): worked out on first use. */
  usable: readonly LevelGroup[] | undefined;
  spots: readonly Spot[] | undefined;
  private readonly spoken = new Map<number, Spoken>();
  readonly sentence: Sentence;
  readonly tokens: Tokens;
  readonly bodiless: ReadonlySet<string>;
  readonly pegged: ReadonlySet<string>;
  readonly numbers: NumberWords;
  readonly kinds: WordKinds;

  /** One per sentence. */
  static of(sentence: Sentence, document: ReportDocument): Clause {
    return (sentence.clause ??= new Clause(sentence, document));
  }

  private constructor(sentence: Sentence, { tokens, lexicon }: ReportDocument) {
    this.sentence = sentence;
    this.tokens = tokens;
    this.bodiless = lexicon.levels.bodiless;
    this.pegged = lexicon.levels.pegged;
    this.numbers = lexicon.numbers;
    this.kinds = lexicon.kinds;
  }

  /** Items wholly between two token numbers. */
  between<R extends Role>(from: number, to: number, ...roles: readonly R[]): readonly Item<EntryOf<R>>[] {
    return this.sentence.among(...roles).filter((item) => item.first >= from && item.last <= to);
  }

  marks(from: number, to: number, ...marks: readonly string[]): number {
    let count = 0;
    for (let at = from; at < to; at += 1) {
      if (this.tokens.isMark(at) && marks.includes(this.tokens.mark(at))) count += 1;
    }
    return count;
  }

  /** How it is spoken of, worked out once. */
  remember(place: Place, work: () => Spoken): Spoken {
    const key = place.first * 4096 + (place.last - place.first);
    const known = this.spoken.get(key);
    if (known !== undefined) return known;
    const fresh = work();
    this.spoken.set(key, fresh);
    return fresh;
  }

  /** Words, levels and marks between two places; how far apart they feel. */
  distance(one: Place, other: Place): number {
    const [from, to] = one.first <= other.first ? [one.last, other.first] : [other.last, one.first];
    let felt = Math.max(0, to - from);
    if (felt === 0) return felt;
    for (let at = from; at < to; at += 1) {
      const mark = this.tokens.mark(at);
      if (mark === '(') {
        const closed = this.closing(at, to);
        if (closed > at) {
          felt += BRACKETED - (closed - at);
          at = closed;
          continue;
        }
      }
      if (mark !== '') felt += mark === '-' ? (this.tokens.isSpaced(at) ? DASH : 0) : (FELT.get(mark) ?? 0);
    }
    for (const item of this.sentence.all('boundary'))
      if (item.first >= from && item.last <= to) return felt + BOUNDARY + this.ands(from, to);
    return felt + this.ands(from, to);
  }

  /** Where the bracket that opens at a token is closed; the token itself where it is not. */
  private closing(at: number, to: number): number {
    for (let next = at + 1; next < to; next += 1) if (this.tokens.mark(next) === ')') return next;
    return at;
  }

  private ands(from: number, to: number): number {
    let felt = 0;
    for (const item of this.sentence.all('joint'))
      if (item.entry.kind === 'and' && item.first >= from && item.last <= to && this.tokens.isWord(item.first)) felt += AND;
    return felt;
  }
}
