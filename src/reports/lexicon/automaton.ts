/**
 * Phrases -> one automaton that finds them all in a single pass over the numbers of words.
 *
 * Each position of a phrase is a set of words; equal sets share a number, and a word knows the sets that it belongs to. Nothing in it can backtrack
 * beyond the length of the longest phrase, so matching is linear in the text.
 */
import { neededWords, wordsAt, type PhraseReader, type Position, type Words } from './phrases.ts';
import { NOT_TRIED, NOWHERE, Transitions } from './transitions.ts';
import type { Vocabulary } from './vocabulary.ts';
import { BEGINS, ENDS, NEEDED, OWN, WordBits, type Column } from './word-bits.ts';

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

/** A set of words, by numbers. */
interface NumberedSet {
  readonly number: number;
  readonly words: readonly number[];
}

/** States that a row of words can have led to, taken together. */
export interface Together<Entry> {
  readonly number: number;
  /** Phrases that end here. */
  readonly entries: readonly Entry[];
  readonly isEnd: boolean;
  readonly bits: number;
  readonly skips: readonly { readonly most: number; readonly to: Together<Entry> }[];
  /** Traces (`traceOf`) of the words that may follow. */
  readonly traces: number;
  readonly states: readonly State<Entry>[];
}

/** One of 32 bits: where none of the words that may follow has it, nobody need ask for the word itself. */
const traceOf = (word: number): number => 1 << (word & 31);

export class Automaton<Entry> {
  private readonly vocabulary: Vocabulary;
  private readonly phrases: PhraseReader;
  private readonly start: State<Entry> = emptyState();
  private readonly root: Together<Entry>;
  private readonly sets = new Map<string, NumberedSet>();
  /** By the words as they were read. */
  private readonly numbered = new Map<Words, NumberedSet>();
  /** Numbers of the sets that a word belongs to, by its number. */
  private readonly setsOf: number[][] = [];
  /** Traces of the words of a set, by its number. */
  private readonly tracesOf: number[] = [];
  private readonly bits = new WordBits();
  private readonly together: Together<Entry>[] = [];
  private readonly alone = new Map<State<Entry>, Together<Entry>>();
  private transitions = new Transitions(0);
  /** By the number of a word, where a phrase that begins with it stands: a number of `together`. Worked out where it is first asked for. */
  private starts = new Int32Array(0);

  constructor(vocabulary: Vocabulary, phrases: PhraseReader) {
    this.vocabulary = vocabulary;
    this.phrases = phrases;
    this.root = this.alongside([this.start]);
  }

  /** `bits`: what `neededBits` says of its words. @throws PhraseError where the phrase is not well formed. */
  add(phrase: string, entry: Entry, bits: number): void {
    for (const row of this.phrases.variants(phrase)) {
      let state = this.start;
      for (const position of row) state = this.stepFrom(state, position);
      if (!state.entries.includes(entry)) state.entries.push(entry);
      state.bits |= bits;
      this.mark(NEEDED, neededWords(row), bits);
      this.mark(BEGINS, wordsAt(row, 0), bits);
      this.mark(ENDS, wordsAt(row, -1), bits);
    }
  }

  /** Gives the bits to words that stand in no phrase. */
  note(words: readonly string[], bits: number): void {
    for (const word of words) this.bits.addToAll(this.vocabulary.numberOf(word), bits);
  }

  private mark(column: Column, words: Words | undefined, bits: number): void {
    if (words !== undefined && bits !== 0) for (const word of this.setOf(words).words) this.bits.add(word, column, bits);
  }

  /** After the last phrase is added and the vocabulary is settled. `corrected`: misspelt words, and those that they stand for. */
  settle(corrected: Iterable<readonly [number, number]>): void {
    for (const [misspelt, word] of corrected) {
      this.setsOf[misspelt] = this.setsOf[word] ?? [];
      this.bits.liken(misspelt, word);
    }
    this.setsOf.forEach((sets, word) => {
      for (const set of sets) this.tracesOf[set] = (this.tracesOf[set] ?? 0) | traceOf(word);
    });
    this.bits.makeRoomFor(this.vocabulary.size);
    this.starts = new Int32Array(this.vocabulary.size).fill(NOT_TRIED);
    this.transitions = new Transitions(this.vocabulary.size);
  }

  /** Bits that the word has by itself, without any phrase. */
  ownBits(word: number): number {
    return this.bits.of(word, OWN);
  }

  /** Bits of the phrases that cannot be there without one of a few words, of which this is one. */
  neededBits(word: number): number {
    return this.bits.of(word, NEEDED);
  }

  /** Bits of the phrases that begin with the word. */
  beginBits(word: number): number {
    return this.bits.of(word, BEGINS);
  }

  /** Bits of the phrases that end with the word. */
  endBits(word: number): number {
    return this.bits.of(word, ENDS);
  }

  /** Whether any phrase has the word. */
  knows(word: number): boolean {
    return (this.setsOf[word]?.length ?? 0) > 0;
  }

  /** Where a phrase that begins with the word stands after it. */
  startOf(word: number): Together<Entry> | null {
    const known = this.starts[word] ?? NOWHERE;
    if (known !== NOT_TRIED) return known === NOWHERE ? null : (this.together[known] ?? null);
    const fresh = this.workOut(this.root, word);
    this.starts[word] = fresh?.number ?? NOWHERE;
    return fresh;
  }

  /** `null` where no phrase goes on with the word. Worked out once. */
  after(from: Together<Entry>, word: number): Together<Entry> | null {
    if ((from.traces & traceOf(word)) === 0) return null;
    const known = this.transitions.get(from.number, word);
    if (known !== NOT_TRIED) return known === NOWHERE ? null : (this.together[known] ?? null);
    const fresh = this.workOut(from, word);
    this.transitions.set(from.number, word, fresh?.number ?? NOWHERE);
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
    const entries = [...new Set(states.flatMap((state) => state.entries))];
    const fresh: Together<Entry> = {
      number: this.together.length,
      entries,
      isEnd: entries.length > 0,
      bits: states.reduce((bits, state) => bits | state.bits, 0),
      skips: [],
      traces: this.tracesAfter(states),
      states,
    };
    this.together.push(fresh);
    if (states.length === 1 && only) this.alone.set(only, fresh);
    Object.assign(fresh, { skips: states.flatMap(({ skips }) => skips.map(({ most, to }) => ({ most, to: this.alongside([to]) }))) });
    return fresh;
  }

  private tracesAfter(states: readonly State<Entry>[]): number {
    let traces = 0;
    for (const { next } of states) for (const set of next.keys()) traces |= this.tracesOf[set] ?? 0;
    return traces;
  }

  private setOf(words: Words): NumberedSet {
    const known = this.numbered.get(words);
    if (known !== undefined) return known;
    const sorted = [...new Set(words.words)].sort();
    const key = sorted.join('|');
    const set = this.sets.get(key) ?? { number: this.sets.size, words: sorted.map((word) => this.vocabulary.numberOf(word)) };
    if (!this.sets.has(key)) for (const word of set.words) (this.setsOf[word] ??= []).push(set.number);
    this.sets.set(key, set);
    this.numbered.set(words, set);
    return set;
  }

  private stepFrom(state: State<Entry>, position: Position): State<Entry> {
    if ('skip' in position) {
      const known = state.skips.find(({ most }) => most === position.skip);
      if (known) return known.to;
      const to = emptyState<Entry>();
      state.skips.push({ most: position.skip, to });
      return to;
    }
    const set = this.setOf(position).number;
    const known = state.next.get(set);
    if (known) return known;
    const fresh = emptyState<Entry>();
    state.next.set(set, fresh);
    return fresh;
  }
}
