/**
 * Phrases -> one automaton that finds them all in a single pass over the numbers of words.
 *
 * Each position of a phrase is a set of words; equal sets share a number, and a word knows the sets that it belongs to. Nothing in it can backtrack
 * beyond the length of the longest phrase, so matching is linear in the text.
 */
import { neededWords, variants, type Position } from './phrases.ts';
import { Transitions } from './transitions.ts';
import type { Vocabulary } from './vocabulary.ts';

/** After a row of words and gaps. */
interface State<Entry> {
  /** By the number of a set. */
  readonly next: Map<number, State<Entry>>;
  /** A skip of up to `most` words before the next state. */
  readonly skips: { readonly most: number; readonly to: State<Entry> }[];
  readonly entries: Entry[];
  /** Of the phrases that end here. */
  bits: number;
}

const emptyState = <Entry>(): State<Entry> => ({ next: new Map(), skips: [], entries: [], bits: 0 });

const wordsAt = (row: readonly Position[], place: number): readonly string[] => {
  const position = row.at(place);
  return position !== undefined && 'words' in position ? position.words : [];
};

/** States that a row of words can have led to, taken together. */
export interface Together<Entry> {
  readonly number: number;
  /** Phrases that end here. */
  readonly entries: readonly Entry[];
  readonly bits: number;
  readonly skips: readonly { readonly most: number; readonly to: Together<Entry> }[];
  readonly states: readonly State<Entry>[];
}

export class Automaton<Entry> {
  private readonly vocabulary: Vocabulary;
  private readonly common: ReadonlySet<string>;
  private readonly start: State<Entry> = emptyState();
  private readonly sets = new Map<string, number>();
  /** Numbers of the sets that a word belongs to, by its number. */
  private readonly setsOf: number[][] = [];
  private own: number[] | Int32Array = [];
  private needed: number[] | Int32Array = [];
  private begins: number[] | Int32Array = [];
  private ends: number[] | Int32Array = [];
  private readonly together: Together<Entry>[] = [];
  private readonly alone = new Map<State<Entry>, Together<Entry>>();
  private readonly transitions = new Transitions();
  private starts: (Together<Entry> | null)[] = [];

  /** `common`: words of which ordinary text is full. */
  constructor(vocabulary: Vocabulary, common: ReadonlySet<string>) {
    this.vocabulary = vocabulary;
    this.common = common;
  }

  /** `bits`: what `neededBits` says of its words. @throws PhraseError where the phrase is not well formed. */
  add(phrase: string, classes: ReadonlyMap<string, readonly string[]>, entry: Entry, bits: number): void {
    for (const row of variants(phrase, classes)) {
      let state = this.start;
      for (const position of row) state = this.stepFrom(state, position);
      if (!state.entries.includes(entry)) state.entries.push(entry);
      state.bits |= bits;
      for (const word of neededWords(row, this.common)) this.mark(this.needed, word, bits);
      for (const word of wordsAt(row, 0)) this.mark(this.begins, word, bits);
      for (const word of wordsAt(row, -1)) this.mark(this.ends, word, bits);
    }
  }

  /** Gives the bits to words that stand in no phrase. */
  note(words: readonly string[], bits: number): void {
    for (const word of words) for (const table of [this.own, this.needed, this.begins, this.ends]) this.mark(table, word, bits);
  }

  private mark(table: number[] | Int32Array, word: string, bits: number): void {
    const number = this.vocabulary.numberOf(word);
    table[number] = (table[number] ?? 0) | bits;
  }

  /** After the last phrase is added and the vocabulary is settled. `corrected`: misspelt words, and those that they stand for. */
  settle(corrected: Iterable<readonly [number, number]>): void {
    const { size } = this.vocabulary;
    this.own = Int32Array.from({ length: size }, (_, number) => this.own[number] ?? 0);
    this.needed = Int32Array.from({ length: size }, (_, number) => this.needed[number] ?? 0);
    this.begins = Int32Array.from({ length: size }, (_, number) => this.begins[number] ?? 0);
    this.ends = Int32Array.from({ length: size }, (_, number) => this.ends[number] ?? 0);
    for (const [misspelt, word] of corrected) {
      this.setsOf[misspelt] = this.setsOf[word] ?? [];
      this.own[misspelt] = this.own[word] ?? 0;
      this.needed[misspelt] = this.needed[word] ?? 0;
      this.begins[misspelt] = this.begins[word] ?? 0;
      this.ends[misspelt] = this.ends[word] ?? 0;
    }
    const root = this.alongside([this.start]);
    this.starts = Array.from({ length: size }, (_, number) => this.workOut(root, number));
  }

  /** Bits that the word has by itself, without any phrase. */
  ownBits(word: number): number {
    return this.own[word] ?? 0;
  }

  /** Bits of the phrases that cannot be there without one of a few words, of which this is one. */
  neededBits(word: number): number {
    return this.needed[word] ?? 0;
  }

  /** Bits of the phrases that begin with the word. */
  beginBits(word: number): number {
    return this.begins[word] ?? 0;
  }

  /** Bits of the phrases that end with the word. */
  endBits(word: number): number {
    return this.ends[word] ?? 0;
  }

  /** Whether any phrase has the word. */
  knows(word: number): boolean {
    return (this.setsOf[word]?.length ?? 0) > 0;
  }

  /** Where a phrase that begins with the word stands after it. */
  startOf(word: number): Together<Entry> | null {
    return this.starts[word] ?? null;
  }

  /** `null` where no phrase goes on with the word. Worked out once. */
  after(from: Together<Entry>, word: number): Together<Entry> | null {
    const known = this.transitions.get(from.number, word);
    if (known !== undefined) return this.together[known] ?? null;
    const fresh = this.workOut(from, word);
    this.transitions.set(from.number, word, fresh?.number ?? Transitions.NOWHERE);
    return fresh;
  }

  private workOut(from: Together<Entry>, word: number): Together<Entry> | null {
    const sets = this.setsOf[word] ?? [];
    const states: State<Entry>[] = [];
    for (const { next } of from.states)
      for (const set of sets) {
        const state = next.get(set);
        if (state !== undefined) states.push(state);
      }
    return states.length === 0 ? null : this.alongside(states);
  }

  private alongside(states: readonly State<Entry>[]): Together<Entry> {
    const [only] = states;
    const known = states.length === 1 && only ? this.alone.get(only) : undefined;
    if (known !== undefined) return known;
    const fresh: Together<Entry> = {
      number: this.together.length,
      entries: [...new Set(states.flatMap(({ entries }) => entries))],
      bits: states.reduce((bits, state) => bits | state.bits, 0),
      skips: [],
      states,
    };
    this.together.push(fresh);
    if (states.length === 1 && only) this.alone.set(only, fresh);
    Object.assign(fresh, { skips: states.flatMap(({ skips }) => skips.map(({ most, to }) => ({ most, to: this.alongside([to]) }))) });
    return fresh;
  }

  private setOf(words: readonly string[]): number {
    const sorted = [...new Set(words)].sort();
    const key = sorted.join('|');
    const known = this.sets.get(key);
    if (known !== undefined) return known;
    const fresh = this.sets.size;
    this.sets.set(key, fresh);
    for (const word of sorted) (this.setsOf[this.vocabulary.numberOf(word)] ??= []).push(fresh);
    return fresh;
  }

  private stepFrom(state: State<Entry>, position: Position): State<Entry> {
    if ('skip' in position) {
      const known = state.skips.find(({ most }) => most === position.skip);
      if (known) return known.to;
      const to = emptyState<Entry>();
      state.skips.push({ most: position.skip, to });
      return to;
    }
    const set = this.setOf(position.words);
    const known = state.next.get(set);
    if (known) return known;
    const fresh = emptyState<Entry>();
    state.next.set(set, fresh);
    return fresh;
  }
}
