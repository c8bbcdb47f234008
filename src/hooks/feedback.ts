/** Feedback in every form that clients send: batches, bare Codings, Epic's plural key. The free-text comment is accepted and dropped here. */
import type { Answer } from '../records/records.ts';
import { Refusal } from '../refusals.ts';
import { feedback } from './schemas.ts';
import type * as z from 'zod';

type Item = z.infer<typeof feedback>['feedback'][number];
type Reason = { readonly system: string | null; readonly code: string | null };

const NO_REASON: Reason = { system: null, code: null };

const codingOf = (value: unknown): Reason | null => {
  const { system, code } = (value ?? {}) as { system?: unknown; code?: unknown };
  return typeof code === 'string' ? { system: typeof system === 'string' ? system : null, code } : null;
};

/** Standard `{reason: Coding}`, a bare Coding (older sandbox), or Epic's `overrideReasons`, an object or a list, with the reason in an extension at times. */
const reasonOf = (item: Item): Reason => {
  const plural = Array.isArray(item.overrideReasons) ? item.overrideReasons[0] : item.overrideReasons;
  for (const given of [item.overrideReason, plural] as readonly (Record<string, unknown> | null | undefined)[]) {
    if (!given) continue;
    const extension = (given.extension ?? {}) as Record<string, unknown>;
    const found = codingOf(given.reason) ?? codingOf(given) ?? Object.values(extension).map(codingOf).find(Boolean) ?? null;
    if (found) return found;
  }
  return NO_REASON;
};

/** @throws Refusal `malformed-feedback` that names the index of each malformed item; then nothing of the batch is stored. */
export const readFeedback = (body: unknown, receivedAt: Date): readonly Answer[] => {
  const parsed = feedback.safeParse(body);
  if (!parsed.success)
    throw new Refusal(
      'malformed-feedback',
      parsed.error.issues.map((issue) => ({ path: issue.path.join('.') || 'body', message: issue.message })),
    );
  return parsed.data.feedback.map((item) => {
    const reason = item.outcome === 'overridden' ? reasonOf(item) : NO_REASON;
    return {
      cardUuid: item.card.toLowerCase(),
      outcome: item.outcome,
      at: item.outcomeTimestamp ? new Date(item.outcomeTimestamp) : receivedAt,
      reasonSystem: reason.system,
      reasonCode: reason.code,
      acceptedSuggestions: (item.acceptedSuggestions ?? []).map((one) => one.id.toLowerCase()),
    };
  });
};
