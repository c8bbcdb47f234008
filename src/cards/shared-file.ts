/** The shape of `cards/shared-lines.yaml`: what more than one card says, and what stands around every card. */
import * as z from 'zod';
import { id, item, sentence } from './words.ts';

const KEYS = ['conditions', 'medications', 'procedures', 'serviceRequests', 'observations'] as const;

export const sharedFile = z.strictObject({
  /** Pieces of sentences that templates say with `{{> name}}`. */
  phrases: z.record(z.string(), z.string()),
  /** Words for the closed values that rules give: by value name, then by value; an empty one is not said. */
  words: z.record(z.string(), z.record(z.string(), z.string())),
  lines: z.record(id, z.array(item).min(1)),
  notChecked: z.strictObject({
    line: sentence,
    /** What is not checked when a prefetch key is unknown, and the line of the rule that says it already. */
    keys: z.record(z.enum(KEYS), z.strictObject({ words: z.string().min(1), said: id.optional() })),
    reports: sentence,
    reportsMeaning: sentence,
    withheld: sentence,
    cut: sentence,
    notFinal: sentence,
  }),
  /** What an examination without a name or a known modality is called. */
  examination: sentence,
  quote: sentence,
  /** Heading of the suggestions that an EHR can only show as text. */
  toDo: sentence,
  sources: sentence,
  footer: sentence,
  /** Labels of the one-click actions, and the text of what they order. */
  suggestions: z.record(
    z.enum(['problem', 'fls', 'dxa', 'bloods']),
    z.strictObject({ label: sentence, code: sentence.optional(), reason: sentence.optional() }),
  ),
});

export type SharedFile = z.infer<typeof sharedFile>;
