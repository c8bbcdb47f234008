import { adviceOf, ago, coded, drug, lineIds, patient, report, result, silenceOf, topicsOf, valuesOf, type Told } from '../chart.ts';

const ACUTE = report(ago('10d'), 'Acute compression fracture of L1 with marrow oedema.');
const OLD = report(ago('30m'), 'Old wedge fracture of T8.');
const acute = (more: Told = {}): Told => ({ reports: [ACUTE], ...more });
const SPECIFIC = ['nsaid-review-today', 'opioid-without-laxative', 'paracetamol-low-weight', 'nsaid-caution'];

describe('the symptoms card is silent', () => {
  test.each<[string, string, Told]>([
    ['no fracture is reported', 'no-fracture-reported', { coded: [coded('back-pain', ago('1m'))] }],
    [
      'the fracture has no age and no back pain is recorded (F 32)',
      'not-applicable',
      { reports: [report(ago('10d'), 'Wedge compression fracture of L1.')] },
    ],
    ['it was called acute more than 3 months ago (F 32)', 'not-applicable', { reports: [report(ago('3m', 1), ACUTE.text)] }],
    [
      'back pain was recorded more than 3 months ago (F 32)',
      'not-applicable',
      { reports: [OLD], coded: [coded('back-pain', ago('3m', 1))] },
    ],
    ['conditions are not known (I 42)', 'unknown: conditions', { reports: [OLD], unknown: ['conditions'] }],
    ['metastases are recorded (B 16)', 'known-malignant-cause', acute({ coded: [coded('bone-metastases', ago('2y'))] })],
    ['the report is preliminary (A 4)', 'preliminary-report', { reports: [report(ago('2d'), ACUTE.text, { status: 'preliminary' })] }],
    ['the patient is 16', 'under-18', acute({ patient: patient(16) })],
    ['the patient has died', 'deceased', acute({ patient: patient(80, 'female', { deceased: true }) })],
    ['the reader is the reporter (G 37)', 'not-for-this-user', acute({ hook: 'report-sign', focus: ACUTE.id })],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('symptoms', told)).toBe(reason);
  });
});

describe('the symptoms card speaks', () => {
  test.each<[string, string, Told]>([
    ['a fracture called acute 3 months ago (F 32)', 'acute', { reports: [report(ago('3m'), ACUTE.text)] }],
    [
      'back pain recorded 3 months ago beside an old fracture (F 32)',
      'back-pain',
      { reports: [OLD], coded: [coded('back-pain', ago('3m'))] },
    ],
    [
      'back pain that began years ago and was recorded last month',
      'back-pain',
      { reports: [OLD], coded: [coded('back-pain', ago('5y'), { recorded: ago('1m') })] },
    ],
    ['an acute fracture on palliative care (E)', 'acute', acute({ coded: [coded('palliative-care', ago('1m'))] })],
    ['an acute fracture that FLS knows of (E)', 'acute', acute({ coded: [coded('fls-contact', ago('2d'))] })],
    ['an acute fracture at 41', 'acute', acute({ patient: patient(41) })],
  ])('for %s', (_, summary, told) => {
    const advice = adviceOf('symptoms', told);
    expect(advice).toMatchObject({ summary, indicator: 'info', offers: [] });
    expect(lineIds(advice)[0]).toBe('safety-net');
  });

  it('comes second to the main card', () => {
    expect(topicsOf(acute())).toEqual(['VFVeryHighRisk', 'VFSymptoms']);
  });

  it('asks about a new fracture where the reported one is older, without TA279 and exercise timing (F 32)', () => {
    const advice = adviceOf('symptoms', { reports: [OLD], coded: [coded('back-pain', ago('1m'))] });
    expect(valuesOf(advice, 'pain-new-or-changed')).toEqual({ since: { day: ago('30m') } });
    for (const id of ['ta279', 'exercise-timing']) expect(lineIds(advice)).not.toContain(id);
  });

  it('gives TA279 and the timing of exercise for an acute fracture; TA279 not in palliative care (E)', () => {
    expect(lineIds(adviceOf('symptoms', acute()))).toEqual(expect.arrayContaining(['ta279', 'exercise-timing']));
    expect(lineIds(adviceOf('symptoms', acute({ coded: [coded('palliative-care', ago('1m'))] })))).not.toContain('ta279');
  });

  it('keeps to safety net, paracetamol and specialist advice in pregnancy (C 19)', () => {
    const lines = lineIds(adviceOf('symptoms', acute({ patient: patient(33), coded: [coded('pregnancy', ago('2m'))] })));
    expect(lines).toEqual(expect.arrayContaining(['safety-net', 'pregnancy-specialist-advice', 'paracetamol-first']));
    for (const id of ['nsaid-avoid', 'opioid-shortest', 'opioid-laxative', 'ta279', ...SPECIFIC]) expect(lines).not.toContain(id);
  });

  it('opens with the cancer in the record, after the safety net (C 17)', () => {
    const lines = lineIds(adviceOf('symptoms', acute({ coded: [coded('malignancy', ago('3y'))] })));
    expect(lines.slice(0, 4)).toEqual(['safety-net', 'exclude-metastasis', 'mscc-24-hours', 'mscc-immediately']);
  });
});

describe('symptom lines (F 33)', () => {
  const said = (told: Told): readonly string[] => lineIds(adviceOf('symptoms', told)).filter((id) => SPECIFIC.includes(id));
  const young = patient(60);
  const naproxen = drug('naproxen', ago('1m'));
  const codeine = drug('codeine', ago('1m'));

  test.each<[string, readonly string[], Told]>([
    ['nothing to say at 60 with an empty record', [], acute({ patient: young })],
    ['65 is a reason for caution with NSAIDs', ['nsaid-caution'], acute({ patient: patient(65) })],
    [
      'an NSAID with an anticoagulant',
      ['nsaid-review-today'],
      acute({ patient: young, medicines: [naproxen, drug('apixaban', ago('1m'))] }),
    ],
    [
      'an NSAID with an old ulcer',
      ['nsaid-review-today'],
      acute({ patient: young, medicines: [naproxen], coded: [coded('peptic-ulcer', ago('9y'))] }),
    ],
    ['an NSAID with CKD', ['nsaid-review-today'], acute({ patient: young, medicines: [naproxen], coded: [coded('ckd', ago('3y'))] })],
    [
      'an NSAID with heart failure',
      ['nsaid-review-today'],
      acute({ patient: young, medicines: [naproxen], coded: [coded('heart-failure', ago('3y'))] }),
    ],
    [
      'an NSAID with an ACE inhibitor and a diuretic',
      ['nsaid-review-today'],
      acute({ patient: young, medicines: [naproxen, drug('ramipril', ago('1m')), drug('furosemide', ago('1m'))] }),
    ],
    ['an NSAID with an ACE inhibitor alone', [], acute({ patient: young, medicines: [naproxen, drug('ramipril', ago('1m'))] })],
    [
      'an NSAID gel',
      [],
      acute({ patient: young, medicines: [drug('naproxen', ago('1m'), { route: 'topical' })], coded: [coded('malignancy', null)] }),
    ],
    [
      'an NSAID of two years ago',
      [],
      acute({
        patient: young,
        medicines: [
          drug('naproxen', ago('2y'), { kind: 'dispense', status: 'completed', supplyDays: 28 }),
          drug('ramipril', ago('1m')),
          drug('furosemide', ago('1m')),
        ],
      }),
    ],
    ['an opioid without laxative', ['opioid-without-laxative'], acute({ patient: young, medicines: [codeine] })],
    ['an opioid with laxative', [], acute({ patient: young, medicines: [codeine, drug('senna', ago('1m'))] })],
    ['a weight of 49.9 kg', ['paracetamol-low-weight'], acute({ patient: young, measurements: [result('weight', 49.9, ago('1y'))] })],
    ['a weight of 50 kg', [], acute({ patient: young, measurements: [result('weight', 50, ago('1y'))] })],
    ['a weight of 3 years ago', [], acute({ patient: young, measurements: [result('weight', 44, ago('3y'))] })],
    [
      'an SSRI and a steroid',
      ['nsaid-caution'],
      acute({ patient: young, medicines: [drug('sertraline', ago('1m')), drug('prednisolone', ago('1m'))] }),
    ],
    [
      'no more than three, the most dangerous first',
      ['nsaid-review-today', 'opioid-without-laxative', 'paracetamol-low-weight'],
      acute({ medicines: [naproxen, codeine, drug('apixaban', ago('1m'))], measurements: [result('weight', 41, ago('1m'))] }),
    ],
  ])('%s', (_, lines, told) => {
    expect(said(told)).toEqual(lines);
  });

  it('say what makes an NSAID unsafe', () => {
    const advice = adviceOf(
      'symptoms',
      acute({ medicines: [naproxen, drug('apixaban', ago('1m'))], coded: [coded('ckd', ago('3y'), { display: 'CKD 3b' })] }),
    );
    expect(valuesOf(advice, 'nsaid-review-today')).toEqual({ display: 'naproxen', with: ['apixaban', 'CKD 3b'] });
  });
});
