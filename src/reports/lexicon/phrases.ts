/**
 * Phrases as the lexicon writes them -> rows of positions.
 *
 * A phrase is a row of positions: `word`, `one|other`, `metasta(sis|ses|tic)`, `fracture(s)`, `{class}`; `[optional]`; `_3` skips up to three words.
 */

/** A set of words, or a skip of up to so many. */
export type Position = { readonly words: readonly string[] } | { readonly skip: number };

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

const isWords = (position: Position | undefined): boolean => position !== undefined && 'words' in position;

/** Every way of leaving optional positions out. @throws PhraseError where the phrase is not well formed. */
export const variants = (phrase: string, classes: ReadonlyMap<string, readonly string[]>): readonly (readonly Position[])[] => {
  let rows: Position[][] = [[]];
  for (const part of phrase.split(' ')) {
    const optional = /^\[(.*)\]$/.exec(part)?.[1];
    const position = positionOf(optional ?? part, classes);
    const longer = rows.map((row) => [...row, position]);
    rows = optional === undefined ? longer : [...rows, ...longer];
  }
  if (rows.some((row) => !isWords(row[0]) || !isWords(row.at(-1)))) throw new PhraseError(`"${phrase}" must begin and end with a word`);
  return rows;
};

/** The words without which a phrase is not there: those of the position that ordinary text has least, which is the longest but for common words. */
export const neededWords = (row: readonly Position[], common: ReadonlySet<string>): readonly string[] => {
  const rarity = (words: readonly string[]): number => {
    const length = words.reduce((sum, word) => sum + word.length, 0) / words.length;
    return words.some((word) => common.has(word)) ? length / 100 : length;
  };
  const positions = row.flatMap((position) => ('words' in position ? [position.words] : []));
  return positions.reduce((best, words) => (rarity(words) > rarity(best) ? words : best), positions[0] ?? []);
};
