/** Which one-click suggestions are not offered again to anybody, because they were accepted (DECISIONS H 38: the problem-list entry). Pure. */
import type { Memory } from './records.ts';
import type { SnoozeRules } from './quiet.ts';

/**
 * The suggestion kinds (`problem`) that somebody accepted for this patient, on whichever topic. The evidence does not matter:
 * a vertebral fracture in the problem list takes the suggestion away for every level (DECISIONS G).
 */
export const droppedOffers = (memory: Memory, rules: Pick<SnoozeRules, 'accepted'>): ReadonlySet<string> => {
  const accepted = new Set(memory.answers.filter(({ outcome }) => outcome === 'accepted').flatMap((answer) => answer.acceptedSuggestions));
  const kinds = memory.deliveries.flatMap(({ suggestions }) => Object.entries(suggestions));
  return new Set(kinds.filter(([kind, uuid]) => rules.accepted[kind] === 'drop' && accepted.has(uuid)).map(([kind]) => kind));
};
