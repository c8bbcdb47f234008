import type { Course } from '../../src/assessment/situation.ts';
import { boneCourses } from '../../src/assessment/treatment/courses.ts';
import { steroidUse } from '../../src/assessment/treatment/steroid.ts';
import { daysAfter } from '../../src/calendar.ts';
import type { MedicineEvent } from '../../src/fhir/facts.ts';
import { ago, drug, given, issues, situationOf, thresholds, TODAY } from './chart.ts';

const courses = (...events: readonly MedicineEvent[]): readonly Course[] => boneCourses(events, TODAY, thresholds);
const issued = (day: string, supplyDays = 28): MedicineEvent =>
  drug('alendronate', day, { kind: 'dispense', status: 'completed', supplyDays });

describe('a course of treatment is proved by supply (D 23)', () => {
  test.each<[string, Course['state'], readonly MedicineEvent[]]>([
    ['an issue of 28 days, 3 months after it ran out', 'proved', [issued(daysAfter(ago('3m'), { days: -28 }))]],
    ['one a day older', 'ended', [issued(daysAfter(ago('3m', 1), { days: -28 }))]],
    ['an active order of 12 months', 'proved', [drug('alendronate', ago('12m'))]],
    ['one a day older: is it being taken?', 'listed', [drug('alendronate', ago('12m', 1))]],
    ['an order that was renewed', 'proved', [drug('alendronate', ago('19m')), drug('alendronate', ago('5m'))]],
    ['a listing without a day', 'listed', [drug('alendronate', null, { kind: 'statement' })]],
    ['denosumab of 7 months', 'proved', [given('denosumab', ago('7m'))]],
    ['denosumab a day older', 'ended', [given('denosumab', ago('7m', 1))]],
    ['zoledronate of 18 months', 'proved', [given('zoledronate', ago('18m'))]],
    ['zoledronate a day older', 'ended', [given('zoledronate', ago('18m', 1))]],
    ['ibandronate by injection, 6 months', 'proved', [given('ibandronate', ago('6m'), { class: 'bisphosphonate-iv' })]],
    ['an order that was stopped last week', 'ended', [drug('alendronate', ago('5m'), { status: 'stopped', stop: ago('7d') })]],
    ['an order stopped without a day', 'ended', [drug('alendronate', ago('2m'), { status: 'stopped' })]],
  ])('%s: %s', (_, state, events) => {
    expect(courses(...events).map((course) => course.state)).toEqual([state]);
  });

  it('gaps up to 3 months do not break it, longer ones do', () => {
    const first = ago('12m');
    const until = daysAfter(first, { days: 28 });
    expect(courses(issued(first), issued(daysAfter(until, { months: 3 })))).toHaveLength(1);
    expect(courses(issued(first), issued(daysAfter(until, { months: 3, days: 1 })))).toHaveLength(2);
  });

  it('tablets of one kind are one course, whatever their name', () => {
    const [only, ...others] = courses(...issues('alendronate', ago('3y'), ago('18m')), ...issues('risedronate', ago('17m'), ago('10d')));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ start: ago('3y'), drug: 'risedronate', state: 'proved' });
  });

  it.each<[string, MedicineEvent]>([
    ['vaginal oestrogen', drug('estriol', ago('1m'), { class: 'vaginal-oestrogen', route: 'vaginal' })],
    ['calcium and vitamin D', drug('calcium', ago('1m'), { class: 'calcium-vitamin-d' })],
    ['calcitonin', drug('calcitonin', ago('1m'), { class: 'calcitonin' })],
    ['zoledronate 4 mg', given('zoledronate', ago('1m'), { oncology: true, doseMg: 4 })],
    ['denosumab 120 mg', given('denosumab', ago('1m'), { oncology: true, doseMg: 120 })],
    ['an order of the future', drug('alendronate', daysAfter(TODAY, { days: 7 }))],
  ])('%s is none (D 22)', (_, event) => {
    expect(courses(event)).toEqual([]);
  });
});

describe('prednisolone over the last year (D 26)', () => {
  const took = (day: string, days: number, dailyMg: number | null, with_: Partial<MedicineEvent> = {}): MedicineEvent =>
    drug('prednisolone', day, { kind: 'dispense', status: 'completed', supplyDays: days, dailyMg, ...with_ });
  const use = (...medicines: readonly MedicineEvent[]) => steroidUse(situationOf({ medicines }));

  test.each<[string, number | null | 'no', readonly MedicineEvent[]]>([
    ['7.5 mg for 90 days', 7.5, [took(ago('90d'), 90, 7.5)]],
    ['two stretches of 45 days', 10, [took(ago('10m'), 45, 10), took(ago('3m'), 45, 15)]],
    ['the same days counted once', 'no', [took(ago('60d'), 60, 10), took(ago('60d'), 60, 10, { source: 'other' })]],
    ['days before the last 12 months', 'no', [took(ago('14m'), 100, 20)]],
    ['5 mg', 'no', [took(ago('200d'), 200, 5)]],
    ['6 mg methylprednisolone is 7.5 mg', 7.5, [took(ago('90d'), 90, 6, { drug: 'methylprednisolone' })]],
    ['a steroid without a sourced equivalence: dose not known', null, [took(ago('90d'), 90, 10, { drug: 'cortivazol' })]],
    ['90 days of unknown dose', null, [took(ago('90d'), 90, null)]],
    ['inhaled', 'no', [took(ago('90d'), 90, 10, { route: 'inhaled' })]],
    ['on the skin', 'no', [took(ago('90d'), 90, 10, { route: 'topical' })]],
    ['replacement hydrocortisone', 'no', [took(ago('90d'), 90, 30, { drug: 'hydrocortisone' })]],
  ])('%s', (_, mg, events) => {
    const found = use(...events);
    expect(found === null ? 'no' : found.mg).toBe(mg);
  });
});
