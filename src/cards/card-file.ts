/** The shape of one `cards/<rule-id>.yaml`: what a rule's advice says in words, in which order, with which sources. */
import * as z from 'zod';
import { date, id, item, sentence } from './words.ts';

const block = z.strictObject({
  /** A short heading, in bold. */
  heading: z.string().min(1),
  /** Ids of lines, in the order in which they are printed; an id that the rule did not say prints nothing. */
  lines: z.array(id).default([]),
  /** The reports' own words stand after the lines. */
  quotes: z.boolean().default(false),
});

export const cardFile = z.strictObject({
  rule: id,
  topic: z.strictObject({ code: z.string().regex(/^VF[A-Za-z0-9]{1,98}$/), display: z.string().min(1) }),
  version: z.number().int().positive(),
  reviewDue: date,
  /** Who has signed the content; empty while that is owed. */
  signedOffBy: z.array(z.string().min(1)).default([]),
  indicators: z.array(z.enum(['info', 'warning', 'critical'])).min(1),
  /** Id of the document that the card names as its source. */
  source: id,
  /** Where the rule says this line, the card names that document instead, with these links; the first that fits counts. */
  sourceWhenSaid: z.array(z.strictObject({ line: id, source: id, links: z.array(id).default([]) })).default([]),
  /** Facts that the rule looks at, in words, for the documentation. */
  inputs: z.array(z.string().min(1)).min(1),
  /** What could go wrong for the patient, and what on this card guards against it. */
  hazards: z.array(z.string().min(1)).min(1),
  summaries: z.record(id, sentence),
  /** Lines that stand even before what was not checked: the safety net. */
  opening: z.array(id).default([]),
  /** Lines that stand behind what was not checked and before the first heading. */
  first: z.array(id).default([]),
  blocks: z.array(block).default([]),
  /** Words of this card's own lines; others stand in `shared-lines.yaml`. */
  lines: z.record(id, z.array(item).min(1)).default({}),
  suggestions: z.array(z.enum(['problem', 'fls', 'dxa', 'bloods'])).default([]),
  links: z.array(id).default([]),
  overrideReasons: z.array(id).min(1),
});

export type CardFile = z.infer<typeof cardFile>;
