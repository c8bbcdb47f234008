/** The shape of `cards/sources.yaml`: what the words rest on, and where the reader can go on. */
import * as z from 'zod';
import { date, id } from './words.ts';

const document = z.strictObject({
  title: z.string().min(1),
  /** How a card names it, where the title is long or would be read as a finding. */
  onCards: z.string().min(1).optional(),
  /** As it stands in brackets behind a sentence: `NG259`. Absent: our own decision, never printed. */
  short: z.string().min(1).optional(),
  publisher: z.string().min(1),
  /** Day, month or year of the edition that was read; absent where the copy gives none. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** How it was read, and what a person still has to compare. */
  note: z.string().min(1),
});

const source = z.strictObject({
  document: id,
  /** Recommendation, section or page, as printed. */
  section: z.string().min(1).optional(),
  says: z.string().min(1),
  /** The document's own strength of the statement. */
  strength: z.enum(['offer', 'consider', 'do-not', 'strong', 'conditional', 'licence', 'alert', 'standard', 'statement', 'ours']),
  /** `read` in the source; `secondary`: read in a document that quotes it; `background`: well known, to be compared; `ours`: our own decision, unsigned. */
  certainty: z.enum(['read', 'secondary', 'background', 'ours']),
});

const link = z.strictObject({
  label: z.string().min(1),
  url: z.url({ protocol: /^https$/ }),
  for: z.enum(['professionals', 'patients']),
  /** Day on which the address was noted; a person still has to open it. */
  noted: date,
});

export const sourceFile = z.strictObject({
  documents: z.record(id, document),
  sources: z.record(id, source),
  links: z.record(id, link),
});

export type SourceFile = z.infer<typeof sourceFile>;
