/** Distances and scopes within one sentence: what stands between two things, and how far a modifier reaches. ConText in terms of tokens. */
import type { ReportDocument } from './document.ts';
import type { Sentence } from './sentence.ts';
import { isA, type Item } from './match.ts';
import type { NumberWords } from './lexicon/load.ts';
import type { Role } from './lexicon/schema.ts';
import type { Token } from './text/tokenise.ts';

export interface Place {
  readonly first: number;
  readonly last: number;
}

export class Clause {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly bodiless: ReadonlySet<string>;
  readonly numbers: NumberWords;

  constructor(sentence: Sentence, { tokens, lexicon }: ReportDocument) {
    this.sentence = sentence;
    this.tokens = tokens;
    this.bodiless = lexicon.levels.bodiless;
    this.numbers = lexicon.numbers;
  }

  /** Items wholly between two token numbers. */
  between(from: number, to: number, ...roles: readonly Role[]): readonly Item[] {
    return this.sentence.items.filter(
      (item) => item.first >= from && item.last <= to && (roles as readonly Role[]).includes(item.entry.role),
    );
  }

  marks(from: number, to: number, ...marks: readonly string[]): number {
    let count = 0;
    for (let at = from; at < to; at += 1) if (this.tokens[at]?.kind === 'mark' && marks.includes(this.tokens[at]?.text ?? '')) count += 1;
    return count;
  }

  /** Words, levels and marks between two places; how far apart they feel. */
  distance(one: Place, other: Place): number {
    const [from, to] = one.first <= other.first ? [one.last, other.first] : [other.last, one.first];
    if (to <= from) return 0;
    const words = to - from;
    const commas = this.marks(from, to, ',');
    const hard =
      this.marks(from, to, ';', ':', '(', ')', ')') +
      this.marks(from, to, ')') * 0.5 +
      (this.sentence.items.some((item) => item.first >= from && item.last <= to && item.entry.role === 'boundary') ? 2 : 0);
    const dashes = this.spacedDashes(from, to);
    const ands = this.between(from, to, 'joint').filter(
      (item) => isA(item, 'joint') && item.entry.kind === 'and' && this.tokens[item.first]?.kind === 'word',
    ).length;
    return words + 4 * commas + 6 * hard + 4 * dashes + 3 * ands;
  }

  private spacedDashes(from: number, to: number): number {
    let count = 0;
    for (let at = from; at < to; at += 1) if (this.tokens[at]?.text === '-' && this.tokens[at]?.spaced === true) count += 1;
    return count;
  }
}
