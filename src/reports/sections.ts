/** Which part of the report each sentence stands in: by its headings, and by the request that many reports begin with unannounced. */
import type { Sentence } from './sentence.ts';
import { bitsOf } from './lexicon/gates.ts';
import type { Lexicon } from './lexicon/load.ts';
import { isA, type Item } from './match.ts';
import { WHO } from './lexicon/word-kinds.ts';
import type { EntryOf } from './lexicon/schema.ts';
import type { Section } from './reading.ts';
import type { Tokens } from './text/tokens.ts';

/** Sections that speak of the request or the method; they end with their line or paragraph, not only at the next heading. */
const ASIDE: readonly Section[] = ['request', 'history', 'technique', 'comparison'];

const EXAM = bitsOf('exam');
const HEADING = bitsOf('heading');
const HEADING_ENDS = new Set([':', '-', ';', '.', '(', '=']);

/** Whether the sentence speaks of the request, the history, the method or an earlier study, not of what was found. */
export const isAside = ({ section }: Pick<Sentence, 'section'>): boolean => ASIDE.includes(section);

type Heading = Item<EntryOf<'heading'>>;

interface Announced {
  readonly heading: Heading;
  /** On a line of its own. */
  readonly alone: boolean;
}

const hasContent = (tokens: Tokens, first: number, last: number): boolean => {
  for (let at = first; at < last; at += 1) if (!tokens.isMark(at)) return true;
  return false;
};

/** The longest that begins it. */
const openingHeading = (sentence: Sentence): Heading | null => {
  let longest: Heading | null = null;
  for (const item of sentence.opening(HEADING)) if (isA(item, 'heading') && item.last > (longest?.last ?? 0)) longest = item;
  return longest;
};

/** A heading opens the sentence and is followed by a mark, a number, or nothing at all. */
const headingOf = (sentence: Sentence, tokens: Tokens): Announced | null => {
  const heading = openingHeading(sentence);
  if (heading === null) return null;
  const after = tokens.mark(heading.last);
  if (!hasContent(tokens, heading.last, sentence.last)) return sentence.opensLine || after === ':' ? { heading, alone: true } : null;
  const marked = HEADING_ENDS.has(after) || (tokens.isNumber(heading.last) && heading.entry.section === 'addendum');
  return marked && (after !== '-' || tokens.isSpaced(heading.last)) ? { heading, alone: false } : null;
};

const afterHeading = (sentence: Sentence, heading: Heading, tokens: Tokens): Sentence => {
  let first = heading.last;
  while (first < sentence.last && HEADING_ENDS.has(tokens.mark(first))) first += 1;
  return sentence.after(first);
};

interface Place {
  section: Section;
  /** The heading stood on a line of its own. */
  alone: boolean;
  footer: boolean;
  part: number;
  /** What stands here is advice. */
  advises: boolean;
}

/** A question is about what stands so near behind its mark. */
const ASKED = 3;

/**
 * "?fracture", "? OP fracture" ask; but behind a finding with its level the reporter weighs what it is: "Concave end plate T12, ?Schmorl's node",
 * unlike "Compression of L1 on X-ray ?benign ?malignant".
 */
const isQuestion = (tokens: Tokens, sentence: Sentence, told: boolean): boolean => {
  const { first, last } = sentence;
  const named = told ? Math.min(...sentence.groups.map((group) => group.last)) : last;
  for (let at = first; at + 1 < last; at += 1) {
    if (tokens.mark(at) !== '?' || !(at === first || tokens.isGlued(at + 1))) continue;
    const about = sentence.among('target', 'lookalike').filter((item) => item.first > at && item.first - at <= ASKED);
    const asks = !tokens.isMark(at + 1) || about.some((item) => item.first === at + 1);
    if (asks && (at < named || about.length === 0)) return true;
  }
  return false;
};

/** "CT KUB. Known L1 compression fracture.", at the end of the first line, before a study of something else: told to the radiologist. */
const isKnown = (sentence: Sentence): boolean =>
  sentence.all('time').some(({ entry }) => entry.before === true) &&
  sentence.all('time').every(({ entry }) => entry.before === true) &&
  !sentence.has('severity', 'fraction', 'negation');

/** "Left leg pain, absent ankle jerk. Previous L1 # as a teenager.", "Known L1 fracture. ?NOF.", in one line. */
const goesOnAsking = (tokens: Tokens, sentences: readonly Sentence[], number: number, asking: ReadonlySet<Sentence>): boolean => {
  const [before, sentence, next] = [sentences[number - 1], sentences[number], sentences[number + 1]];
  return (
    (before !== undefined && asking.has(before) && sentence?.opensLine === false) ||
    (next?.opensLine === false && isQuestion(tokens, next, false))
  );
};

/** The question is about a finding, not about its cause. */
const weighs = (tokens: Tokens, sentence: Sentence | undefined): boolean =>
  sentence !== undefined &&
  sentence
    .among('target', 'lookalike', 'severity')
    .some(({ first }) => [1, 2, 3].some((back) => first - back >= sentence.first && tokens.mark(first - back) === '?'));

/** "?fracture T12 superior end plate. Otherwise intact. Suggest CT.": followed in its line by findings, and never answered, it is one itself. */
const isOpenFinding = (tokens: Tokens, sentences: readonly Sentence[], number: number): boolean =>
  weighs(tokens, sentences[number]) &&
  sentences[number + 1]?.opensLine === false &&
  !sentences.slice(number + 1).some((later) => later.has('target') && later.has('negation'));

/** "78F", "91 M", "15 yr old": who was examined. */
const tellsWho = (tokens: Tokens, first: number, last: number, lexicon: Lexicon): boolean => {
  for (let at = first; at < last; at += 1) if (tokens.value(at, 3) >= 0 && lexicon.kinds.is(tokens.known(at + 1), WHO)) return true;
  return false;
};

/** "Two collapsed dorsal bodies": it is not the patient who collapsed. */
const namesBody = (sentence: Sentence, asked: Item): boolean =>
  sentence.all('target').some(({ first, last }) => first < asked.last && asked.first < last) &&
  sentence.all('site').some(({ entry }) => entry.kind === 'body');

/** Titles stand at the head. */
export const TITLE_SENTENCES = 3;

const LONGEST_TITLE = 14;

/**
 * Sentences of an unannounced request: those at the very head of the report, before anything is found, that ask, complain, or tell who the patient is.
 */
const unannounced = (
  sentences: readonly Sentence[],
  headings: readonly (Announced | null)[],
  tokens: Tokens,
  lexicon: Lexicon,
): ReadonlySet<Sentence> => {
  const asking = new Set<Sentence>();
  const titles = new Set<Sentence>();
  let paragraphs = 0;
  const spineStudied = (): boolean =>
    sentences.slice(0, TITLE_SENTENCES).some((sentence) => sentence.mayHold(EXAM) && sentence.all('exam').some(({ entry }) => entry.spine));
  for (const [number, sentence] of sentences.entries()) {
    if (number > 0 && sentence.opensParagraph) paragraphs += 1;
    if (paragraphs > 1 || headings[number] !== null) break;
    const { head } = sentence;
    const finds = sentence.has('intact') || head.some((item) => isA(item, 'finding'));
    const named = sentence.has('target');
    /** "Acute L1 fracture post fall" is a finding with its mechanism. */
    const graded = sentence.all('severity').some(({ entry }) => entry.genant === true);
    const told = (named || graded) && sentence.groups.length > 0;
    const asks =
      !finds &&
      ((sentence.has('mechanism') && !told) ||
        (number > 0 &&
          told &&
          isKnown(sentence) &&
          (goesOnAsking(tokens, sentences, number, asking) || (sentences[number + 1]?.opensLine === true && !spineStudied()))) ||
        head.some((item) => (isA(item, 'request') && !namesBody(sentence, item)) || (isA(item, 'request-weak') && !told)) ||
        (isQuestion(tokens, sentence, told) && !(told && isOpenFinding(tokens, sentences, number))) ||
        tellsWho(tokens, sentence.first, sentence.last, lexicon));
    const title = sentence.last - sentence.first <= LONGEST_TITLE && !finds && !named && (number === 0 || sentence.has('exam'));
    if (asks) asking.add(sentence);
    else if (title) titles.add(sentence);
    else break;
  }
  return asking.size + titles.size === sentences.length ? new Set() : asking;
};

export const sectionsOf = (sentences: readonly Sentence[], tokens: Tokens, lexicon: Lexicon): readonly Sentence[] => {
  const headings = sentences.map((sentence) => headingOf(sentence, tokens));
  const asking = unannounced(sentences, headings, tokens, lexicon);
  const lastFindings = headings.findLastIndex(
    (found) => found?.heading.entry.section === 'findings' && found.heading.entry.advises !== true,
  );
  /** After the last heading or line break nothing ends a request but its own first sentence: no report consists of its request alone. */
  const lastTurn = sentences.findLastIndex((sentence, number) => number > 0 && (sentence.opensLine || headings[number] !== null));
  const place: Place = { section: 'body', alone: false, footer: false, part: 0, advises: false };
  return sentences.map((sentence, number): Sentence => {
    const found = headings[number] ?? null;
    if (found !== null) {
      const { section } = found.heading.entry;
      if (section === 'addendum') place.part += 1;
      if (found.heading.entry.original === true) place.part = 0;
      const stays = section === 'findings' && place.section === 'addendum' && found.heading.entry.original !== true;
      place.section = stays ? place.section : section;
      place.alone = found.alone;
      place.footer = found.heading.entry.footer === true;
      place.advises = found.heading.entry.advises === true;
    } else if (ASIDE.includes(place.section)) {
      const awaited = lastFindings > number && place.section !== 'technique';
      const flattened = number > lastTurn && !place.alone && !place.footer;
      const ended = sentence.opensParagraph
        ? !(place.alone && headings[number - 1] !== null)
        : sentence.opensLine && !place.alone && !awaited;
      if (ended || flattened) place.section = place.part > 0 ? 'addendum' : 'body';
    }
    if (found === null && sentence.opensLine && (!place.alone || sentence.opensParagraph)) place.advises = false;
    const content = found === null ? sentence : afterHeading(sentence, found.heading, tokens);
    return content.place(asking.has(sentence) ? 'request' : place.section, place.part, place.advises);
  });
};
