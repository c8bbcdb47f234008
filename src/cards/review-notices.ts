/** What a person still owes the card content: reviews that are due, signatures, comparisons with the primary document. */
import { printedDay, type Day } from '../calendar.ts';
import type { CardFiles } from './content.ts';

export const reviewNotices = ({ cards, sources }: CardFiles, today: Day): readonly string[] => [
  ...cards
    .filter(({ reviewDue }) => reviewDue < today)
    .map(({ rule, reviewDue }) => `${rule}.yaml: review was due ${printedDay(reviewDue)}`),
  ...cards.filter(({ signedOffBy }) => signedOffBy.length === 0).map(({ rule }) => `${rule}.yaml: not signed off by a clinician`),
  ...Object.entries(sources.sources)
    .filter(([, { certainty }]) => certainty === 'background' || certainty === 'secondary')
    .map(([id, { certainty }]) => `sources.yaml: ${id}: ${certainty}, to be compared with the primary document`),
  ...Object.entries(sources.links).map(
    ([id, { noted }]) => `sources.yaml: ${id}: address noted ${printedDay(noted)}, to be opened by a person`,
  ),
];
