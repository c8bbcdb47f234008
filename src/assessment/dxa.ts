/** DXA done and its T-scores (DECISIONS A 9, E). */
import { byDay, within, type Day } from '../calendar.ts';
import type { Measurement } from '../fhir/facts.ts';
import type { Evidence } from './advice.ts';
import { once } from './once.ts';
import { factDay, factsOf, measured, type Situation } from './situation.ts';

/** T-scores that count: never forearm, heel or Z-score. */
const T_SCORES = ['t-score-spine', 't-score-hip', 't-score-femoral-neck'] as const;

const DXA_NAMES = /\bDE?XA\b|bone densitometry|bone mineral density|bone density scan/i;

export interface DxaDone {
  readonly day: Day;
  readonly evidence: Evidence;
}

/** Every DXA, newest first: a T-score, a coded result, or an imaging report that is called one, read or not. */
export const dxasDone = once((situation): readonly DxaDone[] => {
  const scored = measured(situation, ...T_SCORES).flatMap(({ day, source }) => (day === null ? [] : [{ day, evidence: { source } }]));
  const coded = factsOf(situation, 'dxa').flatMap((fact) => {
    const day = factDay(fact);
    return day === null || fact.status === 'ended' || fact.status === 'requested' ? [] : [{ day, evidence: { source: fact.source } }];
  });
  const reported = situation.reports.flatMap(({ report, day }) => {
    const isDxa = report.modality === 'DXA' || DXA_NAMES.test(report.title ?? '');
    return day === null || !isDxa ? [] : [{ day, evidence: { source: `DiagnosticReport/${report.id}` } }];
  });
  return [...scored, ...coded, ...reported].filter(({ day }) => day <= situation.today).sort((a, b) => byDay(b.day, a.day));
});

/** The lowest T-score of spine, hip or femoral neck within the look-back. */
export const lowestTScore = (situation: Situation): (Measurement & { readonly value: number }) | null =>
  measured(situation, ...T_SCORES)
    .flatMap((one) => (one.value === null || one.day === null ? [] : [{ ...one, value: one.value, day: one.day }]))
    .filter(({ day }) => within(day, situation.thresholds.tScoreLookback, situation.today))
    .sort((a, b) => a.value - b.value)[0] ?? null;

/** The newest DXA within the time in which it is not repeated (NG259 1.10.1), with its lowest T-score where one is recorded for that day. */
export const recentDxa = once((situation): (DxaDone & { readonly result: Measurement | null }) | null => {
  const [newest] = dxasDone(situation);
  if (newest === undefined || !within(newest.day, situation.thresholds.dxaNotRepeated, situation.today)) return null;
  const sameDay = measured(situation, ...T_SCORES).filter(({ day, value }) => day === newest.day && value !== null);
  const [lowest] = sameDay.sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  return { ...newest, result: lowest ?? null };
});

/** `spine`, `hip` or `femoral-neck`. */
export const siteOf = (measurement: Measurement): string => measurement.what.replace('t-score-', '');
