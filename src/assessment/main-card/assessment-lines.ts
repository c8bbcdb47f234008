/** What the main card asks for: DXA, FLS, bloods, and how treatment waits for them (NG259 1.4, 1.7; DECISIONS E, F 28-31). */
import type { Line, Offer, Values } from '../advice.ts';
import { recentDxa, siteOf } from '../dxa.ts';
import { dayValue, plain } from '../line.ts';
import { missingBloods } from '../lines/missing-bloods.ts';
import { isPregnant } from '../lines/situation-first.ts';
import { recordedCancer } from '../red-flags/cancer.ts';
import { newestReportId } from '../reported-lines.ts';
import { factDay, factsOf, type KnownFracture, type Situation } from '../situation.ts';
import { newestNews, palliativeEntries } from '../standing-silences.ts';
import type { Anabolics } from './anabolics.ts';

const isSeverelyFrail = (situation: Situation): boolean => factsOf(situation, 'frailty', 'severe').length > 0;

/** No DXA within 2 years of the last, nor where the record says severely frail, palliative or pregnant, nor under 30. */
export const asksForDxa = (situation: Situation): boolean =>
  recentDxa(situation) === null &&
  !isSeverelyFrail(situation) &&
  palliativeEntries(situation).length === 0 &&
  !isPregnant(situation) &&
  situation.adultPathway !== 'under-30';

/** A DXA of the last 24 months stands in place of a new one; after the report, any T-score will do (NG259 1.7.3, 1.10.1). */
export const dxaDoneLines = (situation: Situation, fractures: readonly KnownFracture[]): readonly Line[] => {
  const dxa = recentDxa(situation);
  if (dxa === null) return [];
  const result: Values = dxa.result === null || dxa.result.value === null ? {} : { value: dxa.result.value, site: siteOf(dxa.result) };
  const news = newestNews(fractures);
  return [{ id: news !== null && dxa.day >= news ? 'dxa-result-any-t-score' : 'dxa-done', values: { day: { day: dxa.day }, ...result } }];
};

/** 4a: an anabolic may come first, and DXA within 6 weeks, unless all are ruled out. */
export const anabolicLines = (situation: Situation, anabolics: Anabolics): readonly Line[] => {
  if (anabolics.state === 'ruled-out')
    return [{ id: 'anabolics-ruled-out', values: anabolics.facts.length === 0 ? {} : { facts: anabolics.facts } }];
  if (anabolics.state === 'unsaid') return [];
  return plain('anabolic-first', ...(asksForDxa(situation) ? ['dxa-six-weeks'] : []));
};

/** Teriparatide and abaloparatide only once skeletal malignancy is excluded (DECISIONS C 17). */
export const anabolicAfterCancer = (situation: Situation): readonly Line[] =>
  recordedCancer(situation) === null ? [] : plain('anabolic-after-cancer');

const dayLine = (id: string, day: string | null): Line => ({ id, values: dayValue('day', day) });

export const frailtyLines = (situation: Situation): readonly Line[] => {
  const [severe] = factsOf(situation, 'frailty', 'severe');
  const [moderate] = factsOf(situation, 'frailty', 'moderate');
  if (severe !== undefined) return [dayLine('severe-frailty', factDay(severe))];
  return moderate === undefined ? [] : [dayLine('moderate-frailty', factDay(moderate))];
};

/** A palliative entry that is too old to silence the card is still said. */
export const palliativeLines = (situation: Situation): readonly Line[] =>
  palliativeEntries(situation)
    .slice(0, 1)
    .map(({ day }) => dayLine('palliative-earlier', day));

export const bloodsLine = (situation: Situation): readonly Line[] => {
  const missing = missingBloods(situation);
  const checked = !situation.facts.unknown.includes('observations');
  return missing.length === 0 ? [] : [{ id: checked ? 'bloods' : 'bloods-not-checked', values: { missing } }];
};

export const bloodsOffer = (situation: Situation, fractures: readonly KnownFracture[]): readonly Offer[] => {
  const missing = missingBloods(situation);
  return missing.length === 0 ? [] : [{ kind: 'bloods', reportId: newestReportId(fractures), missing }];
};

/** DXA and FLS requests, as far as they are asked for. */
export const assessmentOffers = (situation: Situation, fractures: readonly KnownFracture[]): readonly Offer[] => {
  const reportId = newestReportId(fractures);
  if (situation.adultPathway === 'under-30' || isPregnant(situation)) return [];
  return [{ kind: 'fls', reportId }, ...(asksForDxa(situation) ? [{ kind: 'dxa' as const, reportId }] : [])];
};
