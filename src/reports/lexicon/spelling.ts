/** Misspellings of the key words at one slip's distance: a letter left out, doubled, exchanged, or two letters swapped. */

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Shorter words have too many real neighbours ("height" and "weight"). */
const SHORTEST = 7;

const oneSlip = function* (word: string): Generator<string> {
  for (let at = 0; at <= word.length; at += 1) {
    const before = word.slice(0, at);
    const after = word.slice(at);
    const letter = word[at] ?? '';
    if (letter) yield before + after.slice(1);
    if (after.length > 1) yield `${before}${after[1] ?? ''}${letter}${after.slice(2)}`;
    for (const other of LETTERS) {
      yield before + other + after;
      if (letter) yield before + other + after.slice(1);
    }
  }
};

/** Each misspelling with the word it stands for; of two candidates the first word given wins. */
export const misspellings = (words: readonly string[], real: ReadonlySet<string>): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const word of words) {
    if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) continue;
    for (const slip of oneSlip(word)) if (!found.has(slip) && !real.has(slip)) found.set(slip, word);
  }
  return found;
};
