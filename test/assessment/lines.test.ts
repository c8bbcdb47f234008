import { adviceOf, ago, coded, drug, given, lineIds, patient, report, result, valuesOf, type Told } from './chart.ts';

const FRACTURE = 'There is a moderate wedge compression fracture of T12.';
const OLDER: Told = { reports: [report(ago('30m'), FRACTURE)] };
const NEW: Told = { reports: [report(ago('20d'), 'Acute compression fracture of T12.')] };
const main = (told: Told) => adviceOf('assess', { ...OLDER, ...told });
const said = (told: Told): readonly string[] => lineIds(main(told));

describe('cancer in the record (C 17)', () => {
  test.each<[string, string, Told]>([
    [
      'leads the summary when the fracture is new and the cancer of the last 5 years',
      'cancer-recorded',
      { ...NEW, coded: [coded('malignancy', ago('5y'))] },
    ],
    ['does not when the cancer is older', 'recent', { ...NEW, coded: [coded('malignancy', ago('5y', 1))] }],
    [
      'does when it was treated since',
      'cancer-recorded',
      { ...NEW, coded: [coded('malignancy', ago('9y'))], medicines: [drug('letrozole', ago('2y'), { class: 'aromatase-inhibitor' })] },
    ],
    [
      'does not when the fracture is older than 90 days',
      'recent',
      { reports: [report(ago('91d'), FRACTURE)], coded: [coded('malignancy', ago('2y'))] },
    ],
  ])('%s', (_, summary, told) => {
    expect(adviceOf('very-high-risk', told).summary).toBe(summary);
  });

  it('opens the card at any age of cancer, and holds teriparatide and abaloparatide back', () => {
    const lines = said({ coded: [coded('malignancy', ago('20y'))] });
    expect(lines.slice(0, 3)).toEqual(['exclude-metastasis', 'mscc-24-hours', 'mscc-immediately']);
    expect(lines).toContain('anabolic-after-cancer');
  });
});

describe('results that change the question (C 18)', () => {
  const asks = ['result-asks-myeloma', 'myeloma-48-hours'];

  test.each<[string, readonly string[], Told]>([
    ['adjusted calcium of 2.61', asks, { measurements: [result('calcium-adjusted', 2.61, ago('12m'))] }],
    ['adjusted calcium of 2.60', [], { measurements: [result('calcium-adjusted', 2.6, ago('1m'))] }],
    [
      'adjusted calcium that the laboratory calls normal',
      [],
      { measurements: [result('calcium-adjusted', 2.62, ago('1m'), { flag: 'normal' })] },
    ],
    [
      'a high calcium that has been normal since',
      [],
      { measurements: [result('calcium-adjusted', 2.9, ago('6m')), result('calcium-adjusted', 2.4, ago('1m'))] },
    ],
    [
      'a high total calcium beside a normal adjusted one',
      [],
      {
        measurements: [
          result('calcium-total', 2.7, ago('1m'), { flag: 'high' }),
          result('calcium-adjusted', 2.5, ago('1m'), { flag: 'normal' }),
        ],
      },
    ],
    ['calcium of 13 months ago', [], { measurements: [result('calcium-adjusted', 2.9, ago('12m', 1))] }],
    ['haemoglobin of 99', asks, { measurements: [result('haemoglobin', 99, ago('1m'))] }],
    ['haemoglobin of 115 that the laboratory flags', asks, { measurements: [result('haemoglobin', 115, ago('1m'), { flag: 'low' })] }],
    ['haemoglobin of 100 without flag', [], { measurements: [result('haemoglobin', 100, ago('1m'))] }],
    ['low white cells', asks, { measurements: [result('white-cells', 2.1, ago('1m'), { flag: 'low' })] }],
    ['a raised ESR', asks, { measurements: [result('esr', 70, ago('1m'), { flag: 'high' })] }],
    ['a raised plasma viscosity', asks, { measurements: [result('plasma-viscosity', 2.1, ago('1m'), { flag: 'high' })] }],
    ['a raised CRP alone', [], { measurements: [result('crp', 70, ago('1m'), { flag: 'high' })] }],
    ['a paraprotein', asks, { measurements: [result('paraprotein', 12, ago('1m'))] }],
    ['abnormal light chains', asks, { measurements: [result('light-chains', null, ago('1m'), { flag: 'abnormal' })] }],
    ['MGUS at any time', ['mgus-ask-haematology', 'myeloma-48-hours'], { coded: [coded('mgus', ago('9y'))] }],
  ])('%s', (_, lines, told) => {
    const myeloma = [...asks, 'mgus-ask-haematology'];
    expect(said(told).filter((id) => myeloma.includes(id))).toEqual(lines);
  });

  it('are given with value, unit and day', () => {
    const told: Told = {
      measurements: [result('calcium-adjusted', 2.78, ago('1m'), { display: 'Adjusted calcium', unit: 'mmol/L', flag: 'high' })],
    };
    expect(valuesOf(main(told), 'result-asks-myeloma')).toEqual({
      display: 'Adjusted calcium',
      value: 2.78,
      unit: 'mmol/L',
      day: { day: ago('1m') },
    });
    expect(said(told)).toContain('teriparatide-abaloparatide-out');
  });

  it('a raised ALP asks for its cause and rules teriparatide and abaloparatide out', () => {
    expect(said({ measurements: [result('alp', 240, ago('1m'), { flag: 'high' })] })).toEqual(
      expect.arrayContaining(['teriparatide-abaloparatide-out', 'alp-raised']),
    );
  });
});

describe('situations that come first (C 19)', () => {
  test.each<[string, string, Told]>([
    ['an atypical femoral fracture', 'antiresorptive-specialist-first', { coded: [coded('atypical-femoral-fracture', ago('4y'))] }],
    ['jaw osteonecrosis', 'antiresorptive-specialist-first', { coded: [coded('jaw-osteonecrosis', ago('4y'))] }],
    [
      'teriparatide that ended 24 months ago with nothing since',
      'follow-on-antiresorptive-due',
      { medicines: [drug('teriparatide', ago('48m'), { status: 'stopped', stop: ago('24m') })] },
    ],
    [
      'zoledronate 4 mg within 12 months',
      'given-by-oncology',
      { medicines: [given('zoledronate', ago('12m'), { oncology: true, doseMg: 4 })] },
    ],
    [
      'denosumab 120 mg within 18 months',
      'oncology-denosumab-stopped',
      { medicines: [given('denosumab', ago('18m'), { oncology: true, doseMg: 120 })] },
    ],
  ])('%s', (_, line, told) => {
    expect(said(told)).toContain(line);
  });

  test.each<[string, string, Told]>([
    [
      'an anabolic followed by zoledronate',
      'follow-on-antiresorptive-due',
      { medicines: [drug('teriparatide', ago('48m'), { status: 'stopped', stop: ago('20m') }), given('zoledronate', ago('19m'))] },
    ],
    [
      'zoledronate 4 mg of 13 months ago',
      'given-by-oncology',
      { medicines: [given('zoledronate', ago('12m', 1), { oncology: true, doseMg: 4 })] },
    ],
    [
      'denosumab 120 mg given last month',
      'oncology-denosumab-stopped',
      { medicines: [given('denosumab', ago('1m'), { oncology: true, doseMg: 120 })] },
    ],
    [
      'oncology doses within their time are no "no bone drug found"',
      'no-bone-drug-found',
      { medicines: [given('zoledronate', ago('3m'), { oncology: true, doseMg: 4 })] },
    ],
  ])('not %s', (_, line, told) => {
    expect(said(told)).not.toContain(line);
  });

  it('name drug, dose and day of an oncology dose', () => {
    const advice = main({ medicines: [given('zoledronate', ago('3m'), { display: 'Zoledronic acid 4mg', oncology: true, doseMg: 4 })] });
    expect(valuesOf(advice, 'given-by-oncology')).toEqual({ display: 'Zoledronic acid 4mg', mg: 4, day: { day: ago('3m') } });
  });
});

describe('what the record rules out (F 29)', () => {
  const OUT = /^(egfr|check-creatinine|low-|romosozumab|teriparatide|radiotherapy|alp|oral-)/;

  test.each<[string, readonly string[], Told]>([
    ['eGFR 60', [], { measurements: [result('egfr', 60, ago('1m'))], patient: patient(80) }],
    ['eGFR 59 at 75', ['check-creatinine-clearance'], { measurements: [result('egfr', 59, ago('1m'))], patient: patient(75) }],
    ['eGFR 59 at 74', [], { measurements: [result('egfr', 59, ago('1m'))] }],
    [
      'eGFR 59 at 74 and 49 kg',
      ['check-creatinine-clearance'],
      { measurements: [result('egfr', 59, ago('1m')), result('weight', 49, ago('1m'))] },
    ],
    ['eGFR 34', ['egfr-under-35'], { measurements: [result('egfr', 34, ago('24m'))] }],
    [
      'eGFR 29',
      ['egfr-under-30', 'egfr-under-30-hypocalcaemia', 'egfr-under-30-anabolics', 'egfr-under-30-bone-disorder'],
      { measurements: [result('egfr', 29, ago('1m'))] },
    ],
    ['eGFR of more than 24 months ago is not known', [], { measurements: [result('egfr', 20, ago('24m', 1))] }],
    ['the newest eGFR counts', [], { measurements: [result('egfr', 28, ago('9m')), result('egfr', 71, ago('1m'))] }],
    ['adjusted calcium 2.19', ['low-calcium'], { measurements: [result('calcium-adjusted', 2.19, ago('1m'))] }],
    ['adjusted calcium 1.89', ['low-calcium-same-day'], { measurements: [result('calcium-adjusted', 1.89, ago('1m'))] }],
    [
      'calcium that the laboratory flags',
      ['low-calcium'],
      { measurements: [result('calcium-adjusted', 2.21, ago('1m'), { flag: 'low' })] },
    ],
    [
      'low total calcium beside a normal adjusted one',
      [],
      {
        measurements: [
          result('calcium-total', 2.0, ago('1m'), { flag: 'low' }),
          result('calcium-adjusted', 2.3, ago('1m'), { flag: 'normal' }),
        ],
      },
    ],
    ['vitamin D 49', ['low-vitamin-d'], { measurements: [result('vitamin-d', 49, ago('1m'))] }],
    ['vitamin D 50', [], { measurements: [result('vitamin-d', 50, ago('1m'))] }],
    ['an infarct of 20 years ago', ['romosozumab-out'], { coded: [coded('myocardial-infarction', ago('20y'))] }],
    ['skeletal radiotherapy', ['teriparatide-abaloparatide-out'], { coded: [coded('skeletal-radiotherapy', ago('9y'))] }],
    ['radiotherapy of unknown site (I 45)', ['radiotherapy-site-not-known'], { coded: [coded('radiotherapy', ago('9y'))] }],
    ['hyperparathyroidism', ['teriparatide-abaloparatide-out'], { coded: [coded('hyperparathyroidism', ago('9y'))] }],
    ['an oesophageal stricture', ['oral-bisphosphonates-out'], { coded: [coded('oesophageal-stricture', ago('9y'))] }],
    ["Barrett's", ['oral-bisphosphonates-caution'], { coded: [coded('barretts', ago('9y'))] }],
    ['a recent ulcer', ['oral-bisphosphonates-caution'], { coded: [coded('peptic-ulcer', ago('1y'))] }],
    ['an ulcer of 9 years ago', [], { coded: [coded('peptic-ulcer', ago('9y'))] }],
    [
      'reflux and a long-term PPI',
      [],
      { coded: [coded('reflux', ago('9y'))], medicines: [drug('omeprazole', ago('1m'), { class: 'ppi' })] },
    ],
  ])('%s', (_, lines, told) => {
    expect(said(told).filter((id) => OUT.test(id))).toEqual(lines);
  });
});

describe('what was not checked (C 20, I 43)', () => {
  it('stands first', () => {
    expect(said({ unknown: ['conditions', 'medications'] }).slice(0, 2)).toEqual(['cancer-not-checked', 'medicines-not-checked']);
  });

  it('includes earlier reports, when a report hook brings none', () => {
    const told: Told = { hook: 'report-view', focus: `report-${ago('20d')}`, earlierReportsUnknown: true, ...NEW };
    expect(lineIds(adviceOf('very-high-risk', told))).toContain('earlier-reports-not-checked');
  });
});
