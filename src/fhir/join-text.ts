/** Renderings of one report are not read twice: texts that say the same are told apart from texts that add something. */

/** Words and numbers only, in lower case: layout and punctuation differ between renderings. */
export const bare = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether everything that `part` says stands in `whole` already. */
export const isContained = (part: string, whole: string): boolean => ` ${bare(whole)} `.includes(` ${bare(part)} `);

/** Share of words in common from which two renderings count as the same report in other clothes. */
const SAME_SHARE = 0.85;

/** Whether the shorter of two texts is a rendering of the longer one: nearly all its words stand there. */
export const isRendering = (one: string, other: string): boolean => {
  const [short, long] = [bare(one).split(' '), bare(other).split(' ')].sort((a, b) => a.length - b.length) as [string[], string[]];
  const there = new Set(long);
  const shared = short.filter((word) => there.has(word)).length;
  return shared >= short.length * SAME_SHARE;
};
