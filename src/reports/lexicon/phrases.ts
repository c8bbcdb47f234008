/**
 * Phrases of the lexicon -> one automaton that finds them all in a single pass over tokens.
 *
 * A phrase is a row of positions: `word`, `one|other`, `metasta(sis|ses|tic)`, `fracture(s)`, `{class}`; `[optional]`; `_3` skips up to three words.
 * Each position is a set of words; equal sets share a number, and a token knows the numbers of the sets that it belongs to. Nothing in it can
 * backtrack beyond the length of the longest phrase, so matching is linear in the text.
 */

/** States that a row of words can have led to, taken together; where each word leads from here is worked out once. */
export class Together<Entry> {
  readonly entries: readonly Entry[];
  readonly skips: readonly { readonly most: number; readonly to: Together<Entry> }[];
  private readonly states: readonly State<Entry>[];
  private readonly next = new Map<Readonly<KnownWord<Entry>>, Together<Entry> | null>();

  constructor(states: readonly State<Entry>[]) {
    this.states = states;
    this.entries = [...new Set(states.flatMap(({ entries }) => entries))];
    this.skips = states.flatMap(({ skips }) => skips.map(({ most, to }) => ({ most, to: alone(to) })));
  }

  /** `null` where no phrase goes on with the word. */
  after(word: Readonly<KnownWord<Entry>>): Together<Entry> | null {
    const known = this.next.get(word);
    if (known !== undefined) return known;
    const states = this.states.flatMap(({ next }) => word.sets.flatMap((set) => next.get(set) ?? []));
    const fresh = states.length === 0 ? null : together(states);
    this.next.set(word, fresh);
    return fresh;
  }

  /** No phrase goes on from here. */
  get ends(): boolean {
    return this.skips.length === 0 && this.states.every(({ next }) => next.size === 0);
  }
}

const ALONE = new WeakMap<object, Together<unknown>>();

const alone = <Entry>(state: State<Entry>): Together<Entry> => {
  const known = ALONE.get(state) as Together<Entry> | undefined;
  if (known !== undefined) return known;
  const fresh = new Together([state]);
  ALONE.set(state, fresh as Together<unknown>);
  return fresh;
};

const together = <Entry>(states: readonly State<Entry>[]): Together<Entry> => {
  const [only] = states;
  return states.length === 1 && only ? alone(only) : new Together(states);
};

export interface State<Entry> {
  readonly next: Map<number, State<Entry>>;
  /** A skip of up to `most` words before the next state. */
  readonly skips: { readonly most: number; readonly to: State<Entry> }[];
  readonly entries: Entry[];
}

type Position = { readonly words: readonly string[] } | { readonly skip: number };

const emptyState = <Entry>(): State<Entry> => ({ next: new Map(), skips: [], entries: [] });

/** `fracture(s)` and `metasta(sis|ses)` written out; `(s)` alone means with and without. */
const spellings = (word: string): readonly string[] => {
  const match = /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(word);
  if (!match) return [word];
  const [, before = '', inner = '', after = ''] = match;
  const endings = inner.split('|');
  return (endings.length === 1 ? ['', ...endings] : endings).map((ending) => `${before}${ending}${after}`);
};

/** Splits at `|` outside round brackets. */
const alternatives = (part: string): readonly string[] => part.split(/\|(?![^(]*\))/).flatMap(spellings);

export class PhraseError extends Error {}

const positionOf = (part: string, classes: ReadonlyMap<string, readonly string[]>): Position => {
  if (/^_\d$/.test(part)) return { skip: Number(part.slice(1)) };
  const words = part.split(/\|(?![^(]*\))/).flatMap((one) => {
    const name = /^\{([a-z0-9-]+)\}$/.exec(one)?.[1];
    if (name === undefined) return alternatives(one);
    const members = classes.get(name);
    if (members === undefined) throw new PhraseError(`unknown word class {${name}}`);
    return members;
  });
  const odd = words.find((word) => !/^([a-z0-9]+|[#?/%&+*=:(),-])$/.test(word));
  if (odd !== undefined) throw new PhraseError(`"${odd}" is not a lower case word`);
  return { words };
};

/** Every way of leaving optional positions out. */
const variants = (phrase: string, classes: ReadonlyMap<string, readonly string[]>): readonly (readonly Position[])[] => {
  let rows: Position[][] = [[]];
  for (const part of phrase.split(' ')) {
    const optional = /^\[(.*)\]$/.exec(part)?.[1];
    const position = positionOf(optional ?? part, classes);
    const longer = rows.map((row) => [...row, position]);
    rows = optional === undefined ? longer : [...rows, ...longer];
  }
  return rows;
};

/** What the automaton knows of a word. */
export interface KnownWord<Entry> {
  /** Numbers of the sets that it belongs to. */
  readonly sets: number[];
  /** Where a phrase that begins with it stands after it. */
  start: Together<Entry> | null;
  /** Bits of the phrases that begin with it. */
  begins: number;
  /** Bits of the phrases that cannot be there without one of a few words, of which this is one. */
  needed: number;
}

/** The words without which a phrase is not there: those of the position that ordinary text has least, which is the longest but for common words. */
const neededWords = (row: readonly Position[], common: ReadonlySet<string>): readonly string[] => {
  const rarity = (words: readonly string[]): number => {
    const length = words.reduce((sum, word) => sum + word.length, 0) / words.length;
    return words.some((word) => common.has(word)) ? length / 100 : length;
  };
  const positions = row.flatMap((position) => ('words' in position ? [position.words] : []));
  return positions.reduce((best, words) => (rarity(words) > rarity(best) ? words : best), positions[0] ?? []);
};

export class Automaton<Entry> {
  readonly start: State<Entry> = emptyState();
  private readonly sets = new Map<string, number>();
  private readonly words = new Map<string, KnownWord<Entry>>();
  private readonly signs = new Map<string, KnownWord<Entry>>();
  private readonly common: ReadonlySet<string>;

  /** `common`: words of which ordinary text is full. */
  constructor(common: ReadonlySet<string>) {
    this.common = common;
  }

  private numberOf(words: readonly string[]): number {
    const sorted = [...new Set(words)].sort();
    const key = sorted.join('|');
    const known = this.sets.get(key);
    if (known !== undefined) return known;
    const fresh = this.sets.size;
    this.sets.set(key, fresh);
    for (const word of sorted) this.wordOf(word).sets.push(fresh);
    return fresh;
  }

  private wordOf(word: string): KnownWord<Entry> {
    const known = this.words.get(word);
    if (known) return known;
    const fresh: KnownWord<Entry> = { sets: [], start: null, begins: 0, needed: 0 };
    this.words.set(word, fresh);
    return fresh;
  }

  /** `bits`: what `KnownWord.needed` says of its words. @throws PhraseError where the phrase is not well formed. */
  add(phrase: string, classes: ReadonlyMap<string, readonly string[]>, entry: Entry, bits: number): void {
    for (const row of variants(phrase, classes)) {
      let state = this.start;
      let end: Position | undefined;
      for (const position of row) {
        state = 'skip' in position ? this.skipFrom(state, position.skip) : this.stepFrom(state, this.numberOf(position.words));
        end = position;
      }
      if (end === undefined || 'skip' in end || (row[0] && 'skip' in row[0]))
        throw new PhraseError(`"${phrase}" must begin and end with a word`);
      if (!state.entries.includes(entry)) state.entries.push(entry);
      for (const word of neededWords(row, this.common)) this.wordOf(word).needed |= bits;
      if (row[0] && 'words' in row[0]) this.noteStart(row[0].words, bits);
    }
  }

  private noteStart(words: readonly string[], bits: number): void {
    for (const word of words.map((one) => this.wordOf(one))) {
      word.begins |= bits;
    }
  }

  /** Lets a misspelt word stand for the right one. Words that the lexicon knows keep their own meaning. */
  alias(misspelt: string, word: string): void {
    const known = this.words.get(word);
    if (known && !this.words.has(misspelt)) this.words.set(misspelt, known);
  }

  knows(word: string): boolean {
    return (this.words.get(word)?.sets.length ?? 0) > 0;
  }

  /** Gives the bits to words that stand in no phrase. */
  note(words: readonly string[], bits: number): void {
    for (const word of words) this.wordOf(word).needed |= bits;
  }

  /** After the last phrase is added: where phrases begin. */
  settle(): void {
    const root = new Together([this.start]);
    for (const [text, word] of this.words) {
      word.start = root.after(word);
      if (!/^[a-z]/.test(text)) this.signs.set(text, word);
    }
  }

  /** The same for a number or a mark: they are few, and asked for often. */
  knownSign(sign: string): Readonly<KnownWord<Entry>> | undefined {
    return this.signs.get(sign);
  }

  known(word: string): Readonly<KnownWord<Entry>> | undefined {
    return this.words.get(word);
  }

  private stepFrom(state: State<Entry>, number: number): State<Entry> {
    const known = state.next.get(number);
    if (known) return known;
    const fresh = emptyState<Entry>();
    state.next.set(number, fresh);
    return fresh;
  }

  private skipFrom(state: State<Entry>, most: number): State<Entry> {
    const known = state.skips.find((skip) => skip.most === most);
    if (known) return known.to;
    const to = emptyState<Entry>();
    state.skips.push({ most, to });
    return to;
  }
}
