/** How much text of one report is read: reading is not interrupted, and nobody else is answered meanwhile. */

/** Characters, some seventy full pages: no real report comes near. A quarter of a second on a slow core where the text is made to cost most. */
export const LONGEST_TEXT = 200_000;

export const TOO_LONG = `a text of more than ${LONGEST_TEXT.toLocaleString('en')} characters`;

export const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, one) => sum + one.length, 0);

/** The texts that fit, in their order. */
export const thoseThatFit = (texts: readonly string[]): readonly string[] => {
  let left = LONGEST_TEXT;
  return texts.filter((one) => {
    if (one.length > left) return false;
    left -= one.length;
    return true;
  });
};
