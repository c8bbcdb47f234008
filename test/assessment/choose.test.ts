import type { Topic } from '../../src/assessment/advice.ts';
import { assess } from '../../src/assessment/assess.ts';
import { choose, type ChoiceLimits } from '../../src/assessment/choose.ts';
import { ago, coded, given, issues, mri, report, situationOf, type Told } from './chart.ts';

const LIMITS: ChoiceLimits = { maxCards: 2, off: [] };
type Quiet = readonly (readonly [Topic, 'snoozed' | 'shown-without-answer'])[];

const chosen = (told: Told, quiet: Quiet = [], limits = LIMITS) => choose(assess(situationOf(told)), new Map(quiet), limits);
const shown = (...args: Parameters<typeof chosen>): readonly Topic[] =>
  chosen(...args).flatMap((one) => (one.speaks ? [one.advice.topic] : []));
const reasonOf = (rule: string, ...args: Parameters<typeof chosen>): string => {
  const outcome = chosen(...args).find((one) => one.rule === rule);
  return outcome === undefined || outcome.speaks ? 'speaks' : outcome.reason;
};

const ACUTE: Told = { reports: [report(ago('5d'), 'Acute compression fracture of L1.')] };
const CORD: Told = { reports: [mri(ago('5d'), 'Acute compression fracture of L1 with cord compression.')] };
const LATER: Told = { reports: [mri(ago('40d'), 'Acute burst fracture of L2 with retropulsion.')] };

describe('which cards are shown', () => {
  it('a critical card stands alone', () => {
    expect(shown(CORD)).toEqual(['VFUrgent']);
    expect(reasonOf('very-high-risk', CORD)).toBe('outranked');
  });

  it('and keeps the others back also while its reader has snoozed it', () => {
    expect(shown(CORD, [['VFUrgent', 'snoozed']])).toEqual([]);
    expect(reasonOf('urgent-cause', CORD, [['VFUrgent', 'snoozed']])).toBe('snoozed');
  });

  it('no more than two in the order of precedence (B 15)', () => {
    expect(shown(LATER)).toEqual(['VFUrgent', 'VFVeryHighRisk']);
    expect(reasonOf('symptoms', LATER)).toBe('outranked');
  });

  it('one where the site wants one', () => {
    expect(shown(ACUTE, [], { maxCards: 1, off: [] })).toEqual(['VFVeryHighRisk']);
  });

  it('a quiet card leaves its place to the next', () => {
    expect(shown(LATER, [['VFVeryHighRisk', 'shown-without-answer']])).toEqual(['VFUrgent', 'VFSymptoms']);
    expect(reasonOf('very-high-risk', LATER, [['VFVeryHighRisk', 'shown-without-answer']])).toBe('shown-without-answer');
  });

  it('nothing that the site switched off', () => {
    expect(shown(ACUTE, [], { maxCards: 2, off: ['VFSymptoms'] })).toEqual(['VFVeryHighRisk']);
  });

  it('the card for a report that could not be read beside all of them (G 36)', () => {
    const told: Told = {
      reports: [...(CORD.reports ?? []), report(ago('1d'), '', { id: 'opened', notRead: 'a PDF without text' })],
      hook: 'report-view',
      focus: 'opened',
    };
    expect(shown(told)).toEqual(['VFUrgent', 'VFNotRead']);
    expect(shown({ ...told, reports: [...(ACUTE.reports ?? []), ...(told.reports ?? []).slice(1)] })).toEqual([
      'VFVeryHighRisk',
      'VFSymptoms',
      'VFNotRead',
    ]);
  });

  it('no action twice', () => {
    const told: Told = {
      reports: [report(ago('10m'), 'Wedge compression fracture of T8.')],
      medicines: [
        ...issues('alendronate', ago('5y'), ago('25m')),
        given('denosumab', ago('24m')),
        given('denosumab', ago('18m')),
        given('denosumab', ago('12m')),
      ],
    };
    const offers = chosen(told).map((one) => (one.speaks ? one.advice.offers.map(({ kind }) => kind) : []));
    expect(offers.flat()).toHaveLength(new Set(offers.flat()).size);
    expect(shown(told)).toEqual(['VFDenosumab', 'VFOnTreatment']);
  });

  it('denosumab, treatment and main cards not for a known malignant cause (B 16)', () => {
    expect(
      shown({ ...ACUTE, reports: [report(ago('13m'), 'Acute compression fracture of L1.')], coded: [coded('myeloma', ago('3y'))] }),
    ).toEqual([]);
  });
});
