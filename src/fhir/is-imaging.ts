/** Is a DiagnosticReport an imaging report, and of which modality: by category, then by code and title, then by how its text begins (DECISIONS I 44). */
import { remembering } from '../remember.ts';
import { codingsOf, nameOf, text, word, wordsOf, type Json } from './json.ts';
import { WORDS, type Modality } from './report-words.ts';

/** `ask-text`: neither category nor code nor title says; its text decides. */
export type ImagingAnswer = 'imaging' | 'not-imaging' | 'ask-text';

interface Known {
  readonly imaging: boolean;
  readonly modality: Modality | null;
}

const CATEGORIES: ReadonlyMap<string, Known> = new Map(
  WORDS.categories.flatMap(({ system, imaging, other }): (readonly [string, Known])[] => [
    ...Object.entries(imaging).map(([code, modality]) => [`${system}|${code}`, { imaging: true, modality }] as const),
    ...other.map((code) => [`${system}|${code}`, { imaging: false, modality: null }] as const),
  ]),
);
const CODES: ReadonlyMap<string, Modality | null> = new Map(
  WORDS.codes.flatMap(({ system, imaging }) => Object.entries(imaging).map(([code, modality]) => [`${system}|${code}`, modality] as const)),
);
const IMAGING_SYSTEMS = new Set(WORDS.codes.filter(({ all }) => all).map(({ system }) => system));

const keyOf = (coding: Json): string => `${word(coding.system)}|${word(coding.code)}`;

/** Modalities only in capitals: "MR spine" is a study, "Mr Smith" is not. */
const CAPITALS = new Set(['mr', 'us', 'nm']);

const tokenOf = (word: string): string => {
  const lower = word.toLowerCase();
  return CAPITALS.has(lower) && word !== word.toUpperCase() ? `${lower}.` : lower;
};

/** Words and numbers in lower case; `/` and `-` inside a word stay. */
const tokensOf = (words: string): readonly string[] => (words.match(/[a-z0-9]+(?:[/-][a-z0-9]+)*/gi) ?? []).map(tokenOf);

interface Phrase {
  readonly tokens: readonly string[];
  readonly modality: Modality;
}

const PHRASES: readonly Phrase[] = WORDS.words.flatMap(({ modality, words }) =>
  words.map((word) => ({ tokens: tokensOf(CAPITALS.has(word) ? word.toUpperCase() : word), modality })),
);
const LABELS = WORDS.labels.map(tokensOf);
const BEFORE = new Set(WORDS.before);
const GENERAL = WORDS.general.map(tokensOf);

const standsAt = (tokens: readonly string[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((token, index) => tokens[at + index] === token);

const phraseAt = (tokens: readonly string[], at: number): Phrase | undefined =>
  PHRASES.find((phrase) => standsAt(tokens, at, phrase.tokens));

/** Where the name of the examination begins: behind labels, banners, numbers and parts of the body. */
const afterPreamble = (tokens: readonly string[]): number => {
  let at = 0;
  while (at < tokens.length && !phraseAt(tokens, at)) {
    const label = LABELS.find((words) => standsAt(tokens, at, words));
    if (label) at += label.length;
    else if (BEFORE.has(tokens[at] ?? '') || /^[\d/-]+$/.test(tokens[at] ?? '')) at += 1;
    else break;
  }
  return at;
};

/** Short words count only where a title begins ("GOOD MORNING MR SMITH", "CONTACT US"). */
const SHORT = new Set([...CAPITALS, 'pet']);

/** The same names of examinations come with every patient. */
const modalityInTitle = remembering((title): Modality | null => {
  const tokens = tokensOf(title);
  const first = phraseAt(tokens, afterPreamble(tokens));
  if (first) return first.modality;
  const anywhere = PHRASES.find(
    (phrase) => !SHORT.has(phrase.tokens.join(' ')) && tokens.some((_, at) => standsAt(tokens, at, phrase.tokens)),
  );
  return anywhere?.modality ?? null;
});

const saysImaging = remembering((title): boolean => {
  const tokens = tokensOf(title);
  return GENERAL.some((phrase) => tokens.some((_, at) => standsAt(tokens, at, phrase)));
});

/** How much of a text is looked at for the modality word that it begins with. */
const BEGINNING = 300;

/** The modality word with which a report's text begins ("CT thorax: ...", "Exam: X-ray lumbar spine"). */
export const modalityAtBeginning = (body: string): Modality | null => {
  const tokens = tokensOf(body.slice(0, BEGINNING));
  return phraseAt(tokens, afterPreamble(tokens))?.modality ?? null;
};

/** The name of the examination as the record gives it: the code's text, else a display. */
export const titleOf = (report: Json): string | null => nameOf(report.code);

/** By category, code and title alone. A laboratory category wins over a title ("CT/NG PCR"), an imaging category over a laboratory one. */
export const isImaging = (report: Json): ImagingAnswer => {
  let other = false;
  for (const coding of codingsOf(report.category)) {
    const known = CATEGORIES.get(keyOf(coding));
    if (known?.imaging === true) return 'imaging';
    other ||= known !== undefined;
  }
  if (other) return 'not-imaging';
  if (wordsOf(report.category).some((word) => saysImaging(word) || modalityInTitle(word) !== null)) return 'imaging';
  const codings = codingsOf(report.code);
  if (codings.some((coding) => IMAGING_SYSTEMS.has(word(coding.system)) || CODES.has(keyOf(coding)))) return 'imaging';
  return wordsOf(report.code).some((title) => saysImaging(title) || modalityInTitle(title) !== null) ? 'imaging' : 'ask-text';
};

/** The modality by category, code, title, then the beginning of the text; `null` where none says. */
export const modalityOf = (report: Json, body: string): Modality | null => {
  for (const title of wordsOf(report.code)) {
    const byTitle = modalityInTitle(title);
    if (byTitle !== null) return byTitle;
  }
  const byCode = codingsOf(report.code)
    .map((coding) => CODES.get(keyOf(coding)))
    .find(Boolean);
  const byCategory = codingsOf(report.category)
    .map((coding) => CATEGORIES.get(keyOf(coding))?.modality)
    .find(Boolean);
  return byCode ?? byCategory ?? (text(body) === null ? null : modalityAtBeginning(body));
};
