/** How deep and how large a JSON text is, without parsing it: what would cost too much to build is refused before it is built. */

export interface JsonBounds {
  readonly depth: number;
  /** Members and elements of all objects and arrays together. */
  readonly nodes: number;
}

const [QUOTE, COMMA, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [...'",\\[]{}'].map((sign) => sign.charCodeAt(0));

/** An odd number of backslashes stands before it. */
const isEscaped = (text: string, at: number): boolean => {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
};

/** The index of the quote that ends the string which begins at `start`; the length of the text where none does. Most of a body is strings: they are searched, not stepped through. */
const endOfString = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
};

/** Whether a JSON text stays within the bounds; what is no JSON at all is left for the parser to refuse. */
export const isWithinBounds = (text: string, { depth, nodes }: JsonBounds): boolean => {
  let open = 0;
  let count = 1;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
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
