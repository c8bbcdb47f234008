/** Answers to cards as an EHR sends them: to the card of the real answer, because only that one was delivered. */
import { useState } from 'preact/hooks';
import type { Card } from '../../../../hooks/wire.ts';
import type { Dialect } from '../../../../trust/caller.ts';
import type { CardAnswers } from '../../parts/card-view.tsx';
import { cardsOf, sendFeedback, type FeedbackItem } from '../../service/hook-call.ts';
import type { Exchange } from '../../service/http.ts';

export interface Answering extends CardAnswers {
  /** The last feedback, for the wire view. */
  readonly last: Exchange | null;
}

type Answer =
  | { readonly outcome: 'accepted'; readonly kind: number }
  | { readonly outcome: 'overridden'; readonly reason: { system: string; code: string; display: string } | null };

const itemFor = (delivered: Card, answer: Answer): FeedbackItem => {
  if (answer.outcome === 'accepted') {
    const id = delivered.suggestions?.[answer.kind]?.uuid;
    return { card: delivered.uuid, outcome: 'accepted', acceptedSuggestions: id ? [{ id }] : [] };
  }
  return { card: delivered.uuid, outcome: 'overridden', ...(answer.reason ? { overrideReason: { reason: answer.reason } } : {}) };
};

/** `real` is the answer of the hook address, whose cards the service knows. */
export const useAnswers = (service: string, dialect: Dialect, real: Exchange | null): Answering => {
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [last, setLast] = useState<Exchange | null>(null);

  const answer = async (card: Card, given: Answer): Promise<void> => {
    const topic = card.source.topic.code;
    const say = (words: string): void => setSaid((before) => ({ ...before, [topic]: words }));
    const delivered = real && cardsOf(real).find((one) => one.source.topic.code === topic);
    if (!delivered) return say('This card was not delivered just now, because an earlier answer quiets it. "Start afresh" forgets that.');
    const done = await sendFeedback(service, itemFor(delivered, given), dialect);
    setLast(done);
    say(
      done.status === 200
        ? `The service has it on record (${given.outcome}). Ask again to see what it quiets.`
        : `The service refused the feedback: ${done.status}.`,
    );
  };

  return {
    last,
    said: (card) => said[card.source.topic.code] ?? null,
    accept: (card, suggestion) => void answer(card, { outcome: 'accepted', kind: (card.suggestions ?? []).indexOf(suggestion) }),
    override: (card, reason) => void answer(card, { outcome: 'overridden', reason }),
  };
};
