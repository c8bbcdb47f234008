import {
  adviceOf,
  ago,
  coded,
  drug,
  given,
  issues,
  lineIds,
  patient,
  report,
  result,
  silenceOf,
  topicsOf,
  valuesOf,
  type Told,
} from '../chart.ts';

const FRACTURE = 'There is a moderate wedge compression fracture of T12.';
const ACUTE = 'Acute compression fracture of L1 with marrow oedema.';
const on = (medicines: NonNullable<Told['medicines']>, day = ago('4m'), text = FRACTURE, more: Told = {}): Told => ({
  reports: [report(day, text)],
  medicines,
  ...more,
});
const YEARS = issues('alendronate', ago('4y'), ago('20d'));

describe('the card for a fracture on treatment is silent', () => {
  test.each<[string, string, Told]>([
    ['no fracture is reported', 'no-fracture-reported', { medicines: YEARS }],
    ['there is no bone treatment', 'not-applicable', on([])],
    ['the fracture was first reported more than 24 months ago (D 24)', 'not-applicable', on(YEARS, ago('24m', 1))],
    ['its first report calls it old (D 24)', 'not-applicable', on(YEARS, ago('4m'), 'Old healed fracture of T12.')],
    ['its first report calls it unchanged (D 24)', 'not-applicable', on(YEARS, ago('4m'), 'Wedge fracture of T12, unchanged since 2019.')],
    ['treatment had ended before it: a holiday (D 24)', 'not-applicable', on(issues('alendronate', ago('6y'), ago('2y')))],
    ['treatment began after it', 'not-applicable', on(issues('alendronate', ago('3m'), ago('10d')))],
    [
      'treatment was under 12 months old and the fracture has no age (D 24)',
      'not-applicable',
      on(issues('alendronate', ago('12m'), ago('10d'))),
    ],
    ['HRT alone is no bone treatment here (D 24)', 'not-applicable', on(issues('estradiol', ago('4y'), ago('20d')))],
    [
      'vaginal oestrogen, calcium and oncology doses are none at all (D 22)',
      'not-applicable',
      on([
        drug('estradiol', ago('1m'), { class: 'vaginal-oestrogen', route: 'vaginal' }),
        drug('calcium', ago('1m'), { class: 'calcium-vitamin-d' }),
        given('zoledronate', ago('1y'), { oncology: true, doseMg: 4 }),
      ]),
    ],
    ['medicines are not known (I 42)', 'unknown: medications', on([], ago('4m'), FRACTURE, { unknown: ['medications'] })],
    [
      'palliative care is recorded (E)',
      'palliative-care',
      on(YEARS, ago('4m'), FRACTURE, { coded: [coded('palliative-care', ago('2m'))] }),
    ],
    [
      'FLS was asked since (E)',
      'already-with-fls',
      on(YEARS, ago('4m'), FRACTURE, { coded: [coded('fls-referral', ago('3m'), { status: 'requested' })] }),
    ],
    [
      'a DXA was done since (E)',
      'assessed-since-report',
      on(YEARS, ago('4m'), FRACTURE, { measurements: [result('t-score-hip', -2.9, ago('2m'))] }),
    ],
    [
      'it was declined since (E)',
      'declined-or-not-indicated',
      on(YEARS, ago('4m'), FRACTURE, { coded: [coded('declined-or-not-indicated', ago('2m'))] }),
    ],
    [
      'metastases are recorded (B 16)',
      'known-malignant-cause',
      on(YEARS, ago('4m'), FRACTURE, { coded: [coded('bone-metastases', ago('2y'))] }),
    ],
    ['the reader is the reporter (G 37)', 'not-for-this-user', on(YEARS, ago('4m'), FRACTURE, { hook: 'report-sign' })],
    ['the patient is 17', 'under-18', on(YEARS, ago('4m'), FRACTURE, { patient: patient(17) })],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('fracture-on-treatment', told)).toBe(reason);
  });
});

describe('the card for a fracture on treatment speaks', () => {
  test.each<[string, string, Told]>([
    ['after years of tablets', 'on-treatment', on(YEARS)],
    ['12 months after the start (D 24)', 'on-treatment', on(issues('alendronate', ago('16m'), ago('20d')))],
    ['for 24 months after the first report (D 24)', 'on-treatment', on(YEARS, ago('24m'))],
    ['under 12 months with a fracture called acute (D 24)', 'early', on(issues('alendronate', ago('10m'), ago('10d')), ago('4m'), ACUTE)],
    [
      'with a gap of under 3 months in the supply (D 23)',
      'on-treatment',
      on([...issues('alendronate', ago('4y'), ago('8m')), ...issues('alendronate', ago('5m'), ago('20d'))]),
    ],
    [
      '7 months after denosumab (D 23)',
      'on-treatment',
      on([given('denosumab', ago('23m')), given('denosumab', ago('17m')), given('denosumab', ago('11m'))]),
    ],
    ['18 months after zoledronate 5 mg (D 23)', 'on-treatment', on([given('zoledronate', ago('22m'))])],
    [
      '5 months after the last of the three-monthly ibandronate injections (D 23)',
      'on-treatment',
      on(
        [
          given('ibandronate', ago('17m'), { class: 'bisphosphonate-iv' }),
          given('ibandronate', ago('14m'), { class: 'bisphosphonate-iv' }),
          given('ibandronate', ago('11m'), { class: 'bisphosphonate-iv' }),
          given('ibandronate', ago('8m'), { class: 'bisphosphonate-iv' }),
          given('ibandronate', ago('5m'), { class: 'bisphosphonate-iv' }),
        ],
        ago('1m'),
      ),
    ],
    ['on an active order of 11 months ago (D 23)', 'on-treatment', on([drug('alendronate', ago('23m')), drug('alendronate', ago('11m'))])],
    ['although treatment has stopped since', 'on-treatment', on(issues('alendronate', ago('4y'), ago('3m')))],
  ])('%s', (_, summary, told) => {
    expect(adviceOf('fracture-on-treatment', told)).toMatchObject({ summary, indicator: 'warning' });
  });

  it('silences the main card (D 25)', () => {
    expect(topicsOf(on(YEARS))).toEqual(['VFOnTreatment']);
    expect(silenceOf('very-high-risk', on(YEARS))).toBe('on-treatment');
  });

  it('asks for adherence, vitamin D, calcium, myeloma and other causes, then referral', () => {
    const advice = adviceOf('fracture-on-treatment', on(YEARS));
    expect(lineIds(advice)).toEqual(
      expect.arrayContaining([
        'first-reported-on',
        'check-adherence',
        'check-vitamin-d-calcium',
        'check-myeloma-causes',
        'bloods',
        'refer',
      ]),
    );
    expect(advice.offers.map(({ kind }) => kind)).toEqual(['problem', 'fls', 'bloods']);
    expect(valuesOf(advice, 'first-reported-on')).toMatchObject({
      display: 'alendronate',
      start: { day: ago('4y') },
      firstReported: { day: ago('4m') },
      levels: ['T12'],
    });
  });

  it('says that it may predate the drug where no report gives an age and nothing earlier shows the level (D 24)', () => {
    expect(lineIds(adviceOf('fracture-on-treatment', on(YEARS)))).toContain('may-predate');
    const imaged = {
      ...on(YEARS),
      reports: [report(ago('4m'), FRACTURE), report(ago('3y'), 'The kidneys are normal.', { id: 'earlier' })],
    };
    expect(lineIds(adviceOf('fracture-on-treatment', imaged))).not.toContain('may-predate');
    expect(lineIds(adviceOf('fracture-on-treatment', on(YEARS, ago('4m'), ACUTE)))).not.toContain('may-predate');
  });

  it('calls it too early to speak of failure in the first year (D 24)', () => {
    const advice = adviceOf('fracture-on-treatment', on(issues('alendronate', ago('10m'), ago('10d')), ago('2m'), ACUTE));
    expect(lineIds(advice)).toContain('too-early');
  });

  it('lets the main card speak of another fracture that treatment does not answer', () => {
    const told: Told = { reports: [report(ago('4m'), FRACTURE)], medicines: issues('alendronate', ago('12m'), ago('10d')) };
    expect(topicsOf(told)).toEqual(['VFVeryHighRisk']);
    expect(valuesOf(adviceOf('very-high-risk', told), 'currently-on')).toMatchObject({ display: 'alendronate' });
  });

  it('asks of raloxifene whether it is enough for a recent fracture (D 22)', () => {
    const told = on(issues('raloxifene', ago('10m'), ago('10d')), ago('4m'));
    expect(valuesOf(adviceOf('very-high-risk', told), 'is-it-enough')).toMatchObject({ display: 'raloxifene' });
  });
});
