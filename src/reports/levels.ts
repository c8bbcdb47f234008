/** Vertebral levels in every notation: T12, D12, Th12, L1/2, T7-9, "L2 to L4 inclusive", "T5, 7 and 9", "twelfth thoracic". */
import type { Lexicon } from './lexicon/load.ts';
import { INCLUSIVE, LIST, ORDINAL_ENDING, RANGE, UNIT } from './lexicon/word-kinds.ts';
import { UNKNOWN, type Tokens } from './text/tokens.ts';

/** Levels that are written together. */
export interface LevelGroup {
  readonly first: number;
  readonly last: number;
  /** In the order given; `S1` and the like are kept so that "L5/S1" is seen as what it is. */
  readonly levels: readonly string[];
  /** A disc space or junction ("T12/L1"): no level of a body unless two are meant. */
  readonly junction: boolean;
  /** Nothing but neighbours joined two by two ("L3-4, L4-5"), as disc spaces are named, and fractures of two bodies as well. */
  readonly pairs: boolean;
}

interface Single {
  readonly letter: string;
  readonly number: number;
  readonly last: number;
}

const levelName = ({ letter, number }: Pick<Single, 'letter' | 'number'>): string => `${letter}${String(number)}`;

const isDigit = (word: string, at: number): boolean => {
  const code = word.charCodeAt(at);
  return code >= 48 && code <= 57;
};

export class LevelReader {
  private readonly mayBegin: (at: number) => boolean;
  private readonly spine: readonly string[];
  private readonly tokens: Tokens;
  private readonly lexicon: Lexicon;

  /** `mayBegin`: false only for tokens with which no level begins. */
  constructor(tokens: Tokens, lexicon: Lexicon, mayBegin: (at: number) => boolean) {
    this.mayBegin = mayBegin;
    this.tokens = tokens;
    this.lexicon = lexicon;
    this.spine = lexicon.spine;
  }

  groupsIn(first: number, last: number): readonly LevelGroup[] {
    const groups: LevelGroup[] = [];
    for (let at = first; at < last; at += 1) {
      const group = this.mayBegin(at) ? this.groupAt(at, last) : null;
      if (group === null) continue;
      groups.push(group);
      at = group.last - 1;
    }
    return groups;
  }

  private valid(letter: string | undefined, number: number): letter is string {
    return letter !== undefined && number >= 1 && number <= (this.lexicon.levels.last[letter] ?? 0);
  }

  private is(at: number, kinds: number): boolean {
    return this.lexicon.kinds.is(this.tokens.known(at), kinds);
  }

  /** One level at this token: "t12", "t-12", "t 12", "12th thoracic", "twelfth thoracic", "thoracic 12". */
  private singleAt(at: number, end: number): Single | null {
    if (at >= end) return null;
    const { tokens } = this;
    if (!tokens.isWord(at)) {
      const ordinal = tokens.value(at, 2);
      return ordinal >= 0 && this.is(at + 1, ORDINAL_ENDING) && tokens.isGlued(at + 1) ? this.inWords(ordinal, at + 2, end) : null;
    }
    if (tokens.mayWriteLevel(at)) return this.glued(at);
    if (tokens.known(at) === UNKNOWN) return null;
    const { letters, ordinals, regions } = this.lexicon.levels;
    const word = tokens.textOf(at);
    const letter = letters[word];
    const spelt = letter === undefined ? null : this.afterLetter(letter, at, end);
    if (spelt !== null) return spelt;
    const ordinal = ordinals[word];
    if (ordinal !== undefined) return this.inWords(ordinal, at + 1, end);
    const region = regions[word];
    return region === undefined ? null : this.afterRegion(region, at, end);
  }

  /** "t12", "t12's": one or two letters, one or two digits. */
  private glued(at: number): Single | null {
    const written = this.tokens.textOf(at);
    const word = isDigit(written, written.length - 1) ? written : written.slice(0, -1);
    const digits = isDigit(word, word.length - 2) ? 2 : 1;
    const letter = this.lexicon.levels.letters[word.slice(0, -digits)];
    const number = Number(word.slice(-digits));
    return this.valid(letter, number) ? { letter, number, last: at + 1 } : null;
  }

  /** "t 12", "t-12", "t. 12", but no "T 12 mm" and no "L. 2." */
  private afterLetter(letter: string, at: number, end: number): Single | null {
    const { tokens } = this;
    const hyphen = tokens.mark(at + 1) === '-' && tokens.isGlued(at + 1);
    const stop = tokens.mark(at + 1) === '.' && tokens.isGlued(at + 1);
    const place = at + (hyphen || stop ? 2 : 1);
    const near = hyphen ? tokens.isGlued(place) : tokens.breaks(place) === 0;
    const number = this.numberAt(place);
    if (!near || place >= end || !this.valid(letter, number)) return null;
    const after = tokens.mark(place + 1);
    if (this.is(place + 1, UNIT) || after === '/' || (!hyphen && after === '.' && tokens.width(at) === 1 && tokens.isNumber(place)))
      return null;
    return { letter, number, last: place + 1 };
  }

  /** "12" or "twelve". */
  private numberAt(at: number): number {
    const { tokens } = this;
    return tokens.isWord(at) ? (this.lexicon.numbers.written[tokens.textOf(at)] ?? -1) : tokens.value(at, 2);
  }

  /** "thoracic 12", "thoracic vertebra 12". */
  private afterRegion(letter: string, at: number, end: number): Single | null {
    const place = this.is(at + 1, INCLUSIVE) ? at + 2 : at + 1;
    const number = this.tokens.figure(place);
    if (place >= end || this.tokens.breaks(place) > 0 || !this.valid(letter, number) || this.is(place + 1, UNIT)) return null;
    return { letter, number, last: place + 1 };
  }

  private inWords(number: number, at: number, end: number): Single | null {
    const region = at < end ? this.lexicon.levels.regions[this.tokens.textOf(at)] : undefined;
    if (this.valid(region, number)) return { letter: region, number, last: at + 1 };
    const shared = this.is(at, LIST | RANGE) ? this.regionAfterList(at, end) : undefined;
    return this.valid(shared, number) ? { letter: shared, number, last: at } : null;
  }

  /** "5th, 7th and ninth thoracic": the region stands after the last of them. */
  private regionAfterList(from: number, end: number): string | undefined {
    const { ordinals, regions } = this.lexicon.levels;
    let at = from;
    while (at < end && this.is(at, LIST | RANGE)) {
      while (this.is(at, LIST | RANGE)) at += 1;
      const inFigures = this.tokens.isNumber(at) && this.is(at + 1, ORDINAL_ENDING);
      if (!inFigures && ordinals[this.tokens.textOf(at)] === undefined) return undefined;
      at += inFigures ? 2 : 1;
    }
    return at < end ? regions[this.tokens.textOf(at)] : undefined;
  }

  /** A bare number that goes on with a level: "T7-9", "T5, 7 and 9". */
  private bareAt(at: number, end: number, letter: string, slashed = false): Single | null {
    const { tokens } = this;
    const number = tokens.value(at, 2);
    if (number < 0 || at >= end || tokens.breaks(at) > 0 || this.is(at + 1, UNIT)) return null;
    if (tokens.isGlued(at + 1) && (tokens.isWord(at + 1) || (tokens.mark(at + 1) === '/' && !slashed))) return null;
    return this.valid(letter, number) ? { letter, number, last: at + 1 } : null;
  }

  private between(from: string, to: string): readonly string[] {
    const [start, end] = [this.spine.indexOf(from), this.spine.indexOf(to)];
    return start <= end ? this.spine.slice(start, end + 1) : [from, to];
  }

  /** "L1/2" is a disc space, "T5/7/9" and "T8/T11" are none. */
  private areNeighbours([upper = '', lower = '', ...more]: readonly string[]): boolean {
    return more.length === 0 && this.between(upper, lower).length === 2 && this.spine.indexOf(upper) < this.spine.indexOf(lower);
  }

  private groupAt(at: number, end: number): LevelGroup | null {
    const head = this.singleAt(at, end);
    if (head === null) return null;
    const levels = [levelName(head)];
    let { letter, last } = head;
    let slashes = 0;
    let steps = 0;
    let neighbours = 0;
    let closed = false;
    for (;;) {
      const step = this.connector(last, end);
      if (step === null || (closed && step.kind !== 'range')) break;
      const next = this.singleAt(step.at, end) ?? this.bareAt(step.at, end, letter, step.kind === 'slash');
      if (next === null || (step.kind === 'list' && (slashes > 0 || this.isJunctionAt(next, end)))) break;
      steps += 1;
      if (step.kind === 'slash') slashes += 1;
      if (step.kind === 'range') {
        const reached = this.between(levels.at(-1) ?? '', levelName(next)).slice(1);
        if (reached.length === 1) neighbours += 1;
        levels.push(...reached);
      } else levels.push(levelName(next));
      closed = step.final;
      ({ letter, last } = next);
    }
    const junction = slashes > 0 && (slashes < steps || this.areNeighbours(levels));
    const pairs = neighbours > 0 && steps + 1 === 2 * neighbours;
    return { first: at, last, levels: [...new Set(levels)], junction, pairs };
  }

  /** "T12 and L4/5": the second is a disc space of its own. */
  private isJunctionAt({ letter, last }: Single, end: number): boolean {
    return this.tokens.mark(last) === '/' && (this.singleAt(last + 1, end) ?? this.bareAt(last + 1, end, letter)) !== null;
  }

  /** What ties two levels together, and where the second one begins. */
  private connector(
    at: number,
    end: number,
  ): { readonly kind: 'range' | 'list' | 'slash'; readonly at: number; readonly final: boolean } | null {
    if (at >= end || this.tokens.breaks(at) > 1) return null;
    if (this.tokens.mark(at) === '/') return { kind: 'slash', at: at + 1, final: false };
    if (this.is(at, RANGE)) return { kind: 'range', at: at + (this.is(at + 1, RANGE | INCLUSIVE) ? 2 : 1), final: false };
    if (!this.is(at, LIST)) return null;
    const pair = this.is(at + 1, LIST);
    return { kind: 'list', at: at + (pair ? 2 : 1), final: this.tokens.mark(at) !== ',' || pair };
  }
}
