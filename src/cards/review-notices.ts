/** What a person still owes the card content: reviews that are due, signatures, comparisons with the primary document. */
import { printedDay, type Day } from '../calendar.ts';
import type { CardFiles } from './content.ts';

export interface Notice {
  /** What is owed, in the plural: notices of one kind are counted together. */
  readonly kind: string;
  readonly text: string;
}

const DUE = 'cards whose review was due';
const UNSIGNED = 'cards not signed off by a clinician';
const SECOND_HAND = 'sources to be compared with the primary document';
const UNOPENED = 'addresses to be opened by a person';

export const reviewNotices = ({ cards, sources }: CardFiles, today: Day): readonly Notice[] => [
  ...cards
    .filter(({ reviewDue }) => reviewDue < today)
    .map(({ rule, reviewDue }) => ({ kind: DUE, text: `${rule}.yaml: review was due ${printedDay(reviewDue)}` })),
  ...cards
    .filter(({ signedOffBy }) => signedOffBy.length === 0)
    .map(({ rule }) => ({ kind: UNSIGNED, text: `${rule}.yaml: not signed off by a clinician` })),
  ...Object.entries(sources.sources)
    .filter(([, { certainty }]) => certainty === 'background' || certainty === 'secondary')
    .map(([id, { certainty }]) => ({
      kind: SECOND_HAND,
      text: `sources.yaml: ${id}: ${certainty}, to be compared with the primary document`,
    })),
  ...Object.entries(sources.links).map(([id, { noted }]) => ({
    kind: UNOPENED,
    text: `sources.yaml: ${id}: address noted ${printedDay(noted)}, to be opened by a person`,
  })),
];
