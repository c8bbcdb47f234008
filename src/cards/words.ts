/** Pieces that every content file is made of. */
import * as z from 'zod';

/** Lower-case words with hyphens; sources also carry section numbers (`ng259-1.4.1`). */
export const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be lower-case letters, digits, dots and hyphens');

/** A logic-less template that is one sentence. */
export const sentence = z.string().min(1);

export const date = z.iso.date();

/** One sentence with its own sources; the sources are printed behind it. */
export const item = z.strictObject({ text: sentence, sources: z.array(id).min(1) });

export type Item = z.infer<typeof item>;

/** A length of time in calendar units. */
export const span = z
  .strictObject({
    days: z.number().int().positive().optional(),
    weeks: z.number().int().positive().optional(),
    months: z.number().int().positive().optional(),
    years: z.number().int().positive().optional(),
  })
  .transform((units) => Object.fromEntries(Object.entries(units)) as { days?: number; weeks?: number; months?: number; years?: number });
