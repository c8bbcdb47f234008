/**
 * Mustache without its sharp edges: values are always escaped and always texts, phrases are the only partials. Every template is parsed and
 * made into functions once, when it is loaded: filling it is then no more than joining texts.
 */
import Mustache from 'mustache';

/** Printed values by name; an absent one makes its section silent. */
export type View = Readonly<Record<string, string>>;

export interface Template {
  /** Names of the values that it prints or asks for, phrases included. */
  readonly names: ReadonlySet<string>;
  readonly fill: (view: View) => string;
}

/** `[type, value, start, end, children]`: https://github.com/janl/mustache.js. */
type Token = readonly [type: string, value: string, start: number, end: number, children?: readonly Token[]];

const writer = new Mustache.Writer();

const tokensOf = (text: string): readonly Token[] => writer.parse(text) as readonly Token[];

const FORBIDDEN: Readonly<Record<string, string>> = { '&': 'prints a value without escaping', '=': 'changes the delimiters' };

/** @throws Error where a tag is not closed, prints unescaped, or names a phrase that does not exist. */
const namesIn = (tokens: readonly Token[], phrases: View): readonly string[] =>
  tokens.flatMap(([type, value, , , children]): readonly string[] => {
    const forbidden = FORBIDDEN[type];
    if (forbidden !== undefined) throw new Error(`"${value}" ${forbidden}`);
    if (type === '#' || type === '^') return [value, ...namesIn(children ?? [], phrases)];
    if (type === '>') {
      const phrase = phrases[value];
      if (phrase === undefined) throw new Error(`no phrase "${value}"`);
      return namesIn(tokensOf(phrase), phrases);
    }
    return type === 'name' ? [value] : [];
  });

type Piece = (view: View) => string;

/** Text that stands beside text is one text. */
const joined = (pieces: readonly Piece[]): Piece => {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  return (view) => {
    let text = '';
    for (const piece of pieces) text += piece(view);
    return text;
  };
};

/** What a template prints, once `namesIn` has found nothing wrong with it. */
const printerOf = (tokens: readonly Token[], phrases: View, escape: (value: string) => string): Piece => {
  const inside = (children: readonly Token[] = []): Piece => printerOf(children, phrases, escape);
  const pieceOf = ([type, value, , , children]: Token): Piece => {
    if (type === 'text') return () => value;
    if (type === '#' || type === '^') {
      const [piece, whenThere] = [inside(children), type === '#'];
      return (view) => (((view[value] ?? '') !== '') === whenThere ? piece(view) : '');
    }
    if (type === '>') return inside(tokensOf(phrases[value] ?? ''));
    return type === 'name' ? (view) => escape(view[value] ?? '') : () => '';
  };
  return joined(tokens.map(pieceOf));
};

/** Sections that stay silent leave their spaces behind. */
const tidy = (text: string): string => (text.includes('  ') ? text.replace(/ {2,}/g, ' ') : text).trim();

/**
 * @param phrases shared pieces of sentences, said with `{{> name}}`.
 * @param escape makes a value harmless for the place where the text will stand.
 * @throws Error that says what is wrong with the template.
 */
export const compile = (text: string, phrases: View, escape: (value: string) => string): Template => {
  const tokens = tokensOf(text);
  const names = new Set(namesIn(tokens, phrases));
  const print = printerOf(tokens, phrases, escape);
  if (names.size > 0) return { names, fill: (view) => tidy(print(view)) };
  const always = tidy(print({}));
  return { names, fill: () => always };
};
