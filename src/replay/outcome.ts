/** What a replayed case must give back, in the form that `expected.json` holds: short enough to read in a review, and it names every silence. */
import type { Explanation } from '../explanation.ts';
import type { HookResponse } from '../hooks/wire.ts';
import { Refusal } from '../refusals.ts';

export type CaseOutcome =
  | {
      readonly status: 200;
      readonly cards: readonly {
        readonly topic: string;
        readonly indicator: string;
        readonly summary: string;
        readonly suggestions: readonly string[];
      }[];
      readonly silences: Readonly<Record<string, string>>;
    }
  | { readonly status: number; readonly code: string; readonly names: readonly string[] };

export const outcomeOf = (response: HookResponse, explanation: Explanation): CaseOutcome => ({
  status: 200,
  cards: response.cards.map((card) => ({
    topic: card.source.topic.code,
    indicator: card.indicator,
    summary: card.summary,
    suggestions: (card.suggestions ?? []).map((suggestion) => suggestion.label),
  })),
  silences: Object.fromEntries(explanation.shown.flatMap((outcome) => (outcome.speaks ? [] : [[outcome.rule, outcome.reason]]))),
});

/** A refusal is an outcome too; anything else that is thrown is a fault of the service and goes on up. */
export const refusalOutcome = (error: unknown): CaseOutcome => {
  if (!(error instanceof Refusal)) throw error;
  return { status: error.status, code: error.code, names: error.faults.map((fault) => fault.path ?? fault.message) };
};
