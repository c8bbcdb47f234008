/** The shape of `cards/override-reasons.yaml`: why a clinician did not follow a card, and whom the answer quiets for how long (DECISIONS H). */
import * as z from 'zod';
import { id, span } from './words.ts';

const quieting = z.strictObject({ whom: z.enum(['user', 'everyone']), length: span });

const topicCode = z.string().regex(/^VF[A-Za-z0-9]+$/);

export const reasonFile = z.strictObject({
  systems: z.record(id, z.url()),
  reasons: z.record(
    id,
    quieting.extend({
      system: id,
      /** As the clinician reads it. */
      display: z.string().min(1),
      /** The code system's own display, where it has one. */
      standard: z.string().min(1).optional(),
    }),
  ),
  noReason: quieting,
  accepted: z.partialRecord(z.enum(['problem', 'fls', 'dxa', 'bloods']), z.union([quieting, z.literal('drop')])),
  topics: z.record(
    topicCode,
    z.strictObject({ user: span.optional(), everyoneOnly: z.record(id, span).optional(), atMost: span.optional() }),
  ),
  shownWithoutAnswer: z.record(topicCode, span),
});

export type ReasonFile = z.infer<typeof reasonFile>;
