/** How deep and how large a JSON text is, without parsing it: what would cost too much to build is refused before it is built. */

export interface JsonBounds {
  readonly depth: number;
  /** Members and elements of all objects and arrays together. */
  readonly nodes: number;
}

const [QUOTE, COMMA, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [...'",\\[]{}'].map((sign) => sign.charCodeAt(0));

/** The index of the quote that ends the string which begins at `start`; the length of the text where none does. */
const endOfString = (text: Uint8Array, start: number): number => {
  let at = start + 1;
  while (at < text.length && text[at] !== QUOTE) at += text[at] === BACKSLASH ? 2 : 1;
  return at;
};

/** Whether UTF-8 JSON text stays within the bounds; what is no JSON at all is left for the parser to refuse. */
export const isWithinBounds = (text: Uint8Array, { depth, nodes }: JsonBounds): boolean => {
  let open = 0;
  let count = 1;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COMMA:
        count += 1;
        break;
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        open += 1;
        count += 1;
        if (open > depth) return false;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        open -= 1;
        break;
    }
    if (count > nodes) return false;
  }
  return true;
};
