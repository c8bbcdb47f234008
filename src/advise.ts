/** The story of one hook call: request -> chart -> readings -> assessment -> cards, with the explanation of every card and every silence. */
import { assess } from './assessment/assess.ts';
import { choose } from './assessment/choose.ts';
import { describeSituation } from './assessment/describe-situation.ts';
import { dayIn, type Day } from './calendar.ts';
import { renderCard } from './cards/render.ts';
import { recallPast, recordDecision, visitOf, withoutDropped, type DeliveryParts } from './deliveries.ts';
import type { Explanation } from './explanation.ts';
import type { Chart } from './fhir/facts.ts';
import type { Card, HookRequest, HookResponse } from './hooks/wire.ts';
import type { Knowledge } from './knowledge.ts';
import type { Decision } from './records/records.ts';
import { readReport } from './reports/read-report.ts';
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

export const createAdvise =
  (parts: AdviseParts): Advise =>
  async (request, caller) => {
    const { knowledge } = parts;
    const asOf = parts.now();
    const today = dayIn(asOf, parts.timeZone);
    const visit = visitOf(parts.keys, request, caller, asOf, today);

    const chart = await parts.readChart(request, caller, today);
    const readings = new Map(chart.reports.filter(({ text }) => text).map(({ id, text }) => [id, readReport(text, knowledge.lexicon)]));
    const audience = visit.reporterHook ? 'reporter' : 'clinician';
    const assessment = assess(describeSituation({ chart, readings, today, thresholds: knowledge.thresholds, audience }));

    const past = await recallPast(parts, visit, assessment, knowledge.cards.snoozes);
    const shown = choose(assessment, past.quiet, { maxCards: parts.maxCards, off: caller.ehr.off });
    const { decision, deliveries, recorded } = await recordDecision(parts, visit, past, {
      chart,
      readings,
      assessment,
      shown,
      knowledge: knowledge.version,
    });

    const cards = shown.flatMap((outcome): readonly Card[] => {
      const delivery = outcome.speaks ? deliveries.get(outcome.advice.topic) : undefined;
      if (!outcome.speaks || !delivery) return [];
      const context = {
        cardUuid: delivery.cardUuid,
        suggestionUuids: delivery.suggestions,
        patientId: request.context.patientId,
        encounterId: request.context.encounterId,
        today,
        asOf,
        knowledge: knowledge.version,
        chart,
        ehr: caller.ehr,
      };
      return [renderCard(withoutDropped(outcome.advice, past), context, knowledge.cards)];
    });
    const notes = [
      ...(past.known ? [] : ['The database did not answer: snoozes are not known.']),
      ...(recorded ? [] : ['This decision was not recorded: the database did not answer.']),
      ...(caller.ehr.mode === 'silent' ? ['This EHR is in silent mode: the cards below were not sent.'] : []),
    ];
    const explained = chart.reports.map(({ id }) => ({ reportId: id, reading: readings.get(id) ?? null }));
    return {
      response: { cards: caller.ehr.mode === 'silent' ? [] : cards },
      decision,
      recorded,
      explanation: { today, knowledge: knowledge.version, chart, readings: explained, assessment, shown, cards, notes },
    };
  };
