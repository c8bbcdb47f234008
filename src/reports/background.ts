/** What the report tells beside its findings: injury, ankylosed spine, what was examined, and whether it is a report at all. */
import { spokenOf } from './sentence/assertion.ts';
import { Clause } from './sentence/clause.ts';
import type { ReportDocument } from './document.ts';
import { bitsOf } from './lexicon/gates.ts';
import { isA } from './match.ts';
import type { Region, ReportReading } from './reading.ts';
import { TITLE_SENTENCES } from './sections.ts';
import type { Sentence } from './sentence.ts';
import type { Tokens } from './text/tokens.ts';
import type { Injury } from './verdict.ts';

export interface Background extends Pick<ReportReading, 'mechanism' | 'ankylosed' | 'pointerOnly' | 'advisesImaging' | 'covers'> {
  readonly injury: Injury;
}

const MECHANISM = bitsOf('mechanism');

const TITLES = bitsOf('exam', 'trauma-study');

const ANKYLOSED = bitsOf('ankylosed');

const IMAGING_ADVICE = bitsOf('imaging-advice');

const ENERGY = ['high', 'low', 'unstated'] as const;

const REGIONS: readonly Region[] = ['cervical', 'thoracic', 'lumbar'];

interface Mechanism {
  readonly energy: (typeof ENERGY)[number];
  readonly sentence: Sentence;
}

const mechanismsIn = (document: ReportDocument): readonly Mechanism[] => {
  const found: Mechanism[] = [];
  if (document.mayHold(MECHANISM))
    for (const sentence of document.sentences) if (sentence.mayHold(MECHANISM)) found.push(...mechanismsOf(document, sentence));
  return found;
};

const mechanismsOf = (document: ReportDocument, sentence: Sentence): readonly Mechanism[] => {
  const clause = Clause.of(sentence, document);
  return sentence.all('mechanism').flatMap((item) => {
    const { as } = spokenOf(clause, item);
    if (as !== 'asserted' && as !== 'past') return [];
    if (sentence.all('no-mechanism').some((other) => other.first <= item.first && other.last >= item.last)) return [];
    return [{ energy: item.entry.energy, sentence }];
  });
};

const strongestOf = (document: ReportDocument, found: readonly Mechanism[]): ReportReading['mechanism'] => {
  const strongest = ENERGY.flatMap((energy) => found.filter((one) => one.energy === energy))[0];
  if (strongest === undefined) return null;
  const { first, last } = strongest.sentence;
  return { energy: strongest.energy, quote: document.text.slice(document.tokens.start(first), document.tokens.end(last - 1)) };
};

/** A report that says only where the report is has few words. */
const LONGEST_STUB = 60;

const hasMoreWords = (tokens: Tokens, most: number): boolean => {
  let words = 0;
  for (let at = 0; at < tokens.length && words <= most; at += 1) if (tokens.isWord(at)) words += 1;
  return words > most;
};

const isPointer = (document: ReportDocument): boolean => {
  if (hasMoreWords(document.tokens, LONGEST_STUB) || !document.mayPoint()) return false;
  const items = document.sentences.flatMap((sentence) => [...sentence.items, ...sentence.head]);
  if (!items.some((item) => isA(item, 'pointer'))) return false;
  const stub = new Set(
    items
      .filter((item) => isA(item, 'stub', 'pointer', 'heading', 'exam'))
      .flatMap((item) => Array.from({ length: item.last - item.first }, (_, index) => item.first + index)),
  );
  const { tokens } = document;
  for (let at = 0; at < tokens.length; at += 1) if (tokens.isWord(at) && !stub.has(at) && document.knows(at)) return false;
  return true;
};

export const backgroundOf = (document: ReportDocument): Background => {
  const mechanisms = mechanismsIn(document);
  const mechanism = strongestOf(document, mechanisms);
  const asserted = (role: 'ankylosed' | 'imaging-advice', bits: number): boolean =>
    document.mayHold(bits) &&
    document.sentences.some(
      (sentence) =>
        sentence.mayHold(bits) && sentence.all(role).some((item) => spokenOf(Clause.of(sentence, document), item).as !== 'denied'),
    );
  const titles = document.sentences.slice(0, TITLE_SENTENCES).filter((sentence) => sentence.mayHold(TITLES));
  const shown = (region: Region): boolean =>
    titles.some((sentence) => sentence.all('exam').some(({ entry }) => entry.covers.includes(region)));
  const trauma = titles.some((sentence) => sentence.has('trauma-study'));
  return {
    mechanism,
    ankylosed: asserted('ankylosed', ANKYLOSED),
    pointerOnly: isPointer(document),
    advisesImaging: asserted('imaging-advice', IMAGING_ADVICE),
    covers: REGIONS.filter(shown),
    injury: {
      recent: mechanism !== null || trauma,
      highEnergy: mechanism?.energy === 'high',
      told: mechanisms.flatMap(({ energy, sentence }) => (energy === 'high' ? [sentence.first] : [])),
    },
  };
};
