import { ago, coded, film, mri, patient, report, situationOf, topicsOf, type Told } from './chart.ts';

const FRACTURE = 'There is a moderate wedge compression fracture of T12.';
const levels = (told: Told): readonly (string | null)[] => situationOf(told).fractures.map(({ level }) => level);
const first = (told: Told) => situationOf(told).fractures[0];

describe('the fractures of the chart (A 1)', () => {
  test.each<[string, number, Told]>([
    [
      'the same level in three reports is one',
      1,
      {
        reports: [
          report(ago('40m'), FRACTURE),
          report(ago('20m'), 'D12 wedge fracture again seen.', { id: 'b' }),
          report(ago('2m'), FRACTURE),
        ],
      },
    ],
    [
      'distinct levels add up',
      3,
      { reports: [report(ago('40m'), 'Wedge fractures of T8 and L1.'), report(ago('2m'), 'Wedge fracture of L4.')] },
    ],
    ['a plural without levels counts as two', 2, { reports: [report(ago('2m'), 'Old vertebral compression fractures.')] }],
    ['several without levels count as two', 2, { reports: [report(ago('2m'), 'Several wedge fractures of the thoracic spine.')] }],
    [
      'neighbours from two reports count as one',
      1,
      { reports: [report(ago('40m'), 'Wedge fracture of T12.'), report(ago('2m'), 'Wedge fracture of L1.')] },
    ],
    [
      'neighbours that one report gives together count as two',
      2,
      { reports: [report(ago('40m'), 'Wedge fractures of T12 and L1.'), report(ago('2m'), 'Wedge fracture of L1.')] },
    ],
    [
      'malignant levels do not count',
      1,
      { reports: [report(ago('2m'), 'Wedge fracture of T6. Pathological fracture of L3 due to metastasis.')] },
    ],
    [
      'a code of the same region is the same fracture',
      1,
      {
        reports: [report(ago('2m'), FRACTURE)],
        coded: [coded('vertebral-fracture', ago('2m'), { kind: 'fracture', regions: ['thoracic'] })],
      },
    ],
    [
      'a code of another region is another',
      2,
      {
        reports: [report(ago('2m'), FRACTURE)],
        coded: [coded('vertebral-fracture', ago('5y'), { kind: 'fracture', regions: ['lumbar'] })],
      },
    ],
  ])('%s', (_, count, told) => {
    expect(situationOf(told).count).toBe(count);
  });
});

describe('what is described and then concluded', () => {
  const stated = (text: string) => levels({ reports: [report(ago('2m'), text)] });

  test.each<[string, readonly (string | null)[], string]>([
    ['one level', ['T8'], 'Findings: T8 is wedged anteriorly. Conclusion: vertebral fracture.'],
    ['two levels', ['T8', 'T9'], 'Findings: There is wedging of T8 and T9. Conclusion: two vertebral fractures.'],
    [
      'a level that is stated beside one that is not',
      ['T12'],
      'Findings: Wedge fracture of T12. There is anterior wedging of T8. Conclusion: vertebral fracture.',
    ],
  ])('is one finding: %s', (_, expected, text) => {
    expect(stated(text)).toEqual(expected);
  });
});

describe('dating (A 2)', () => {
  test.each<[string, string, boolean, Told]>([
    ['the first of three reports', ago('40m'), false, { reports: [report(ago('40m'), FRACTURE), report(ago('2m'), FRACTURE)] }],
    ['"unchanged since" a year', '2024-12-31', true, { reports: [report(ago('2m'), 'Wedge fracture of T12, unchanged since 2024.')] }],
    [
      'undated "unchanged" and the previous study of that part',
      ago('30m'),
      false,
      { reports: [report(ago('2m'), 'Unchanged wedge fracture of T12.'), report(ago('30m'), 'No renal calculus.')] },
    ],
    ['an earlier version of the report', ago('3m'), true, { reports: [report(ago('2m'), FRACTURE, { firstDay: ago('3m') })] }],
    ['a day in the future: a clock ahead', ago('0d'), true, { reports: [report('2026-03-15', FRACTURE)] }],
  ])('by %s', (_, day, recent, told) => {
    expect(first(told)).toMatchObject({ firstReported: day, recent });
  });

  test.each<[string, boolean, Told]>([
    ['called old in its first report', false, { reports: [report(ago('2m'), 'Old wedge fracture of T12.')] }],
    ['undated "unchanged" with nothing before it: old', false, { reports: [report(ago('2m'), 'Unchanged wedge fracture of T12.')] }],
    ['treated with cement', false, { reports: [report(ago('2m'), 'Previous vertebroplasty at L2.')] }],
    [
      'old once, acute again within 24 months',
      true,
      {
        reports: [report(ago('5y'), 'Old wedge fracture of T12.'), mri(ago('3m'), 'Acute on chronic fracture of T12 with marrow oedema.')],
      },
    ],
  ])('%s', (_, recent, told) => {
    expect(first(told)?.recent).toBe(recent);
  });
});

describe('an acute fracture that is "stable"', () => {
  const STABLE = 'Acute compression fracture of T12, stable.';

  it('is not called old by that, and keeps its own day', () => {
    const told: Told = { reports: [report(ago('2m'), STABLE), report(ago('30m'), 'No renal calculus.')] };
    expect(first(told)).toMatchObject({ calledOld: false, recent: true, firstReported: ago('2m') });
  });

  it('is still explained by a high-energy injury (A 5)', () => {
    const injured = report(ago('2m'), `Clinical details: skiing accident at speed.\nFindings: ${STABLE}`);
    expect(levels({ reports: [injured] })).toEqual([]);
  });
});

describe('a newer denial (A 3)', () => {
  const older = report(ago('14m'), FRACTURE);
  const after = (...newer: NonNullable<Told['reports']>): Told => ({ reports: [...newer, older] });

  test.each<[string, readonly (string | null)[], number, Told]>([
    ['that names the level cancels it', [], 0, after(mri(ago('2m'), 'No fracture at T12.'))],
    ['that explains the abnormality cancels it', [], 0, after(mri(ago('2m'), "The T12 abnormality is a Schmorl's node, not a fracture."))],
    ['in general, on MR of the region, leaves it possible', [], 1, after(mri(ago('2m'), 'No vertebral fracture.'))],
    ['in general, on CT of the region, leaves it possible', [], 1, after(report(ago('2m'), 'No vertebral fracture is seen.'))],
    ['in general, on a plain film, cancels nothing', ['T12'], 0, after(film(ago('2m'), 'No vertebral fracture.'))],
    ['of another region cancels nothing', ['T12'], 0, after(mri(ago('2m'), 'No vertebral fracture.', { title: 'MRI cervical spine' }))],
    ['of acute fracture only cancels nothing', ['T12'], 0, after(mri(ago('2m'), 'No acute fracture.'))],
    ['of new or further fracture cancels nothing', ['T12'], 0, after(mri(ago('2m'), 'No new vertebral fracture.'))],
    ['"normal" cancels nothing', ['T12'], 0, after(mri(ago('2m'), 'The spine is normal.'))],
    ['"heights preserved" cancels nothing', ['T12'], 0, after(mri(ago('2m'), 'Vertebral body heights are preserved.'))],
    [
      'a report that does not speak of the spine retracts nothing',
      ['T12'],
      0,
      after(report(ago('2m'), 'The liver and kidneys are normal.')),
    ],
    [
      'an older denial says nothing against a newer fracture',
      ['T12'],
      0,
      { reports: [report(ago('2m'), FRACTURE), mri(ago('14m'), 'No fracture at T12.')] },
    ],
    [
      'a fracture stated again after it stands',
      ['T12'],
      0,
      { reports: [report(ago('1m'), FRACTURE), mri(ago('2m'), 'No vertebral fracture.'), older] },
    ],
  ])('%s', (_, standing, possible, told) => {
    expect(levels(told)).toEqual(standing);
    expect(situationOf(told).possibles).toHaveLength(possible);
  });
});

describe('reports that do not count (A 4)', () => {
  it('a preliminary report of 14 days waits; of 15 days it is read as final, and the card says so', () => {
    const at = (day: string): Told => ({ reports: [report(day, FRACTURE, { status: 'preliminary' })] });
    expect(topicsOf(at(ago('14d')))).toEqual([]);
    expect(topicsOf(at(ago('15d')))).toEqual(['VFVeryHighRisk']);
  });

  it('belong to one report: another report still speaks', () => {
    expect(levels({ reports: [report(ago('2d'), 'Fracture of L3.', { status: 'preliminary' }), report(ago('30m'), FRACTURE)] })).toEqual([
      'T12',
    ]);
  });
});

describe('injury (A 5)', () => {
  const after = (mechanism: string, more: Told = {}): Told => ({
    reports: [report(ago('2m'), `Clinical history: ${mechanism}. Findings: acute wedge fracture of T12.`)],
    ...more,
  });

  test.each(['road traffic collision', 'fell 5 metres from a roof', 'crushed by a tractor', 'thrown from a horse at a gallop'])(
    '%s is high energy',
    (mechanism) => {
      expect(levels(after(mechanism))).toEqual([]);
    },
  );

  test.each(['fall from standing height', 'fell out of bed', 'fall', 'lifting a box'])(
    '"%s" is not: the mechanism is asked',
    (mechanism) => {
      expect(first(after(mechanism))).toMatchObject({ level: 'T12' });
    },
  );

  it('the word "traumatic" is not enough at 50', () => {
    const told: Told = { reports: [report(ago('2m'), 'Traumatic wedge fracture of T12.')] };
    expect(first(told)).toMatchObject({ askMechanism: true });
    expect(levels({ ...told, patient: patient(41) })).toEqual([]);
  });

  it('a high-energy injury does not explain a fracture that an earlier report gave', () => {
    const told: Told = { reports: [...(after('road traffic collision').reports ?? []), report(ago('30m'), FRACTURE)] };
    expect(levels(told)).toEqual(['T12']);
  });
});

describe('one mild deformity in a man (A 6)', () => {
  const mild = (text: string, sex: 'male' | 'female' = 'male'): Told => ({ reports: [report(ago('2m'), text)], patient: patient(70, sex) });

  test.each<[string, readonly string[], Told]>([
    ['that nothing names a fracture asks the reporter', ['VFConfirmWording'], mild('Mild wedge deformity of T8.')],
    ['in a woman is a fracture', ['VFVeryHighRisk'], mild('Mild wedge deformity of T8.', 'female')],
    ['of moderate grade is a fracture', ['VFVeryHighRisk'], mild('Moderate wedge deformity of T8.')],
    ['named a fracture is one', ['VFVeryHighRisk'], mild('Mild wedge fracture of T8.')],
    ['at two levels are fractures', ['VFVeryHighRisk'], mild('Mild wedge deformities of T8 and L1.')],
  ])('%s', (_, topics, told) => {
    expect(topicsOf(told)).toEqual(topics);
  });
});

describe('codes (A 7)', () => {
  const entry = (kind: string, day: string | null, more: Told = {}): Told => ({
    coded: [coded('vertebral-fracture', day, { kind })],
    ...more,
  });

  test.each<[string, readonly string[], Told]>([
    ['a vertebral fracture code of last year', ['VFVeryHighRisk'], entry('fracture', ago('1y'))],
    ['one of 20 years ago: no look-back', ['VFAssess'], entry('fracture', ago('20y'))],
    ['one without a date', ['VFAssess'], entry('fracture', null)],
    ['a history of vertebral fracture, recorded last month', ['VFAssess'], entry('history', ago('1m'))],
    ['a wedge code with onset at 50 or over', ['VFVeryHighRisk'], entry('ask-mechanism', ago('1y'))],
    ['a wedge code with onset at 49', [], entry('ask-mechanism', ago('25y'))],
    [
      'a wedge code with onset at 49, past the menopause',
      ['VFAssess'],
      { coded: [coded('vertebral-fracture', ago('25y'), { kind: 'ask-mechanism' }), coded('menopause', ago('28y'))] },
    ],
    ['a code without site', [], entry('previous-fracture', ago('1y'))],
    ['a history of traumatic vertebral fracture', [], entry('traumatic-history', ago('1y'))],
    ['a vertebral pathological code', ['VFAssess'], entry('pathological', ago('1y'))],
  ])('%s', (_, topics, told) => {
    expect(topicsOf(told)).toEqual(topics);
  });

  it('in a report count from the day of the report', () => {
    const concluded = coded('vertebral-fracture', null, { kind: 'fracture', regions: ['lumbar'] });
    expect(first({ reports: [report(ago('5m'), '', { codedConclusions: [concluded] })] })).toMatchObject({ firstReported: ago('5m') });
  });
});

describe('software (A 8)', () => {
  it('that marks a fracture which the reporter does not adopt leaves it possible', () => {
    expect(situationOf({ reports: [report(ago('2m'), 'AI flagged a vertebral fracture at T12.')] })).toMatchObject({
      fractures: [],
      possibles: [{ level: 'T12' }],
    });
  });
});
