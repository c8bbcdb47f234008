/** What a character is to the reader: its class, and the character that it counts as. Worked out where it is first met. */

export const SPACE = 1;
export const BREAK = 2;
export const APOSTROPHE = 3;
export const HYPHEN = 4;
export const MARK = 5;
export const DIGIT = 6;
export const LETTER = 7;

const APOSTROPHES = "'\u2018\u2019\u02bc`\u00b4";
const HYPHENS = '-\u2010\u2011\u2012\u2013\u2014\u2212';
const BREAKS = '\n\r\u2028\u2029\f\v';

/** Letters up to here are taken without their accents. */
const LAST_ACCENTED = 0x250;

const CLASS_SHIFT = 16;
const CODE = 0xffff;

/** Characters from here on are digits and letters. */
const WORDLY = DIGIT << CLASS_SHIFT;

/** Per UTF-16 unit its class and the unit it counts as; 0 where it was not met yet. */
const CHARACTERS = new Int32Array(0x10000);

const kindOf = (char: string): number => {
  if (BREAKS.includes(char)) return BREAK;
  if (/\s|[\u0000-\u001f\u200b\ufeff\u00ad]/.test(char)) return SPACE;
  if (/[0-9]/.test(char)) return DIGIT;
  if (APOSTROPHES.includes(char)) return APOSTROPHE;
  if (HYPHENS.includes(char)) return HYPHEN;
  return /\p{L}/u.test(char) ? LETTER : MARK;
};

/** In lower case, without accents, as one unit. */
const plain = (char: string): string => {
  if (HYPHENS.includes(char)) return '-';
  const bare = char.charCodeAt(0) < LAST_ACCENTED ? char.normalize('NFD').charAt(0) : char;
  const lower = bare.toLowerCase();
  return lower.length === 1 ? lower : char;
};

const meet = (code: number): number => {
  const folded = plain(String.fromCharCode(code));
  const character = (kindOf(folded) << CLASS_SHIFT) | folded.charCodeAt(0);
  CHARACTERS[code] = character;
  return character;
};

/** Class and folded code in one number, of a UTF-16 unit. */
export const characterOf = (code: number): number => CHARACTERS[code] || meet(code);

export const classOf = (character: number): number => character >>> CLASS_SHIFT;

export const foldedOf = (character: number): number => character & CODE;

/** Whether words are made of it. */
export const isWordly = (character: number): boolean => character >= WORDLY;

/** The characters of a text, unit by unit. */
export type Characters = Int32Array;

/** Units without a character behind the end, so that nobody has to ask whether there is a next one. */
const MARGIN = 2;

export const charactersOf = (text: string): Characters => {
  const { length } = text;
  const characters = new Int32Array(length + MARGIN);
  for (let at = 0; at < length; at += 1) characters[at] = characterOf(text.charCodeAt(at));
  return characters;
};

/** Class of the unit at a place; 0 outside the text. */
export const classAt = (characters: Characters, at: number): number => (at >= 0 ? classOf(characters[at] ?? 0) : 0);

/** Code that the unit at a place counts as. */
export const codeAt = (characters: Characters, at: number): number => foldedOf(characters[at] ?? 0);

/** Lower case without accents and apostrophes. */
export const folded = (text: string, start: number, end: number): string => {
  let plainText = '';
  for (let at = start; at < end; at += 1) {
    const character = characterOf(text.charCodeAt(at));
    if (classOf(character) !== APOSTROPHE) plainText += String.fromCharCode(foldedOf(character));
  }
  return plainText;
};
