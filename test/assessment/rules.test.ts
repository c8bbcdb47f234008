import { RULES } from '../../src/assessment/assess.ts';
import { ago, coded, drug, given, issues, mri, outcomesOf, patient, report, result, situationOf, type Told } from './chart.ts';

/** A record as full as a rule could wish: everything that a line is about. */
const FULL: Told = {
  reports: [
    mri(
      ago('20d'),
      'Acute compression fracture of L1. Old fractures of T8 and T9. Degenerative cauda equina compression due to facet hypertrophy at L4/5.',
    ),
    report(ago('13m'), 'Wedge fracture of T8. Lytic lesion in L4 suspicious for metastasis.'),
  ],
  coded: [
    ...(
      [
        'malignancy',
        'mgus',
        'stroke',
        'paget',
        'barretts',
        'oesophageal-stricture',
        'radiotherapy',
        'jaw-osteonecrosis',
        'palliative-care',
        'back-pain',
        'ckd',
      ] as const
    ).map((concept) => coded(concept, ago('14m'))),
    coded('back-pain', ago('1m')),
    coded('frailty', ago('1y'), { kind: 'moderate' }),
  ],
  medicines: [
    drug('naproxen', ago('1m')),
    drug('codeine', ago('1m')),
    drug('prednisolone', ago('8m')),
    drug('alendronate', ago('15m')),
    given('zoledronate', ago('3m'), { oncology: true, doseMg: 4 }),
  ],
  measurements: [
    result('egfr', 22, ago('1m')),
    result('calcium-adjusted', 2.1, ago('1m')),
    result('vitamin-d', 20, ago('1m')),
    result('alp', 300, ago('1m'), { flag: 'high' }),
    result('weight', 42, ago('1m')),
    result('t-score-hip', -3.9, ago('20m')),
  ],
};

const VARIANTS: readonly Told[] = [
  FULL,
  { ...FULL, patient: patient(41) },
  { ...FULL, patient: patient(null) },
  { ...FULL, patient: patient(80, 'male') },
  { ...FULL, unknown: ['conditions', 'medications', 'observations'] },
  { ...FULL, medicines: [...(FULL.medicines ?? []), given('denosumab', ago('9m'))] },
  { ...FULL, medicines: issues('alendronate', ago('4y'), ago('10d')) },
  { ...FULL, reports: [mri(ago('3d'), 'Pathological fracture of T8 with cord compression. Discitis at L2/3.')] },
  { ...FULL, hook: 'report-sign', focus: `mri-${ago('20d')}` },
  { ...FULL, reports: [report(ago('2m'), 'Anterior wedging of T11 with loss of height.')] },
  { reports: [report(ago('1d'), '', { id: 'opened', notRead: 'a picture' })], hook: 'report-view', focus: 'opened' },
];

describe('all rules', () => {
  it('stand in the order of precedence', () => {
    expect(RULES.map(({ id }) => id)).toEqual([
      'urgent-cause',
      'denosumab-gap',
      'fracture-on-treatment',
      'very-high-risk',
      'assess',
      'assess-under-50',
      'symptoms',
      'confirm-wording',
      'report-quality',
      'report-not-read',
    ]);
    expect(new Set(RULES.map(({ topic }) => topic)).size).toBe(RULES.length);
  });

  it('say only what their vocabulary holds, with the values that it names', () => {
    const strange = VARIANTS.flatMap((told) =>
      outcomesOf(told).flatMap((outcome) => {
        const rule = RULES.find(({ id }) => id === outcome.rule);
        if (!outcome.speaks || rule === undefined) return [];
        const { summary, lines, values } = outcome.advice;
        const unknownValues = (names: readonly string[] | undefined, given_: object, id: string): readonly string[] =>
          names === undefined
            ? [`${rule.id}: ${id}`]
            : Object.keys(given_)
                .filter((name) => !names.includes(name))
                .map((name) => `${rule.id}: ${id}.${name}`);
        return [
          ...lines.flatMap(({ id, values: own }) => unknownValues(rule.says[id], own, id)),
          ...(rule.summaries[summary] === undefined
            ? [`${rule.id}: summary ${summary}`]
            : unknownValues([...rule.summaries[summary], ...Object.values(rule.summaries).flat()], values, summary)),
        ];
      }),
    );
    expect(strange).toEqual([]);
  });

  it('give a reason for every silence, and one main card at most', () => {
    for (const told of VARIANTS) {
      const outcomes = outcomesOf(told);
      expect(outcomes).toHaveLength(RULES.length);
      for (const outcome of outcomes) if (!outcome.speaks) expect(outcome.detail).not.toBe('');
      const main = outcomes.filter((one) => one.speaks && ['VFAssess', 'VFVeryHighRisk', 'VFAssessUnder50'].includes(one.advice.topic));
      expect(main.length).toBeLessThanOrEqual(1);
    }
  });

  it('say the same of the same chart, whatever the order of its facts', () => {
    for (const told of VARIANTS) {
      const turned: Told = {
        ...told,
        coded: (told.coded ?? []).toReversed(),
        measurements: (told.measurements ?? []).toReversed(),
        reports: (told.reports ?? []).toReversed(),
      };
      expect(outcomesOf(turned)).toEqual(outcomesOf(told));
      expect(outcomesOf(told)).toEqual(outcomesOf(told));
    }
  });

  it('change nothing of what they look at', () => {
    const situation = situationOf(FULL);
    const before = structuredClone({ facts: situation.facts, reports: situation.reports, fractures: situation.fractures });
    for (const rule of RULES) rule.judge(situation, []);
    expect({ facts: situation.facts, reports: situation.reports, fractures: situation.fractures }).toEqual(before);
  });
});
