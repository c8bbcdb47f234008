/** Text -> tokens that know where they stand in the original. One pass; nothing is looked at twice, and nothing is cut out. */
import { hashOn, NO_LETTERS, type Vocabulary } from '../lexicon/vocabulary.ts';
import { APOSTROPHE, BREAK, characterOf, classAt, classOf, DIGIT, foldedOf, HYPHEN, LETTER, SPACE } from './characters.ts';
import { Tokens, UNKNOWN } from './tokens.ts';

const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
const POINT = 46;

/** Goes over the text once. Between two tokens `at` stands at the beginning of the next. */
class Tokeniser {
  readonly tokens: Tokens;
  private readonly text: string;
  private readonly vocabulary: Vocabulary;
  private at = 0;
  private breaks = 0;
  private spaced = true;

  constructor(text: string, vocabulary: Vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
    this.tokens = new Tokens(text, vocabulary.words);
  }

  run(): Tokens {
    const { text } = this;
    while (this.at < text.length) {
      const character = characterOf(text.charCodeAt(this.at));
      const kind = classOf(character);
      if (kind === LETTER) this.word();
      else if (kind === SPACE || kind === BREAK) this.gap();
      else if (kind === DIGIT) this.number();
      else if (kind === HYPHEN && this.joinsWords()) this.at += 1;
      else this.mark(foldedOf(character));
    }
    return this.tokens;
  }

  private gap(): void {
    const { text } = this;
    let at = this.at;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const kind = classOf(characterOf(code));
      if (kind === BREAK) {
        if (code !== LINE_FEED || at === 0 || text.charCodeAt(at - 1) !== CARRIAGE_RETURN) this.breaks += 1;
      } else if (kind !== SPACE) break;
    }
    this.spaced = true;
    this.at = at;
  }

  private word(): void {
    const { text, at } = this;
    let hash = NO_LETTERS;
    let letters = 0;
    let kind = LETTER;
    let end = at;
    while (end < text.length) {
      const character = characterOf(text.charCodeAt(end));
      const next = classOf(character);
      if (next === LETTER || next === DIGIT) {
        hash = hashOn(hash, foldedOf(character));
        letters += 1;
        kind = next;
      } else if (next !== APOSTROPHE || classAt(text, end + 1) !== LETTER) break;
      end += 1;
    }
    let known = this.vocabulary.find(text, at, end, hash);
    if (known === UNKNOWN) known = this.vocabulary.findMisspelt(text, at, end, letters);
    this.tokens.addWord(at, end, this.spaced, this.breaks, known, letters, kind === DIGIT);
    this.begin(end);
  }

  private number(): void {
    const { text, at } = this;
    let hash = NO_LETTERS;
    let point = false;
    let end = at;
    for (;;) {
      if (classAt(text, end) !== DIGIT) {
        if (point || text.charCodeAt(end) !== POINT || classAt(text, end + 1) !== DIGIT) break;
        point = true;
      }
      hash = hashOn(hash, text.charCodeAt(end));
      end += 1;
    }
    this.tokens.addNumber(at, end, this.spaced, this.breaks, this.vocabulary.find(text, at, end, hash));
    this.begin(end);
  }

  /** A hyphen between two longer words is no token. */
  private joinsWords(): boolean {
    const { text, at } = this;
    return (
      !this.spaced &&
      classAt(text, at - 1) === LETTER &&
      classAt(text, at + 1) === LETTER &&
      classAt(text, at - 2) === LETTER &&
      classAt(text, at + 2) === LETTER
    );
  }

  private mark(code: number): void {
    const { text, at } = this;
    let end = at + 1;
    while (end < text.length && foldedOf(characterOf(text.charCodeAt(end))) === code) end += 1;
    const known = this.vocabulary.find(text, at, at + 1, hashOn(NO_LETTERS, code));
    this.tokens.addMark(at, end, this.spaced, this.breaks, known, code);
    this.begin(end);
  }

  private begin(at: number): void {
    this.breaks = 0;
    this.spaced = false;
    this.at = at;
  }
}

export const tokenise = (text: string, vocabulary: Vocabulary): Tokens => new Tokeniser(text, vocabulary).run();
