/**
 * Which lists a text matches by what it says. A term counts unless words around it say that it is somebody else's, only thought of, or not there
 * ("family history of osteoporosis", "?myeloma", "no cancer"): ConText in its simplest form, for names of diseases and tests.
 */
import { BREAK, PhraseBook, wordsIn, type Hit } from './phrases.ts';
import { remembering } from '../../remember.ts';
import type { Guards, Pattern } from './schema.ts';

export type Guard = 'family' | 'suspected' | 'negated';

export interface WordMatch<List> {
  readonly list: List;
  readonly pattern: Pattern;
  /** Why it does not count; `null` where it does. */
  readonly guard: Guard | null;
  /** Called past. */
  readonly history: boolean;
}

/** What a text says beside its terms. */
export interface Said<List> {
  readonly matches: readonly WordMatch<List>[];
  /** It speaks of a referral, a request or a wait. */
  readonly requested: boolean;
  /** It says that a referral or contact came to nothing. */
  readonly ended: boolean;
}

export interface Matcher<List> {
  readonly read: (text: string) => Said<List>;
  /** Whether a text holds one of these phrases, which some list asks for; guards do not matter. */
  readonly says: (text: string, phrases: readonly string[]) => boolean;
}

interface Matchable {
  readonly text: readonly Pattern[];
  readonly contact?: unknown;
  readonly promote?: { readonly when: readonly string[] } | undefined;
}

interface Compiled<List> {
  readonly list: List;
  readonly pattern: Pattern;
  readonly order: number;
  readonly groups: readonly ReadonlySet<number>[];
  readonly not: ReadonlySet<number>;
}

type Role = keyof Guards;

/** Words between a guard and what it guards, at most. */
const REACH_BEFORE = 6;
const REACH_BEHIND = 2;

const NO_GUARDS: Guards = { family: [], negated: [], suspected: [], after: [], history: [], ends: [], requested: [], ended: [] };

/** Guards by role, and whether something ends their reach at a word. */
interface Around {
  readonly of: (role: Role) => readonly Hit[];
  readonly open: (from: number, to: number) => boolean;
}

const isBefore = (guard: Hit, hit: Hit, around: Around): boolean =>
  guard.to <= hit.from && hit.from - guard.to <= REACH_BEFORE && around.open(guard.to, hit.from);

const isBehind = (guard: Hit, hit: Hit, around: Around): boolean =>
  guard.from >= hit.to && guard.from - hit.to <= REACH_BEHIND && around.open(hit.to, guard.from);

const isNear = (one: Hit, other: Hit, around: Around): boolean => {
  const [first, second] = one.from <= other.from ? [one, other] : [other, one];
  return second.from - first.to <= REACH_BEFORE && around.open(first.to, second.from);
};

const isOfFamily = (guard: Hit, hit: Hit, around: Around): boolean =>
  guard.to <= hit.from ? around.open(guard.to, hit.from) : guard.from - hit.to <= REACH_BEHIND && around.open(hit.to, guard.from);

/** Why a hit does not count. A contact or referral is guarded by "no" alone: "for consideration of" and "clinic" are its own words. */
const guardOf = (hit: Hit, around: Around, isContact: boolean): Guard | null => {
  if (around.of('family').some((guard) => isOfFamily(guard, hit, around))) return 'family';
  if (around.of('negated').some((guard) => isBefore(guard, hit, around))) return 'negated';
  if (isContact) return null;
  if (around.of('suspected').some((guard) => isBefore(guard, hit, around))) return 'suspected';
  return around.of('after').some((guard) => isBehind(guard, hit, around)) ? 'negated' : null;
};

const compile = <List extends Matchable>(lists: readonly List[], book: PhraseBook): readonly Compiled<List>[] => {
  const numbered = (phrases: readonly string[]): ReadonlySet<number> => new Set(phrases.map((phrase) => book.add(phrase)));
  return lists.flatMap((list) => {
    for (const phrase of [...(list.promote?.when ?? []), ...list.text.flatMap(({ reason }) => reason ?? [])]) book.add(phrase);
    return list.text.map((pattern, order) => ({
      list,
      pattern,
      order,
      groups: (pattern.all ?? [pattern.any ?? []]).map(numbered),
      not: numbered(pattern.not),
    }));
  });
};

export const matchWords = <List extends Matchable>(lists: readonly List[], guards: Guards = NO_GUARDS): Matcher<List> => {
  const book = new PhraseBook();
  const compiled = compile(lists, book);
  const byPhrase = new Map<number, Compiled<List>[]>();
  for (const one of compiled) for (const id of one.groups[0] ?? []) byPhrase.set(id, [...(byPhrase.get(id) ?? []), one]);
  const roles = new Map<number, Role[]>();
  for (const [role, phrases] of Object.entries(guards) as [Role, string[]][])
    for (const phrase of phrases) {
      const id = book.add(phrase);
      roles.set(id, [...(roles.get(id) ?? []), role]);
    }

  const aroundOf = (words: readonly string[], hits: readonly Hit[]): Around => {
    const byRole = new Map<Role, Hit[]>();
    for (const hit of hits) for (const role of roles.get(hit.phrase) ?? []) byRole.set(role, [...(byRole.get(role) ?? []), hit]);
    const of = (role: Role): readonly Hit[] => byRole.get(role) ?? [];
    const ends = new Set(of('ends').map(({ from }) => from));
    const open = (from: number, to: number): boolean => {
      for (let at = from; at < to; at += 1) if (words[at] === BREAK || ends.has(at)) return false;
      return true;
    };
    return { of, open };
  };

  const judge = (one: Compiled<List>, hits: readonly Hit[], around: Around): WordMatch<List> | null => {
    const { pattern, list } = one;
    if (one.not.size > 0 && hits.some(({ phrase }) => one.not.has(phrase))) return null;
    let worst: Guard | null = null;
    let history = false;
    const [first] = one.groups;
    const anchors = pattern.near && first ? hits.filter(({ phrase }) => first.has(phrase)) : null;
    for (const group of one.groups) {
      const candidates = hits.filter(
        (hit) => group.has(hit.phrase) && (anchors === null || anchors.some((anchor) => isNear(anchor, hit, around))),
      );
      if (candidates.length === 0) return null;
      const judged = candidates.map((hit) => (pattern.unguarded ? null : guardOf(hit, around, list.contact !== undefined)));
      if (!judged.includes(null)) worst ??= judged[0] ?? null;
      history ||= candidates.some((hit) => around.of('history').some((guard) => isBefore(guard, hit, around)));
    }
    return { list, pattern, guard: worst, history };
  };

  const silent: Said<List> = { matches: [], requested: false, ended: false };

  const read = (text: string): Said<List> => {
    const words = wordsIn(text);
    const hits = book.find(words);
    const candidates = new Set(hits.flatMap(({ phrase }) => byPhrase.get(phrase) ?? []));
    if (candidates.size === 0) return silent;
    const around = aroundOf(words, hits);
    const best = new Map<List, WordMatch<List>>();
    for (const one of [...candidates].sort((a, b) => a.order - b.order)) {
      const known = best.get(one.list);
      if (known && known.guard === null) continue;
      const match = judge(one, hits, around);
      if (match && (!known || match.guard === null)) best.set(one.list, match);
    }
    return { matches: [...best.values()], requested: around.of('requested').length > 0, ended: around.of('ended').length > 0 };
  };

  return {
    read: remembering(read),
    says: (text, phrases) => {
      const wanted = new Set(phrases.map((phrase) => book.add(phrase)));
      return book.find(wordsIn(text)).some(({ phrase }) => wanted.has(phrase));
    },
  };
};
