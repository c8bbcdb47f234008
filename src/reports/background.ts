/** What the report tells beside its findings: injury, ankylosed spine, what was examined, and whether it is a report at all. */
import { spokenOf } from './sentence/assertion.ts';
import { Clause } from './sentence/clause.ts';
import type { ReportDocument } from './document.ts';
import { bitsOf } from './lexicon/gates.ts';
import { isA } from './match.ts';
import type { Region, ReportReading } from './reading.ts';
import type { Injury } from './verdict.ts';

export interface Background extends Pick<ReportReading, 'mechanism' | 'ankylosed' | 'pointerOnly' | 'advisesImaging' | 'covers'> {
  readonly injury: Injury;
}

const MECHANISM = bitsOf('mechanism');

const ENERGY = ['high', 'low', 'unstated'] as const;

const REGIONS: readonly Region[] = ['cervical', 'thoracic', 'lumbar'];

/** Titles stand at the head. */
const TITLE_SENTENCES = 3;

const mechanismIn = (document: ReportDocument): ReportReading['mechanism'] => {
  const found = document.sentences.flatMap((sentence) => {
    if (!sentence.mayHold(MECHANISM)) return [];
    const clause = Clause.of(sentence, document);
    return sentence.items.flatMap((item) => {
      const { as } = spokenOf(clause, item);
      if (!isA(item, 'mechanism') || (as !== 'asserted' && as !== 'past')) return [];
      if (sentence.all('no-mechanism').some((other) => other.first <= item.first && other.last >= item.last)) return [];
      return [{ energy: item.entry.energy, sentence }];
    });
  });
  const strongest = ENERGY.flatMap((energy) => found.filter((one) => one.energy === energy))[0];
  if (strongest === undefined) return null;
  const { first, last } = strongest.sentence;
  return { energy: strongest.energy, quote: document.text.slice(document.tokens[first]?.start ?? 0, document.tokens[last - 1]?.end ?? 0) };
};

/** A report that says only where the report is has few words. */
const LONGEST_STUB = 60;

const isPointer = (document: ReportDocument): boolean => {
  if (document.tokens.filter(({ kind }) => kind === 'word').length > LONGEST_STUB) return false;
  const items = document.sentences.flatMap((sentence) => [...sentence.items, ...sentence.head]);
  if (!items.some((item) => isA(item, 'pointer'))) return false;
  const stub = new Set(
    items
      .filter((item) => isA(item, 'stub', 'pointer', 'heading', 'exam'))
      .flatMap((item) => Array.from({ length: item.last - item.first }, (_, index) => item.first + index)),
  );
  return document.tokens.every((token, number) => token.kind !== 'word' || stub.has(number) || !document.knows(number));
};

export const backgroundOf = (document: ReportDocument): Background => {
  const mechanism = mechanismIn(document);
  const asserted = (role: 'ankylosed' | 'imaging-advice', bits = bitsOf(role)): boolean =>
    document.sentences.some(
      (sentence) =>
        sentence.mayHold(bits) &&
        sentence.items.some((item) => isA(item, role) && spokenOf(Clause.of(sentence, document), item).as !== 'denied'),
    );
  const titles = document.sentences.slice(0, TITLE_SENTENCES).flatMap(({ items }) => items);
  const shown = new Set(titles.flatMap((item) => (isA(item, 'exam') ? item.entry.covers : [])));
  const trauma = titles.some((item) => isA(item, 'trauma-study'));
  return {
    mechanism,
    ankylosed: asserted('ankylosed'),
    pointerOnly: isPointer(document),
    advisesImaging: asserted('imaging-advice'),
    covers: REGIONS.filter((region) => shown.has(region)),
    injury: { recent: mechanism !== null || trauma, highEnergy: mechanism?.energy === 'high' },
  };
};
