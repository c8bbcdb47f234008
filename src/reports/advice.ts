/** Whether the report advises to assess bone health, to measure bone density, or to refer to a fracture liaison service. */
import { spokenOf } from './sentence/assertion.ts';
import { Clause } from './sentence/clause.ts';
import type { ReportDocument } from './document.ts';
import { bitsOf } from './lexicon/gates.ts';
import { isA } from './match.ts';
import { isAside } from './sections.ts';

const ADVICE = bitsOf('advice', 'advice-thing');

const NEAR = 10;

const advises = (clause: Clause): boolean => {
  const { items } = clause.sentence;
  const whole = items.find((item) => isA(item, 'advice'));
  const refused = items.filter((item) => isA(item, 'advice-not'));
  if (whole !== undefined && spokenOf(clause, whole).as !== 'denied' && refused.length === 0) return true;
  return items.some((thing) => {
    if (!isA(thing, 'advice-thing') || spokenOf(clause, thing).as === 'denied') return false;
    if (refused.length > 0) return false;
    if (clause.sentence.advises) return true;
    return items.some(
      (word) =>
        isA(word, 'advice-word') &&
        (clause.distance(word, thing) <= NEAR || (word.first < thing.first && clause.tokens.mark(word.last) === ':')) &&
        spokenOf(clause, word).as !== 'denied',
    );
  });
};

export const adviceIn = (document: ReportDocument): boolean =>
  document.mayHold(ADVICE) &&
  document.sentences.some((sentence) => !isAside(sentence) && sentence.mayHold(ADVICE) && advises(Clause.of(sentence, document)));
