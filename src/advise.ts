/** The story of one hook call: request -> chart -> readings -> assessment -> cards, with the explanation of every card and every silence. */
import type { RuleOutcome, Topic } from './assessment/advice.ts';
import { assess } from './assessment/assess.ts';
import { choose } from './assessment/choose.ts';
import { describeSituation } from './assessment/describe-situation.ts';
import { dayIn, type Day } from './calendar.ts';
import type { CardContent } from './cards/load.ts';
import { renderCard, type RenderContext } from './cards/render.ts';
import { recallPast, recordDecision, visitOf, withoutDropped, type DeliveryParts, type Past } from './deliveries.ts';
import type { Explanation } from './explanation.ts';
import type { Chart } from './fhir/facts.ts';
import type { Card, HookRequest, HookResponse } from './hooks/wire.ts';
import type { Knowledge } from './knowledge.ts';
import { readTexts } from './read-texts.ts';
import type { Decision, Delivery } from './records/records.ts';
import type { Caller } from './trust/caller.ts';

export interface AdviseParts extends DeliveryParts {
  readonly knowledge: Knowledge;
  readonly timeZone: string;
  readonly maxCards: number;
  /** @throws Refusal where a needed key cannot be had. */
  readonly readChart: (request: HookRequest, caller: Caller, today: Day) => Promise<Chart>;
}

export interface Advised {
  readonly response: HookResponse;
  readonly explanation: Explanation;
  /** What was recorded of it, or would have been: hashed ids only. */
  readonly decision: Decision;
  readonly recorded: boolean;
}

/** Answers one hook request. @throws Refusal where the answer is not 200. */
export type Advise = (request: HookRequest, caller: Caller) => Promise<Advised>;

type Rendered = Pick<RenderContext, 'patientId' | 'encounterId' | 'today' | 'asOf' | 'knowledge' | 'chart' | 'ehr'>;

/** One card for each rule that is shown, under the uuids of its delivery. */
const cardsOf = (
  shown: readonly RuleOutcome[],
  deliveries: ReadonlyMap<Topic, Delivery>,
  past: Past,
  rendered: Rendered,
  content: CardContent,
): readonly Card[] =>
  shown.flatMap((outcome) => {
    const delivery = outcome.speaks ? deliveries.get(outcome.advice.topic) : undefined;
    if (!outcome.speaks || !delivery) return [];
    const uuids = { cardUuid: delivery.cardUuid, suggestionUuids: delivery.suggestions };
    return [renderCard(withoutDropped(outcome.advice, past), { ...rendered, ...uuids }, content)];
  });

const notesOf = (past: Past, recorded: boolean, silent: boolean): readonly string[] => [
  ...(past.known ? [] : ['The database did not answer: snoozes are not known.']),
  ...(recorded ? [] : ['This decision was not recorded: the database did not answer.']),
  ...(silent ? ['This EHR is in silent mode: the cards below were not sent.'] : []),
];

export const createAdvise =
  (parts: AdviseParts): Advise =>
  async (request, caller) => {
    const { lexicon, thresholds, cards: content, version: knowledge } = parts.knowledge;
    const { patientId, encounterId } = request.context;
    const { ehr } = caller;
    const asOf = parts.now();
    const today = dayIn(asOf, parts.timeZone);
    const visit = visitOf(parts.keys, request, caller, asOf, today);

    const chart = await parts.readChart(request, caller, today);
    const readings = await readTexts(chart.reports, lexicon);
    const audience = visit.reporterHook ? 'reporter' : 'clinician';
    const assessment = assess(describeSituation({ chart, readings, today, thresholds, audience }));

    const past = await recallPast(parts, visit, assessment, content.snoozes);
    const shown = choose(assessment, past.quiet, { maxCards: parts.maxCards, off: ehr.off });
    const { decision, deliveries, recorded } = await recordDecision(parts, visit, past, { chart, readings, assessment, shown, knowledge });

    const cards = cardsOf(shown, deliveries, past, { patientId, encounterId, today, asOf, knowledge, chart, ehr }, content);
    const explained = chart.reports.map(({ id }) => ({ reportId: id, reading: readings.get(id) ?? null }));
    const silent = ehr.mode === 'silent';
    const notes = notesOf(past, recorded, silent);
    return {
      response: { cards: silent ? [] : cards },
      explanation: { today, knowledge, chart, readings: explained, assessment, shown, cards, notes },
      decision,
      recorded,
    };
  };
