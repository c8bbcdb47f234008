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

const FRACTURE = report(ago('30m'), 'There is a moderate wedge compression fracture of T12.');
const dosed = (day: string, ...more: NonNullable<Told['medicines']>): Told => ({
  reports: [FRACTURE],
  medicines: [given('denosumab', day), ...more],
});
const LATE = dosed(ago('9m'));

describe('the denosumab card is silent', () => {
  test.each<[string, string, Told]>([
    ['no fracture is reported', 'no-fracture-reported', { medicines: [given('denosumab', ago('9m'))] }],
    ['there is no denosumab', 'not-applicable', { reports: [FRACTURE] }],
    ['the last dose is 7 months old to the day (D 21)', 'not-applicable', dosed(ago('7m'))],
    ['the last dose is more than 30 months old (D 21)', 'not-applicable', dosed(ago('30m', 1))],
    ['zoledronate 5 mg closed the gap (D 21)', 'not-applicable', dosed(ago('9m'), given('zoledronate', ago('3m')))],
    ['alendronate is supplied now (D 21)', 'not-applicable', dosed(ago('9m'), ...issues('alendronate', ago('3m'), ago('20d')))],
    [
      'a first issue of alendronate is not yet used up (D 21)',
      'not-applicable',
      dosed(ago('9m'), drug('alendronate', ago('20d'), { kind: 'dispense', status: 'completed', supplyDays: 28 })),
    ],
    [
      'alendronate was supplied for 12 months since (D 21)',
      'not-applicable',
      dosed(ago('29m'), ...issues('alendronate', ago('22m'), ago('8m'))),
    ],
    ['denosumab was given again (D 21)', 'not-applicable', dosed(ago('15m'), given('denosumab', ago('3m')))],
    [
      'the only denosumab is an oncology dose (D 22)',
      'not-applicable',
      { reports: [FRACTURE], medicines: [given('denosumab', ago('9m'), { oncology: true, doseMg: 120 })] },
    ],
    ['medicines are not known (I 42)', 'unknown: medications', { reports: [FRACTURE], unknown: ['medications'] }],
    ['FLS was asked 28 days ago (E)', 'already-with-fls', { ...LATE, coded: [coded('fls-referral', ago('28d'), { status: 'requested' })] }],
    ['FLS saw the patient 90 days ago (E)', 'already-with-fls', { ...LATE, coded: [coded('fls-contact', ago('90d'))] }],
    ['metastases are recorded (B 16)', 'known-malignant-cause', { ...LATE, coded: [coded('bone-metastases', ago('3y'))] }],
    ['the patient has died', 'deceased', { ...LATE, patient: patient(74, 'female', { deceased: true }) }],
    ['the reader is the reporter (G 37)', 'not-for-this-user', { ...LATE, hook: 'report-sign', focus: FRACTURE.id }],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('denosumab-gap', told)).toBe(reason);
  });
});

describe('the denosumab card speaks', () => {
  test.each<[string, string, Told]>([
    ['7 months and a day after the last dose (D 21)', 'overdue', dosed(ago('7m', 1))],
    ['30 months after it (D 21)', 'overdue', dosed(ago('30m'))],
    [
      'from the day it was stopped (D 21)',
      'stopped',
      { reports: [FRACTURE], medicines: [drug('denosumab', ago('3m'), { status: 'stopped', stop: ago('1m'), route: 'sc' })] },
    ],
    [
      'when the record says that osteoporosis treatment was stopped',
      'stopped',
      { ...dosed(ago('3m')), coded: [coded('treatment-stopped', ago('10d'))] },
    ],
    [
      'after one issue of tablets that was never renewed (D 21)',
      'overdue',
      dosed(ago('12m'), drug('alendronate', ago('10m'), { kind: 'dispense', status: 'completed', supplyDays: null })),
    ],
    [
      'after one issue of 28 days that was not renewed (D 21)',
      'overdue',
      dosed(ago('12m'), drug('alendronate', ago('2m'), { kind: 'dispense', status: 'completed', supplyDays: 28 })),
    ],
    ['with HRT since (D 21)', 'overdue', dosed(ago('12m'), ...issues('estradiol', ago('10m'), ago('10d')))],
    ['with raloxifene since (D 21)', 'overdue', dosed(ago('12m'), ...issues('raloxifene', ago('10m'), ago('10d')))],
    ['with an anabolic since (D 21)', 'overdue', dosed(ago('12m'), ...issues('teriparatide', ago('10m'), ago('10d')))],
    [
      'with oncology zoledronate 4 mg since: no 5 mg dose (D 21)',
      'overdue',
      dosed(ago('12m'), given('zoledronate', ago('10m'), { oncology: true, doseMg: 4 })),
    ],
    [
      'when it is listed without a dated dose (D 21)',
      'undated',
      { reports: [FRACTURE], medicines: [drug('denosumab', null, { kind: 'statement', route: 'sc' })] },
    ],
    ['29 days after an FLS referral (E)', 'overdue', { ...LATE, coded: [coded('fls-referral', ago('29d'), { status: 'requested' })] }],
    ['91 days after FLS contact (E)', 'overdue', { ...LATE, coded: [coded('fls-contact', ago('91d'))] }],
    [
      'after a DXA and a refusal, which do not silence it (E)',
      'overdue',
      { ...LATE, coded: [coded('declined-or-not-indicated', ago('1m'))], measurements: [result('t-score-hip', -2.1, ago('1m'))] },
    ],
  ])('%s', (_, summary, told) => {
    expect(adviceOf('denosumab-gap', told)).toMatchObject({ summary, indicator: 'warning' });
  });

  it('silences the main card', () => {
    expect(topicsOf(LATE)).toEqual(['VFDenosumab']);
    expect(silenceOf('assess', LATE)).toBe('covered-by-denosumab-card');
  });

  it('gives the last dose, when the next was due, and from what kind of record', () => {
    const values = valuesOf(adviceOf('denosumab-gap', LATE), 'last-dose');
    expect(values).toEqual({ last: { day: ago('9m') }, due: { day: ago('3m') }, months: 9, display: 'denosumab', kind: 'administration' });
  });

  it('names what does not close the gap', () => {
    const advice = adviceOf('denosumab-gap', dosed(ago('12m'), ...issues('raloxifene', ago('10m'), ago('10d'))));
    expect(valuesOf(advice, 'not-closed-by')).toEqual({ display: 'raloxifene', day: { day: ago('10d') } });
  });

  it('asks for specialist advice this week, and calcium before any dose; it chooses no drug', () => {
    const lines = lineIds(
      adviceOf('denosumab-gap', { ...LATE, coded: [coded('stroke', ago('3y'))], measurements: [result('egfr', 24, ago('1m'))] }),
    );
    expect(lines).toEqual(
      expect.arrayContaining(['multiple-fractures', 'specialist-this-week', 'calcium-first', 'egfr-denosumab-hypocalcaemia']),
    );
    for (const id of ['romosozumab-out', 'egfr-under-30', 'egfr-under-35']) expect(lines).not.toContain(id);
  });

  it('asks in palliative care whether closing the gap keeps to the plan (E)', () => {
    expect(lineIds(adviceOf('denosumab-gap', { ...LATE, coded: [coded('palliative-care', ago('2m'))] }))).toContain('palliative-ask');
  });

  it('opens with the cancer in the record (C 17)', () => {
    expect(lineIds(adviceOf('denosumab-gap', { ...LATE, coded: [coded('malignancy', ago('8y'))] }))[0]).toBe('exclude-metastasis');
  });
});
