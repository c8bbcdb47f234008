import { adviceOf, ago, coded, drug, lineIds, mri, patient, report, result, silenceOf, topicsOf, valuesOf, type Told } from '../chart.ts';

const FRACTURE = 'There is a moderate wedge compression fracture of T12.';
const RECENT: Told = { reports: [report(ago('14m'), FRACTURE)] };
const OLDER: Told = { reports: [report(ago('30m'), FRACTURE)] };

describe('the very-high-risk card is silent', () => {
  test.each<[string, string, Told]>([
    ['the fracture was first reported more than 24 months ago', 'not-applicable', { reports: [report(ago('24m', 1), FRACTURE)] }],
    [
      'it is called old, though first reported last month (A 2)',
      'not-applicable',
      { reports: [report(ago('1m'), 'Old healed wedge fracture of T12.')] },
    ],
    [
      'it is dated by "unchanged since" to more than 24 months ago (A 2)',
      'not-applicable',
      { reports: [report(ago('1m'), 'Wedge fracture of T12, unchanged since January 2020.')] },
    ],
    [
      'undated "unchanged" leads back to an earlier study of that part of the spine (A 2)',
      'not-applicable',
      {
        reports: [
          report(ago('1m'), 'Unchanged wedge compression fracture of T12.'),
          report(ago('4y'), 'The kidneys are normal.', { id: 'earlier' }),
        ],
      },
    ],
    [
      'two levels would be malignant or traumatic, which do not count (A 1)',
      'not-applicable',
      {
        reports: [
          report(ago('30m'), FRACTURE),
          report(ago('28m'), 'History: fell from a ladder. Findings: acute wedge fracture of L3.', { id: 'ladder' }),
        ],
      },
    ],
    ['the T-score is -3.4', 'not-applicable', { ...OLDER, measurements: [result('t-score-hip', -3.4, ago('30m'))] }],
    [
      'only forearm, heel or Z-scores are so low (A 9)',
      'not-applicable',
      { ...OLDER, measurements: [result('t-score-other', -4.2, ago('3y')), result('z-score', -4, ago('3y'))] },
    ],
    [
      'the low T-score is older than the look-back (A 9)',
      'not-applicable',
      { ...OLDER, measurements: [result('t-score-hip', -3.8, ago('60m', 1))] },
    ],
    ['age is not known (F 27)', 'not-applicable', { ...RECENT, patient: patient(null) }],
    [
      'the fracture is known from an undated entry only (A 7)',
      'not-applicable',
      { coded: [coded('vertebral-fracture', null, { kind: 'fracture' })], measurements: [result('t-score-hip', -3.8, ago('3y'))] },
    ],
    [
      'the entry is of a pathological fracture (A 7)',
      'not-applicable',
      { coded: [coded('vertebral-fracture', ago('3m'), { kind: 'pathological' })] },
    ],
    ['the patient is 45 (F 27)', 'not-applicable', { ...RECENT, patient: patient(45) }],
    ['FLS has seen the patient since', 'already-with-fls', { ...RECENT, coded: [coded('fls-contact', ago('3m'))] }],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('very-high-risk', told)).toBe(reason);
  });
});

describe('the very-high-risk card speaks', () => {
  test.each<[string, string, Told]>([
    ['first reported within 24 months', 'recent', { reports: [report(ago('24m'), FRACTURE)] }],
    [
      'an old first report, called acute within 24 months (A 2)',
      'recent',
      { reports: [report(ago('4y'), FRACTURE), mri(ago('5m'), 'Acute compression fracture of T12 with marrow oedema.')] },
    ],
    ['two old levels in one report (A 1)', 'two-levels', { reports: [report(ago('30m'), 'Old wedge fractures of T8 and L1.')] }],
    ['"multiple" without levels (A 1)', 'two-levels', { reports: [report(ago('30m'), 'Multiple old vertebral compression fractures.')] }],
    [
      'two levels from two reports (A 1)',
      'two-levels',
      { reports: [report(ago('30m'), 'Wedge fracture of T8.'), report(ago('28m'), 'Wedge fracture of L3.', { id: 'other' })] },
    ],
    ['a T-score of -3.5 at the hip', 't-score', { ...OLDER, measurements: [result('t-score-hip', -3.5, ago('30m'))] }],
    [
      'prednisolone 7.5 mg for 90 days within 12 months (D 26)',
      'prednisolone',
      { ...OLDER, medicines: [drug('prednisolone', ago('90d'), { dailyMg: 7.5, kind: 'dispense', status: 'completed', supplyDays: 90 })] },
    ],
    [
      'dexamethasone of the same effect (D 26)',
      'prednisolone',
      { ...OLDER, medicines: [drug('dexamethasone', ago('100d'), { dailyMg: 2, kind: 'dispense', status: 'completed', supplyDays: 100 })] },
    ],
    ['48 years old with coded menopause (F 27)', 'recent', { ...RECENT, patient: patient(48), coded: [coded('menopause', ago('2y'))] }],
    [
      'a dated entry of the problem list within 24 months (A 7)',
      'recent',
      { coded: [coded('vertebral-fracture', ago('6m'), { kind: 'fracture' })] },
    ],
  ])('for %s', (_, summary, told) => {
    expect(topicsOf(told)[0]).toBe('VFVeryHighRisk');
    expect(adviceOf('very-high-risk', told).summary).toBe(summary);
  });

  test.each<[string, Told]>([
    [
      'adjacent levels from two reports of which neither gives both count as one (A 1)',
      { reports: [report(ago('40m'), 'Wedge fracture of T12.'), report(ago('30m'), 'Wedge fracture of L1.', { id: 'other' })] },
    ],
    [
      'the same level in three reports is one fracture (A 1)',
      {
        reports: [
          report(ago('40m'), FRACTURE),
          report(ago('35m'), 'D12 wedge fracture.', { id: 'b' }),
          report(ago('26m'), FRACTURE, { id: 'c' }),
        ],
      },
    ],
    [
      'a possible level does not count (A 1)',
      { reports: [report(ago('30m'), 'Wedge compression fracture of T8. Possible fracture of L3.')] },
    ],
    [
      'prednisolone under 7.5 mg does not (D 26)',
      { ...OLDER, medicines: [drug('prednisolone', ago('90d'), { dailyMg: 5, kind: 'dispense', status: 'completed', supplyDays: 90 })] },
    ],
    [
      '89 days of prednisolone do not (D 26)',
      { ...OLDER, medicines: [drug('prednisolone', ago('89d'), { dailyMg: 10, kind: 'dispense', status: 'completed', supplyDays: 89 })] },
    ],
    [
      'an inhaled steroid does not (D 26)',
      {
        ...OLDER,
        medicines: [
          drug('prednisolone', ago('90d'), { dailyMg: 10, kind: 'dispense', status: 'completed', supplyDays: 90, route: 'inhaled' }),
        ],
      },
    ],
    [
      'replacement hydrocortisone does not (D 26)',
      { ...OLDER, medicines: [drug('hydrocortisone', ago('90d'), { class: 'glucocorticoid', dailyMg: 30, supplyDays: 90 })] },
    ],
  ])('not otherwise: %s', (_, told) => {
    expect(topicsOf(told)).toEqual(['VFAssess']);
  });

  it('asks for the steroid dose where it is not known (D 26)', () => {
    const advice = adviceOf('assess', { ...OLDER, medicines: [drug('prednisolone', ago('4m'), { display: 'Prednisolone 5mg tablets' })] });
    expect(valuesOf(advice, 'prednisolone-dose-unknown')).toMatchObject({ display: 'Prednisolone 5mg tablets' });
  });

  it('carries every criterion that holds', () => {
    const advice = adviceOf('very-high-risk', {
      reports: [report(ago('5m'), 'Wedge fractures of T8 and L1.')],
      measurements: [result('t-score-spine', -3.9, ago('3y'))],
    });
    expect(lineIds(advice)).toEqual(expect.arrayContaining(['criterion-recent', 'criterion-two-levels', 'criterion-t-score']));
    expect(valuesOf(advice, 'criterion-t-score')).toEqual({ value: -3.9, site: 'spine', day: { day: ago('3y') } });
  });
});

describe('anabolic sentences (F 28)', () => {
  const anabolic = ['anabolic-first', 'dxa-six-weeks'];
  const said = (told: Told): readonly string[] => lineIds(adviceOf('very-high-risk', told)).filter((id) => anabolic.includes(id));

  test.each<[string, readonly string[], Told]>([
    ['stand when at least one anabolic is left', anabolic, RECENT],
    ['stand after a stroke: teriparatide is left', anabolic, { ...RECENT, coded: [coded('stroke', ago('5y'))] }],
    ['go when both groups are ruled out', [], { ...RECENT, coded: [coded('stroke', ago('5y')), coded('paget', ago('5y'))] }],
    [
      'go in a man with skeletal radiotherapy: romosozumab and abaloparatide are for women',
      [],
      { ...RECENT, patient: patient(74, 'male'), coded: [coded('skeletal-radiotherapy', ago('5y'))] },
    ],
    ['stand in a man after a stroke', anabolic, { ...RECENT, patient: patient(74, 'male'), coded: [coded('stroke', ago('5y'))] }],
    ['go in severe frailty', [], { ...RECENT, coded: [coded('frailty', ago('1y'), { kind: 'severe' })] }],
    ['go when cancer is recorded (C 17)', [], { ...RECENT, coded: [coded('malignancy', ago('12y'))] }],
    [
      'go while a follow-on antiresorptive is due (C 19)',
      [],
      { ...RECENT, medicines: [drug('teriparatide', ago('26m'), { status: 'stopped', stop: ago('3m') })] },
    ],
    [
      'lose their six weeks to a DXA of 18 months ago',
      ['anabolic-first'],
      { ...RECENT, measurements: [result('t-score-hip', -2.2, ago('18m'))] },
    ],
  ])('%s', (_, lines, told) => {
    expect(said(told)).toEqual(lines);
  });

  it('say by what they are ruled out', () => {
    const advice = adviceOf('very-high-risk', {
      ...RECENT,
      measurements: [result('egfr', 22, ago('2m'), { display: 'eGFR' })],
      patient: patient(74, 'male'),
    });
    expect(valuesOf(advice, 'anabolics-ruled-out')).toEqual({ facts: ['eGFR 22'] });
  });

  it('go with a malignancy flag elsewhere in the report (B 10)', () => {
    const told: Told = { reports: [report(ago('10m'), 'Wedge fracture of T8. There is a lytic lesion in L4 suspicious for metastasis.')] };
    expect(said(told)).toEqual([]);
    expect(valuesOf(adviceOf('very-high-risk', told), 'also-raises-malignancy')).toEqual({
      day: { day: ago('10m') },
      quote: 'There is a lytic lesion in L4 suspicious for metastasis',
    });
  });

  it('say that the report gives no age, where it gives none', () => {
    expect(valuesOf(adviceOf('very-high-risk', RECENT), 'criterion-recent')).toMatchObject({ ageless: 'ageless' });
    const acute: Told = { reports: [report(ago('2m'), 'Acute compression fracture of T12.')] };
    expect(valuesOf(adviceOf('very-high-risk', acute), 'criterion-recent')).not.toHaveProperty('ageless');
  });

  it('say once what is the same of several levels', () => {
    const advice = adviceOf('very-high-risk', { reports: [report(ago('2m'), 'Moderate compression fractures of T8 and T10.')] });
    expect(lineIds(advice).filter((id) => id === 'what-reported')).toHaveLength(1);
    expect(valuesOf(advice, 'what-reported')).toMatchObject({ level: ['T8', 'T10'], several: 'several', severity: 'moderate' });
  });

  it('say once for all levels that they were first reported within two years', () => {
    const lines = lineIds(adviceOf('very-high-risk', { reports: [report(ago('2m'), 'Compression fractures of T8, T10 and T12.')] }));
    expect(lines.filter((id) => id === 'criterion-recent')).toHaveLength(1);
  });
});
