/**
 * Phrases as the lexicon writes them -> rows of positions.
 *
 * A phrase is a row of positions: `word`, `one|other`, `metasta(sis|ses|tic)`, `fracture(s)`, `{class}`; `[optional]`; `_3` skips up to three words.
 */

/** A set of words. */
export interface Words {
  readonly words: readonly string[];
  /** How little ordinary text has of them: their length, but for common words. */
  readonly rarity: number;
}

/** A set of words, or a skip of up to so many. */
export type Position = Words | { readonly skip: number };

/** `fracture(s)` and `metasta(sis|ses)` written out; `(s)` alone means with and without. */
const spellings = (word: string): readonly string[] => {
  const match = /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(word);
  if (!match) return [word];
  const [, before = '', inner = '', after = ''] = match;
  const endings = inner.split('|');
  return (endings.length === 1 ? ['', ...endings] : endings).map((ending) => `${before}${ending}${after}`);
};

export class PhraseError extends Error {}

const isWord = (word: string): boolean => /^([a-z0-9]+|[#?/%&+*=:(),-])$/.test(word);

const isWords = (position: Position | undefined): position is Words => position !== undefined && 'words' in position;

/** A word of which ordinary text is full is as rare as one of so much less length. */
const COMMON = 1 / 100;

/** Reads phrases. Each way to write a position is worked out once: most are written many times. */
export class PhraseReader {
  private readonly classes: ReadonlyMap<string, readonly string[]>;
  private readonly common: ReadonlySet<string>;
  private readonly positions = new Map<string, Position>();

  /** `common`: words of which ordinary text is full. */
  constructor(classes: ReadonlyMap<string, readonly string[]>, common: ReadonlySet<string>) {
    this.classes = classes;
    this.common = common;
  }

  /** Every way of leaving optional positions out. @throws PhraseError where the phrase is not well formed. */
  variants(phrase: string): readonly (readonly Position[])[] {
    let rows: Position[][] = [[]];
    for (const part of phrase.split(' ')) {
      const optional = part.startsWith('[') && part.endsWith(']');
      const position = this.positionOf(optional ? part.slice(1, -1) : part);
      const longer = rows.map((row) => [...row, position]);
      rows = optional ? [...rows, ...longer] : longer;
    }
    if (rows.some((row) => row.some((position, at) => at > 0 && !isWords(position) && !isWords(row[at - 1]))))
      throw new PhraseError(`"${phrase}" skips twice in a row where an optional word is left out`);
    if (rows.some((row) => !isWords(row[0]) || !isWords(row.at(-1)))) throw new PhraseError(`"${phrase}" must begin and end with a word`);
    return rows;
  }

  private positionOf(part: string): Position {
    const known = this.positions.get(part);
    if (known !== undefined) return known;
    const fresh = /^_\d$/.test(part) ? { skip: Number(part.slice(1)) } : this.wordsOf(part);
    this.positions.set(part, fresh);
    return fresh;
  }

  private wordsOf(part: string): Words {
    const words = part.split(/\|(?![^(]*\))/).flatMap((one) => {
      const name = /^\{([a-z0-9-]+)\}$/.exec(one)?.[1];
      if (name === undefined) return spellings(one);
      const members = this.classes.get(name);
      if (members === undefined) throw new PhraseError(`unknown word class {${name}}`);
      return members;
    });
    const odd = words.find((word) => !isWord(word));
    if (odd !== undefined) throw new PhraseError(`"${odd}" is not a lower case word`);
    const length = words.reduce((sum, word) => sum + word.length, 0) / words.length;
    return { words, rarity: words.some((word) => this.common.has(word)) ? length * COMMON : length };
  }
}

/** The words at an end of a row. */
export const wordsAt = (row: readonly Position[], place: 0 | -1): Words | undefined => {
  const position = row.at(place);
  return isWords(position) ? position : undefined;
};

/** The words without which a phrase is not there: those of the position that ordinary text has least. */
export const neededWords = (row: readonly Position[]): Words | undefined => {
  let needed: Words | undefined;
  for (const position of row) if (isWords(position) && (needed === undefined || position.rarity > needed.rarity)) needed = position;
  return needed;
};
