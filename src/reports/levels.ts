/** Vertebral levels in every notation: T12, D12, Th12, L1/2, T7-9, "L2 to L4 inclusive", "T5, 7 and 9", "twelfth thoracic". */
import type { Lexicon } from './lexicon/load.ts';
import type { Token } from './text/tokenise.ts';

/** Levels that are written together. */
export interface LevelGroup {
  readonly first: number;
  readonly last: number;
  /** In the order given; `S1` and the like are kept so that "L5/S1" is seen as what it is. */
  readonly levels: readonly string[];
  /** A disc space or junction ("T12/L1"): no level of a body unless two are meant. */
  readonly junction: boolean;
}

interface Single {
  readonly letter: string;
  readonly number: number;
  readonly last: number;
}

const levelName = ({ letter, number }: Pick<Single, 'letter' | 'number'>): string => `${letter}${String(number)}`;

export class LevelReader {
  private readonly mayBegin: (at: number) => boolean;
  private readonly spine: readonly string[];
  private readonly tokens: readonly Token[];
  private readonly lexicon: Lexicon;

  /** `mayBegin`: false only for tokens with which no level begins. */
  constructor(tokens: readonly Token[], lexicon: Lexicon, mayBegin: (at: number) => boolean) {
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

  private text(at: number): string {
    return this.tokens[at]?.text ?? '';
  }

  /** One level at this token: "t12", "t-12", "t 12", "12th thoracic", "twelfth thoracic", "thoracic 12". */
  private singleAt(at: number, end: number): Single | null {
    const token = this.tokens[at];
    if (token === undefined || at >= end) return null;
    const { letters, ordinals, regions } = this.lexicon.levels;
    if (token.kind === 'word') {
      const glued = /^([a-z]{1,2})(\d{1,2})$/.exec(token.text);
      if (glued) {
        const letter = letters[glued[1] ?? ''];
        const number = Number(glued[2]);
        return this.valid(letter, number) ? { letter, number, last: at + 1 } : null;
      }
      const letter = letters[token.text];
      if (letter !== undefined) {
        const hyphen = this.text(at + 1) === '-' && this.tokens[at + 1]?.spaced === false;
        const next = this.tokens[at + (hyphen ? 2 : 1)];
        const near = next !== undefined && next.kind === 'number' && (hyphen ? !next.spaced : next.breaks === 0);
        const number = near && at + (hyphen ? 2 : 1) < end && /^\d{1,2}$/.test(next.text) ? Number(next.text) : 0;
        const after = this.text(at + (hyphen ? 3 : 2));
        if (
          this.valid(letter, number) &&
          !this.lexicon.levels.units.has(after) &&
          after !== '/' &&
          (hyphen || token.text.length > 1 || after !== '.')
        )
          return { letter, number, last: at + (hyphen ? 3 : 2) };
      }
      const ordinal = ordinals[token.text];
      if (ordinal !== undefined) return this.inWords(ordinal, at + 1, end);
      const region = regions[token.text];
      const number = this.tokens[at + 1];
      if (
        region !== undefined &&
        number?.kind === 'number' &&
        number.breaks === 0 &&
        at + 1 < end &&
        this.valid(region, Number(number.text)) &&
        !this.lexicon.levels.units.has(this.text(at + 2))
      )
        return { letter: region, number: Number(number.text), last: at + 2 };
    }
    if (
      token.kind === 'number' &&
      /^\d{1,2}$/.test(token.text) &&
      this.lexicon.levels.ordinalEndings.has(this.text(at + 1)) &&
      this.tokens[at + 1]?.spaced === false
    )
      return this.inWords(Number(token.text), at + 2, end);
    return null;
  }

  private inWords(number: number, at: number, end: number): Single | null {
    const region = at < end ? this.lexicon.levels.regions[this.text(at)] : undefined;
    return this.valid(region, number) ? { letter: region, number, last: at + 1 } : null;
  }

  /** A bare number that goes on with a level: "T7-9", "T5, 7 and 9". */
  private bareAt(at: number, end: number, letter: string): Single | null {
    const token = this.tokens[at];
    if (token?.kind !== 'number' || at >= end || !/^\d{1,2}$/.test(token.text) || token.breaks > 0) return null;
    const next = this.tokens[at + 1];
    if (
      next !== undefined &&
      (this.lexicon.levels.units.has(next.text) || (next.kind === 'word' && !next.spaced) || (next.text === '/' && !next.spaced))
    )
      return null;
    return this.valid(letter, Number(token.text)) ? { letter, number: Number(token.text), last: at + 1 } : null;
  }

  private between(from: string, to: string): readonly string[] {
    const [start, end] = [this.spine.indexOf(from), this.spine.indexOf(to)];
    return start <= end ? this.spine.slice(start, end + 1) : [from, to];
  }

  private groupAt(at: number, end: number): LevelGroup | null {
    const head = this.singleAt(at, end);
    if (head === null) return null;
    const levels = [levelName(head)];
    let { letter, last } = head;
    let slashes = 0;
    let closed = false;
    for (;;) {
      const step = this.connector(last, end);
      if (step === null || (closed && step.kind !== 'range')) break;
      const next = this.singleAt(step.at, end) ?? this.bareAt(step.at, end, letter);
      if (next === null) break;
      if (step.kind === 'slash') slashes += 1;
      if (step.kind === 'range') levels.push(...this.between(levels.at(-1) ?? '', levelName(next)).slice(1));
      else levels.push(levelName(next));
      closed = step.final;
      ({ letter, last } = next);
    }
    return { first: at, last, levels: [...new Set(levels)], junction: slashes > 0 };
  }

  /** What ties two levels together, and where the second one begins. */
  private connector(
    at: number,
    end: number,
  ): { readonly kind: 'range' | 'list' | 'slash'; readonly at: number; readonly final: boolean } | null {
    const { ranges, lists } = this.lexicon.levels;
    const word = this.text(at);
    if (at >= end || (this.tokens[at]?.breaks ?? 0) > 1) return null;
    if (word === '/') return { kind: 'slash', at: at + 1, final: false };
    if (ranges.has(word)) {
      const second = ranges.has(this.text(at + 1)) || this.lexicon.levels.inclusive.has(this.text(at + 1));
      return { kind: 'range', at: at + (second ? 2 : 1), final: false };
    }
    if (!lists.has(word)) return null;
    const pair = lists.has(this.text(at + 1));
    return { kind: 'list', at: at + (pair ? 2 : 1), final: word !== ',' || pair };
  }
}
