import fc from 'fast-check';
import { RULES } from '../../src/assessment/assess.ts';
import type { CodedFact, Concept, Measure } from '../../src/fhir/facts.ts';
import { ago, coded, drug, given, outcomesOf, patient, report, result, type Told } from './chart.ts';

const SENTENCES = [
  'There is a moderate wedge compression fracture of T12.',
  'Old wedge fractures of T8 and L1, unchanged since 2019.',
  'Acute compression fracture of L1 with marrow oedema.',
  'Anterior wedging of T11 with loss of height.',
  'No vertebral fracture.',
  'No acute fracture. Vertebral body heights are preserved.',
  'Multiple vertebral compression fractures.',
  'Burst fracture of L2 with retropulsion and cord compression.',
  'Lytic lesion in L4 suspicious for metastasis.',
  'Mild wedge deformity of T8.',
  'Clinical history: road traffic collision. Findings: fracture of L3.',
  'Please see attached report.',
  'The kidneys are normal.',
];

const CONCEPTS: readonly Concept[] = [
  'vertebral-fracture',
  'malignancy',
  'bone-metastases',
  'myeloma',
  'mgus',
  'cord-compression',
  'ankylosed-spine',
  'fls-referral',
  'fls-contact',
  'dxa',
  'declined-or-not-indicated',
  'palliative-care',
  'frailty',
  'stroke',
  'ckd',
  'pregnancy',
  'back-pain',
  'menopause',
  'oncology-contact',
  'biopsy',
  'treatment-stopped',
];
const KINDS = [null, 'fracture', 'ask-mechanism', 'history', 'pathological', 'burst', 'cord-lesion', 'severe', 'moderate', 'benign'];
const STATUSES: readonly CodedFact['status'][] = ['active', 'resolved', 'requested', 'completed', 'ended'];
const MEASURES: readonly Measure[] = [
  't-score-hip',
  'egfr',
  'calcium-adjusted',
  'calcium-total',
  'vitamin-d',
  'haemoglobin',
  'alp',
  'weight',
  'paraprotein',
];

const day = fc.integer({ min: -3, max: 2200 }).map((days) => ago('0d', days));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const anyReport = fc
  .record({
    day: maybe(day),
    text: fc.constantFrom(...SENTENCES),
    modality: fc.constantFrom('CT', 'MR', 'XR', null),
    status: fc.constantFrom('final', 'preliminary', 'amended'),
  })
  .map(({ day: on, text, ...more }) => ({ on, text, more }));

const anyFact = fc
  .record({ concept: fc.constantFrom(...CONCEPTS), day: maybe(day), kind: fc.constantFrom(...KINDS), status: fc.constantFrom(...STATUSES) })
  .map(({ concept, day: on, ...more }) => coded(concept, on, more));

const anyMedicine = fc.oneof(
  fc
    .record({
      name: fc.constantFrom('alendronate', 'denosumab', 'teriparatide', 'estradiol', 'prednisolone', 'naproxen', 'codeine'),
      day: maybe(day),
      status: fc.constantFrom('active', 'stopped', 'completed'),
      supplyDays: maybe(fc.constantFrom(28, 84)),
      dailyMg: maybe(fc.constantFrom(5, 10)),
    })
    .map(({ name, day: on, ...more }) => drug(name, on, more)),
  fc
    .record({ name: fc.constantFrom('denosumab', 'zoledronate'), day, oncology: fc.boolean() })
    .map(({ name, day: on, oncology }) => given(name, on, { oncology })),
);

const anyResult = fc
  .record({
    what: fc.constantFrom(...MEASURES),
    value: maybe(fc.double({ min: -5, max: 120, noNaN: true })),
    day,
    flag: fc.constantFrom('high', 'low', 'normal', 'abnormal', null),
  })
  .map(({ what, value, day: on, flag }) => result(what, value, on, { flag }));

const anyChart: fc.Arbitrary<Told> = fc
  .record({
    age: maybe(fc.integer({ min: 0, max: 104 })),
    sex: fc.constantFrom('female', 'male', 'other', null),
    reports: fc.array(anyReport, { maxLength: 6 }),
    facts: fc.array(anyFact, { maxLength: 8 }),
    medicines: fc.array(anyMedicine, { maxLength: 8 }),
    measurements: fc.array(anyResult, { maxLength: 8 }),
    unknown: fc.subarray(['conditions', 'medications', 'observations'] as const),
    hook: fc.constantFrom('patient-view', 'report-view', 'report-sign'),
  })
  .map(({ age, sex, reports, facts, hook, ...more }) => ({
    ...more,
    hook,
    patient: patient(age, sex),
    reports: reports.map(({ on, text, more: with_ }, index) => report(on, text, { id: `report-${String(index)}`, ...with_ })),
    coded: facts,
    ...(hook === 'patient-view' ? {} : { focus: 'report-0' }),
  }));

describe('whatever the chart', () => {
  it('every rule answers, in its own vocabulary, with whole values; one main card at most; only the critical card stands alone', () => {
    fc.assert(
      fc.property(anyChart, (told) => {
        const outcomes = outcomesOf(told);
        expect(outcomes.map(({ rule }) => rule)).toEqual(RULES.map(({ id }) => id));
        const spoken = outcomes.flatMap((outcome) => (outcome.speaks ? [outcome.advice] : []));
        for (const advice of spoken) {
          const rule = RULES.find(({ id }) => id === advice.rule);
          expect(Object.keys(rule?.summaries ?? {})).toContain(advice.summary);
          for (const { id, values } of advice.lines) for (const name of Object.keys(values)) expect(rule?.says[id]).toContain(name);
          expect(JSON.stringify([advice.lines, advice.values])).not.toMatch(/undefined|NaN|null|Infinity/);
          expect(advice.alone).toBe(advice.indicator === 'critical');
          expect(advice.evidence).not.toEqual([]);
        }
        expect(spoken.filter(({ topic }) => ['VFAssess', 'VFVeryHighRisk', 'VFAssessUnder50'].includes(topic)).length).toBeLessThanOrEqual(
          1,
        );
        const quiet = (told.patient?.age ?? 99) < 18;
        if (quiet) expect(spoken).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('a critical urgent card is never lost to anything that the record says of bone treatment', () => {
    const urgent = report(ago('2d'), 'Burst fracture of L2 with retropulsion and cord compression.', { id: 'urgent' });
    fc.assert(
      fc.property(anyChart, (told) => {
        const acting = ['oncology-contact', 'biopsy'];
        const chart: Told = {
          ...told,
          patient: patient(70),
          reports: [urgent, ...(told.reports ?? []).filter(({ day: on }) => on !== null && on < ago('2d'))],
          coded: (told.coded ?? []).filter(({ concept }) => !acting.includes(concept)),
        };
        const [first] = outcomesOf(chart);
        expect(first).toMatchObject({ rule: 'urgent-cause', speaks: true, advice: { indicator: 'critical', alone: true } });
      }),
      { numRuns: 25 },
    );
  });
});
