/** Calls of the real hook addresses, as an EHR makes them: a token for the exact address, then the call. */
import type { Card } from '../../../hooks/wire.ts';
import type { Dialect } from '../../../trust/caller.ts';
import { mintToken, type HookBody } from './demo.ts';
import { exchange, type Exchange } from './http.ts';

export const servicePath = (service: string): string => `/cds-services/${service}`;

export const callService = async (service: string, body: HookBody, dialect: Dialect): Promise<Exchange> => {
  const path = servicePath(service);
  return exchange('POST', path, { body, token: await mintToken(path, 'good', dialect) });
};

export type FeedbackItem =
  | { readonly card: string; readonly outcome: 'accepted'; readonly acceptedSuggestions: readonly { readonly id: string }[] }
  | {
      readonly card: string;
      readonly outcome: 'overridden';
      readonly overrideReason?: { readonly reason: { readonly system: string; readonly code: string; readonly display: string } };
    };

export const sendFeedback = async (service: string, item: FeedbackItem, dialect: Dialect): Promise<Exchange> => {
  const path = `${servicePath(service)}/feedback`;
  const body = { feedback: [{ ...item, outcomeTimestamp: new Date().toISOString() }] };
  return exchange('POST', path, { body, token: await mintToken(path, 'good', dialect) });
};

/** The cards of an answer of 200. */
export const cardsOf = ({ body }: Exchange): readonly Card[] => {
  const { cards } = (body ?? {}) as { cards?: unknown };
  return Array.isArray(cards) ? (cards as Card[]) : [];
};
