/** Text -> tokens that know where they stand in the original. One pass; nothing is looked at twice, and nothing is cut out. */
import { hashOn, NO_LETTERS, type Vocabulary } from '../lexicon/vocabulary.ts';
import {
  APOSTROPHE,
  BREAK,
  charactersOf,
  classAt,
  classOf,
  DIGIT,
  folded,
  foldedOf,
  HYPHEN,
  isWordly,
  LETTER,
  SPACE,
  type Characters,
} from './characters.ts';
import { Tokens } from './tokens.ts';

const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
const POINT = 46;

/** "TH12". */
const LONGEST_GLUED_LEVEL = 4;

/** Goes over the text once. Between two tokens `at` stands at the beginning of the next. */
class Tokeniser {
  readonly tokens: Tokens;
  private readonly text: string;
  private readonly characters: Characters;
  private readonly vocabulary: Vocabulary;
  private at = 0;
  private breaks = 0;
  private spaced = true;

  constructor(text: string, vocabulary: Vocabulary) {
    this.text = text;
    this.characters = charactersOf(text);
    this.vocabulary = vocabulary;
    this.tokens = new Tokens(text, vocabulary.words);
  }

  run(): Tokens {
    const { characters } = this;
    const { length } = this.text;
    while (this.at < length) {
      const character = characters[this.at] ?? 0;
      const kind = classOf(character);
      if (kind === LETTER) this.word();
      else if (kind === SPACE || kind === BREAK) this.gap();
      else if (kind === DIGIT) this.number();
      else if (kind === HYPHEN && this.joinsWords()) this.at += 1;
      else this.mark(character);
    }
    return this.tokens;
  }

  private gap(): void {
    const { text, characters } = this;
    let at = this.at;
    for (; ; at += 1) {
      const kind = classOf(characters[at] ?? 0);
      if (kind === BREAK) {
        if (text.charCodeAt(at) !== LINE_FEED || at === 0 || text.charCodeAt(at - 1) !== CARRIAGE_RETURN) this.breaks += 1;
      } else if (kind !== SPACE) break;
    }
    this.spaced = true;
    this.at = at;
  }

  private word(): void {
    const { text, characters, at, vocabulary } = this;
    let hash = NO_LETTERS;
    let apostrophes = 0;
    let end = at;
    for (; ; end += 1) {
      const character = characters[end] ?? 0;
      if (isWordly(character)) hash = hashOn(hash, character);
      else if (classOf(character) === APOSTROPHE && classAt(characters, end + 1) === LETTER) apostrophes += 1;
      else break;
    }
    const known = apostrophes === 0 ? vocabulary.find(characters, at, end, hash) : vocabulary.findWritten(folded(text, at, end));
    const short = end - at - apostrophes <= LONGEST_GLUED_LEVEL && classAt(characters, end - 1) === DIGIT;
    this.tokens.addWord(at, end, this.spaced, this.breaks, known, short);
    this.begin(end);
  }

  private number(): void {
    const { characters, at, vocabulary } = this;
    let hash = NO_LETTERS;
    let point = false;
    let end = at;
    for (;;) {
      const character = characters[end] ?? 0;
      if (classOf(character) !== DIGIT) {
        if (point || foldedOf(character) !== POINT || classAt(characters, end + 1) !== DIGIT) break;
        point = true;
      }
      hash = hashOn(hash, character);
      end += 1;
    }
    this.tokens.addNumber(at, end, this.spaced, this.breaks, vocabulary.findExactly(characters, at, end, hash));
    this.begin(end);
  }

  /** A hyphen between two longer words is no token. */
  private joinsWords(): boolean {
    const { characters, at } = this;
    return (
      !this.spaced &&
      classAt(characters, at - 1) === LETTER &&
      classAt(characters, at + 1) === LETTER &&
      classAt(characters, at - 2) === LETTER &&
      classAt(characters, at + 2) === LETTER
    );
  }

  private mark(character: number): void {
    const { characters, at } = this;
    let end = at + 1;
    while (characters[end] === character) end += 1;
    const known = this.vocabulary.findExactly(characters, at, at + 1, hashOn(NO_LETTERS, character));
    this.tokens.addMark(at, end, this.spaced, this.breaks, known, foldedOf(character));
    this.begin(end);
  }

  private begin(at: number): void {
    this.breaks = 0;
    this.spaced = false;
    this.at = at;
  }
}

export const tokenise = (text: string, vocabulary: Vocabulary): Tokens => new Tokeniser(text, vocabulary).run();
