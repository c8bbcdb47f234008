/** Text -> tokens that know where they stand in the original. One pass; words are looked up while they are read, and nothing is cut out. */
import type { KnownWords } from '../lexicon/known-words.ts';
import type { Vocabulary } from '../lexicon/vocabulary.ts';
import {
  APOSTROPHE,
  BREAK,
  charactersOf,
  classAt,
  classOf,
  codeAt,
  DIGIT,
  folded,
  foldedOf,
  HYPHEN,
  isWordly,
  LETTER,
  letterOf,
  roomFor,
  SPACE,
  type Characters,
} from './characters.ts';
import { broken, MARK, markTraits, MAY_WRITE_LEVEL, NUMBER, SPACED, Tokens, UNKNOWN, WORD } from './tokens.ts';

const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
const POINT = 46;

/** "TH12". */
const LONGEST_GLUED_LEVEL = 4;

/** Hardly a report is longer. Its characters are read where those of the one before were. */
const USUAL_LENGTH = 1 << 13;
const USUAL_ROOM = roomFor(USUAL_LENGTH);

/** Goes over the text once. What reads a token, or what lies between two, is told where it begins and tells where it ends. */
class Tokeniser {
  readonly tokens: Tokens;
  private readonly text: string;
  private readonly characters: Characters;
  private readonly vocabulary: Vocabulary;
  private readonly letters: KnownWords;
  /** Traits of the next token by what stands before it. */
  private before = SPACED;

  constructor(text: string, vocabulary: Vocabulary) {
    this.text = text;
    this.characters = text.length <= USUAL_LENGTH ? charactersOf(text, USUAL_ROOM) : charactersOf(text);
    this.vocabulary = vocabulary;
    this.letters = vocabulary.letters;
    this.tokens = new Tokens(text, vocabulary.words);
  }

  run(): Tokens {
    const { characters } = this;
    const { length } = this.text;
    for (let at = 0; at < length;) {
      const character = characters[at] ?? 0;
      const kind = classOf(character);
      if (kind === LETTER) at = this.word(at);
      else if (kind === SPACE || kind === BREAK) at = this.gap(at);
      else if (kind === DIGIT) at = this.number(at);
      else if (kind === HYPHEN && this.joinsWords(at)) at += 1;
      else at = this.mark(at, character);
    }
    return this.tokens;
  }

  private gap(start: number): number {
    const { characters } = this;
    let before = this.before | SPACED;
    let at = start;
    for (; ; at += 1) {
      const character = characters[at] ?? 0;
      const kind = classOf(character);
      if (kind === BREAK) before = this.endsBrokenLine(at, character) ? before : broken(before);
      else if (kind !== SPACE) break;
    }
    this.before = before;
    return at;
  }

  /** A carriage return before it has broken the line. */
  private endsBrokenLine(at: number, character: number): boolean {
    return foldedOf(character) === LINE_FEED && at > 0 && codeAt(this.characters, at - 1) === CARRIAGE_RETURN;
  }

  private word(start: number): number {
    const { characters, letters } = this;
    let place = letters.start;
    let apostrophes = 0;
    let end = start;
    for (; ; end += 1) {
      const character = characters[end] ?? 0;
      if (isWordly(character)) place = letters.after(place, letterOf(character));
      else if (classOf(character) === APOSTROPHE && classAt(characters, end + 1) === LETTER) apostrophes += 1;
      else break;
    }
    const width = end - start - apostrophes;
    const spelt = letters.endingAt(place);
    const known = spelt === UNKNOWN ? this.meant(start, end, width) : spelt;
    const bare = apostrophes === 1 && classAt(characters, end - 2) === APOSTROPHE ? end - 2 : end;
    const short = bare - start <= LONGEST_GLUED_LEVEL && classAt(characters, bare - 1) === DIGIT;
    if (this.before === 0) this.tokens.tieToNumber();
    return this.add(start, end, short ? WORD | MAY_WRITE_LEVEL : WORD, known);
  }

  /** Number of the word that was meant, where the letters make none. `width`: without apostrophes. */
  private meant(start: number, end: number, width: number): number {
    if (end - start === width) return this.vocabulary.meant(this.characters, start, end);
    return this.vocabulary.meant(charactersOf(folded(this.text, start, end)), 0, width);
  }

  private number(start: number): number {
    const { characters, letters } = this;
    let place = letters.start;
    let point = false;
    let end = start;
    for (; ; end += 1) {
      const character = characters[end] ?? 0;
      if (classOf(character) !== DIGIT) {
        if (point || foldedOf(character) !== POINT || classAt(characters, end + 1) !== DIGIT) break;
        point = true;
      }
      place = letters.after(place, letterOf(character));
    }
    return this.add(start, end, NUMBER, letters.endingAt(place));
  }

  /** A hyphen between two longer words is no token. */
  private joinsWords(at: number): boolean {
    const { characters } = this;
    return (
      this.before === 0 &&
      classAt(characters, at - 1) === LETTER &&
      classAt(characters, at + 1) === LETTER &&
      classAt(characters, at - 2) === LETTER &&
      classAt(characters, at + 2) === LETTER
    );
  }

  private mark(start: number, character: number): number {
    const { characters, letters } = this;
    let end = start + 1;
    while (characters[end] === character) end += 1;
    const known = letters.endingAt(letters.after(letters.start, letterOf(character)));
    return this.add(start, end, MARK | markTraits(foldedOf(character)), known);
  }

  private add(start: number, end: number, traits: number, known: number): number {
    this.tokens.add(start, end, traits | this.before, known);
    this.before = 0;
    return end;
  }
}

export const tokenise = (text: string, vocabulary: Vocabulary): Tokens => new Tokeniser(text, vocabulary).run();
