/** What a CodeableConcept stands for, by its codes and by its words. */
import type { Codes } from './codes/load.ts';
import type { Guard } from './codes/match-words.ts';
import type { ConceptList } from './codes/schema.ts';
import type { Concept } from './facts.ts';
import { codingsOf, nameOf, text, wordsOf, type Json } from './json.ts';

export type Where = ConceptList['where'][number];

export interface Words {
  readonly concept: Json;
  /** Said beside the code: who is asked, what part of the body. Words may match a list; body sites only promote. */
  readonly beside: readonly string[];
  readonly sites: readonly string[];
  /** Why it was asked for. */
  readonly reason: string;
  /** `null`: codes alone, because the words name a test. */
  readonly where: Where | 'anywhere';
  readonly codesOnly: boolean;
}

export interface Recognised {
  readonly concept: Concept;
  readonly kind: string | null;
  readonly display: string;
  readonly list: ConceptList;
  readonly history: boolean;
  readonly requested: boolean;
  readonly ended: boolean;
}

const DISPLAY_CAP = 160;

interface Found {
  readonly list: ConceptList;
  readonly kind: string | null;
  readonly history: boolean;
  readonly display: string | null;
}

const NONE: readonly never[] = [];

/** What somebody typed beside a code says whose and how sure it is: "?osteoporosis" under the code for osteoporosis is no osteoporosis. */
const OVERRULES: readonly (Guard | null)[] = ['family', 'suspected'];

export const recognise = (words: Words, codes: Codes): readonly Recognised[] => {
  const { concept, beside, codesOnly } = words;
  const codings = codingsOf(concept);
  const said = codesOnly ? NONE : beside.length === 0 ? wordsOf(concept) : [...wordsOf(concept), ...beside];
  return isOurs(codings, said, codes) ? judge(words, codings, said, codes) : NONE;
};

/** Most entries of a record are none of ours. */
const isOurs = (codings: readonly Json[], said: readonly string[], { concepts: { byCode, words } }: Codes): boolean => {
  for (const coding of codings) if (byCode.find(coding).length > 0) return true;
  for (const one of said) if (words.read(one).matches.length > 0) return true;
  return false;
};

const judge = (words: Words, codings: readonly Json[], said: readonly string[], codes: Codes): readonly Recognised[] => {
  const { concept, sites, reason, where } = words;
  const { byCode, words: matcher } = codes.concepts;
  const fitsHere = (list: ConceptList): boolean => where === 'anywhere' || list.where.includes(where);
  const found = new Map<Concept, Found>();
  for (const coding of codings) {
    for (const { list, entry } of byCode.find(coding))
      if (fitsHere(list) && !found.has(list.concept))
        found.set(list.concept, {
          list,
          kind: entry.kind ?? null,
          history: entry.kind === 'history',
          display: text(coding.display) ?? entry.display,
        });
  }

  const typed = text(concept.text);
  const overruled = new Set<Concept>();
  let requested = false;
  let ended = false;
  for (const words of said) {
    const reading = matcher.read(words);
    requested ||= reading.requested;
    ended ||= reading.ended;
    for (const { list, pattern, guard, history } of reading.matches) {
      if (!fitsHere(list) || (pattern.reason !== undefined && !matcher.says(reason, pattern.reason))) continue;
      if (guard !== null) {
        if (words === typed && OVERRULES.includes(guard)) overruled.add(list.concept);
        continue;
      }
      const known = found.get(list.concept);
      if (!known) found.set(list.concept, { list, kind: pattern.kind ?? null, history, display: null });
      else if (known.kind === null && pattern.kind !== undefined) found.set(list.concept, { ...known, kind: pattern.kind });
    }
  }
  if (found.size === 0) return [];

  const display = nameOf(concept)?.trim().slice(0, DISPLAY_CAP) ?? null;
  const all = [...wordsOf(concept), ...sites].join('; ');
  return [...found.values()]
    .filter(({ list }) => !overruled.has(list.concept))
    .map((one) => ({
      concept: one.list.promote && matcher.says(all, one.list.promote.when) ? one.list.promote.to : one.list.concept,
      kind: one.kind,
      display: display ?? one.display ?? one.list.concept,
      list: one.list,
      history: one.history,
      requested,
      ended,
    }));
};
