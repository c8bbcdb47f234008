/** The levels that a sentence speaks of without a finding of its own: by number, or as "the others", "the former". */
import type { Clause, Place } from './sentence/clause.ts';
import type { Finding } from './finding.ts';
import { isSpared, levelsOf, usableGroups } from './sentence/levels-of-finding.ts';

export interface SpokenPlace extends Place {
  readonly levels: readonly string[];
  /** By number. */
  readonly named: boolean;
}

export const placesIn = (clause: Clause, open: readonly Finding[]): readonly SpokenPlace[] => {
  const named = usableGroups(clause)
    .filter((group) => !isSpared(clause, group))
    .map((group): SpokenPlace => ({ first: group.first, last: group.last, levels: levelsOf(group, false), named: true }))
    .filter(({ levels }) => levels.length > 0);
  if (!clause.sentence.has('rest', 'former', 'latter')) return named;
  const aged = open.some(({ acuity }) => acuity !== null);
  const waiting = aged ? open.filter(({ acuity }) => acuity === null) : open;
  const before = [...new Set((named.length === 0 && waiting.length > 0 ? waiting : open).flatMap(({ levels }) => levels))];
  const spoken = named.flatMap(({ levels }) => levels);
  return [...named, ...pointedIn(clause, before, spoken)];
};

/** "The former", "the latter", "the others": which of the levels before they mean. `spoken`: those that the sentence names. */
export const pointedIn = (clause: Clause, before: readonly string[], spoken: readonly string[]): readonly SpokenPlace[] =>
  clause.sentence.among('rest', 'former', 'latter').flatMap((item): readonly SpokenPlace[] => {
    const { role } = item.entry;
    const levels =
      role === 'rest' ? before.filter((level) => !spoken.includes(level)) : before.slice(...(role === 'former' ? [0, 1] : [-1]));
    return levels.length === 0 ? [] : [{ first: item.first, last: item.last, levels, named: false }];
  });
