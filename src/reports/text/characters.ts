/** What a character is to the reader: its class, the character that it counts as, and which letter of known words it is. Worked out where it is first met. */

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

/** Known words are made of these: a letter is known by its place in the row, counted from 1. */
export const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789#?/%&+*=:(),-';

const CLASS_SHIFT = 24;
const LETTER_SHIFT = 16;
const LETTERS = 0xff;
const CODE = 0xffff;

/** Characters from here on are digits and letters. */
const WORDLY = DIGIT << CLASS_SHIFT;

/** Per UTF-16 unit its class, its letter and the unit it counts as; 0 where it was not met yet. */
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
  const letter = ALPHABET.indexOf(folded) + 1;
  const character = (kindOf(folded) << CLASS_SHIFT) | (letter << LETTER_SHIFT) | folded.charCodeAt(0);
  CHARACTERS[code] = character;
  return character;
};

/** Class, letter and folded code in one number, of a UTF-16 unit. */
export const characterOf = (code: number): number => CHARACTERS[code] || meet(code);

export const classOf = (character: number): number => character >>> CLASS_SHIFT;

export const foldedOf = (character: number): number => character & CODE;

/** Which letter of known words it is; 0 where they have none like it. */
export const letterOf = (character: number): number => (character >>> LETTER_SHIFT) & LETTERS;

/** Whether words are made of it. */
export const isWordly = (character: number): boolean => character >= WORDLY;

/** The characters of a text, unit by unit. */
export type Characters = Int32Array;

/** Units without a character behind the end, so that nobody has to ask whether there is a next one. */
const MARGIN = 2;

/** Room for the units of a text, and for its characters. */
export interface Room {
  readonly bytes: Buffer;
  readonly units: Uint16Array;
  readonly characters: Characters;
}

export const roomFor = (length: number): Room => {
  const units = new Uint16Array(length);
  return { bytes: Buffer.from(units.buffer), units, characters: new Int32Array(length + MARGIN) };
};

/** `room`: for a text of at least that length. What is read there stands there until the next text is. */
export const charactersOf = (text: string, { bytes, units, characters } = roomFor(text.length)): Characters => {
  const { length } = text;
  // Copied first: a text that was put together of others is slow to be asked for one unit after the other.
  bytes.write(text, 'utf16le');
  for (let at = 0; at < length; at += 1) characters[at] = characterOf(units[at] ?? 0);
  characters.fill(0, length, length + MARGIN);
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
