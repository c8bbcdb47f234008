/** Text -> tokens that know where they stand in the original. One pass; nothing is looked at twice. */

export type TokenKind = 'word' | 'number' | 'mark';

export interface Token {
  /** Lower case, without accents and apostrophes: what the lexicon is matched against. */
  readonly text: string;
  readonly kind: TokenKind;
  /** Place in the original text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Line breaks between this token and the one before it. */
  readonly breaks: number;
  /** White space, or the beginning of the text, stands before it. */
  readonly spaced: boolean;
}

const SPACE = 1;
const BREAK = 2;
const LETTER = 3;
const DIGIT = 4;
const APOSTROPHE = 5;
const HYPHEN = 6;

const APOSTROPHES = "'\u2018\u2019\u02bc`\u00b4";
const HYPHENS = '-\u2010\u2011\u2012\u2013\u2014\u2212';

const classOf = (code: number): number => {
  const char = String.fromCharCode(code);
  if (char === '\n' || char === '\r' || char === '\u2028' || char === '\u2029' || char === '\f' || char === '\v') return BREAK;
  if (/\s|[\u0000-\u001f\u200b\ufeff\u00ad]/.test(char)) return SPACE;
  if (/[0-9]/.test(char)) return DIGIT;
  if (APOSTROPHES.includes(char)) return APOSTROPHE;
  if (HYPHENS.includes(char)) return HYPHEN;
  return /\p{L}/u.test(char) ? LETTER : 0;
};

/** Class and folded character of every UTF-16 unit, made once. */
const CLASSES = new Uint8Array(0x10000);
const FOLDED: string[] = [];
for (let code = 0; code < 0x10000; code += 1) {
  CLASSES[code] = classOf(code);
  const char = String.fromCharCode(code);
  const bare = code < 0x250 ? (char.normalize('NFD')[0] ?? char) : char;
  const lower = bare.toLowerCase();
  FOLDED.push(CLASSES[code] === HYPHEN ? '-' : lower.length === 1 ? lower : char);
}

/** Lower case without accents, of exactly the same length. */
const fold = (text: string): string => {
  const lower = text.toLowerCase();
  if (lower.length === text.length && !/[^\u0000-\u007f]/.test(lower)) return lower;
  const folded: string[] = [];
  for (let at = 0; at < text.length; at += 1) folded.push(FOLDED[text.charCodeAt(at)] ?? '');
  return folded.join('');
};

export const tokenise = (text: string): readonly Token[] => {
  const folded = fold(text);
  const length = folded.length;
  const tokens: Token[] = [];
  const classAt = (at: number): number => (at < length ? (CLASSES[folded.charCodeAt(at)] ?? 0) : 0);
  let at = 0;
  let breaks = 0;
  let spaced = true;
  const push = (kind: TokenKind, end: number, word: string): void => {
    tokens.push({ text: word, kind, start: at, end, breaks, spaced });
    breaks = 0;
    spaced = false;
    at = end;
  };
  while (at < length) {
    const kind = classAt(at);
    if (kind === SPACE || kind === BREAK) {
      if (kind === BREAK && !(folded.charCodeAt(at) === 10 && folded.charCodeAt(at - 1) === 13)) breaks += 1;
      spaced = true;
      at += 1;
    } else if (kind === LETTER) {
      let end = at + 1;
      let apostrophe = false;
      for (;;) {
        const next = classAt(end);
        if (next === LETTER || next === DIGIT) end += 1;
        else if (next === APOSTROPHE && classAt(end + 1) === LETTER) {
          apostrophe = true;
          end += 2;
        } else break;
      }
      const word = folded.slice(at, end);
      push('word', end, apostrophe ? word.replace(/['\u2018\u2019\u02bc`\u00b4]/g, '') : word);
    } else if (kind === DIGIT) {
      let end = at + 1;
      while (classAt(end) === DIGIT) end += 1;
      if (folded.charCodeAt(end) === 46 && classAt(end + 1) === DIGIT) {
        end += 1;
        while (classAt(end) === DIGIT) end += 1;
      }
      push('number', end, folded.slice(at, end));
    } else if (
      kind === HYPHEN &&
      !spaced &&
      classAt(at - 1) === LETTER &&
      classAt(at + 1) === LETTER &&
      classAt(at - 2) === LETTER &&
      classAt(at + 2) === LETTER
    ) {
      at += 1;
      spaced = false;
    } else {
      let end = at + 1;
      while (end < length && folded.charCodeAt(end) === folded.charCodeAt(at)) end += 1;
      push('mark', end, kind === HYPHEN ? '-' : (folded[at] ?? ''));
    }
  }
  return tokens;
};
