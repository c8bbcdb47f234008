/**
 * Finding many phrases in a short text in one pass: each word of the text is looked up once, whatever the number of phrases.
 * A phrase is made of whole words in lower case; `*` at a word's end stands for any ending, `level:` for a numbered vertebra (T12, L1).
 */

/** Longer texts are cut: a name of a disease or a product is never longer. */
const TEXT_CAP = 600;

/** Stands between clauses, where the reach of "no" or "?" ends. */
export const BREAK = '|';

const TOKEN = /[\p{L}\p{N}]+(?:\.\p{N}+)?|[?#;\n|]|\.(?=\s|$)/gu;
const ENDS_CLAUSE = /^[;\n|.]$/;

/** Words and numbers in lower case, `?` and `#` by themselves, and a break where a clause ends. An apostrophe joins ("Paget's" is `pagets`). */
export const wordsIn = (text: string): readonly string[] =>
  (text.slice(0, TEXT_CAP).toLowerCase().replace(/['’]/g, '').match(TOKEN) ?? []).map((token) => (ENDS_CLAUSE.test(token) ? BREAK : token));

/** Whether a word numbers a vertebra: C1 to C7, T1 (D1) to T12, L1 to L5. */
export const isLevel = (word: string): boolean => /^(?:c[1-7]|[td](?:[1-9]|1[0-2])|l[1-5])$/.test(word);

export interface Hit {
  readonly phrase: number;
  /** First word of the hit, and the one behind its last. */
  readonly from: number;
  readonly to: number;
}

interface Phrase {
  readonly id: number;
  readonly words: readonly string[];
}

const STEM = 3;

const fits = (pattern: string, word: string | undefined): boolean => {
  if (word === undefined) return false;
  if (pattern === 'level:') return isLevel(word);
  return pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern;
};

/** All the phrases that anybody asks for, each once, by number. */
export class PhraseBook {
  private readonly ids = new Map<string, number>();
  /** By first word, by the first letters of a first word with any ending, and those that begin with a level. */
  private readonly byWord = new Map<string, Phrase[]>();
  private readonly byStem = new Map<string, Phrase[]>();
  private readonly byLevel: Phrase[] = [];

  /** The number of a phrase; it is added where it is new. @throws Error where no word of it can ever stand in a text. */
  add(phrase: string): number {
    const known = this.ids.get(phrase);
    if (known !== undefined) return known;
    const words = phrase.split(' ');
    const [first = ''] = words;
    const bad = words.find((word) => word !== 'level:' && wordsIn(word.replace(/\*$/, '')).join(' ') !== word.replace(/\*$/, ''));
    if (bad !== undefined) throw new Error(`"${phrase}" holds "${bad}", which is no word in lower case`);
    if (first.endsWith('*') && first.length <= STEM) throw new Error(`"${phrase}" begins too short for an open ending`);
    const id = this.ids.size;
    this.ids.set(phrase, id);
    const added = { id, words };
    if (first === 'level:') this.byLevel.push(added);
    else if (first.endsWith('*')) this.shelf(this.byStem, first.slice(0, STEM)).push(added);
    else this.shelf(this.byWord, first).push(added);
    return id;
  }

  /** Every place where a phrase stands. */
  find(words: readonly string[]): readonly Hit[] {
    const hits: Hit[] = [];
    const take = (phrases: readonly Phrase[] | undefined, from: number): void => {
      for (const { id, words: wanted } of phrases ?? []) {
        if (wanted.every((pattern, index) => fits(pattern, words[from + index]))) hits.push({ phrase: id, from, to: from + wanted.length });
      }
    };
    words.forEach((word, at) => {
      take(this.byWord.get(word), at);
      if (word.length >= STEM) take(this.byStem.get(word.slice(0, STEM)), at);
      if (this.byLevel.length > 0 && isLevel(word)) take(this.byLevel, at);
    });
    return hits;
  }

  private shelf(shelves: Map<string, Phrase[]>, name: string): Phrase[] {
    const shelf = shelves.get(name) ?? [];
    shelves.set(name, shelf);
    return shelf;
  }
}
