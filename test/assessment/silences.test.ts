import type { RuleId, Silence } from '../../src/assessment/advice.ts';
import { assess } from '../../src/assessment/assess.ts';
import { choose } from '../../src/assessment/choose.ts';
import { ago, coded, given, issues, mri, patient, report, result, silenceOf, situationOf, type Told } from './chart.ts';

const T12 = 'There is a moderate wedge compression fracture of T12.';

/** A chart on which each card speaks, with its report old enough for what comes after it. */
const SPEAKING: readonly (readonly [column: string, rule: RuleId, told: Told])[] = [
  ['U', 'urgent-cause', { reports: [mri(ago('3d'), 'Burst fracture of L2 with retropulsion into the canal.')] }],
  ['D', 'denosumab-gap', { reports: [report(ago('30m'), T12)], medicines: [given('denosumab', ago('9m'))] }],
  ['T', 'fracture-on-treatment', { reports: [report(ago('4m'), T12)], medicines: issues('alendronate', ago('4y'), ago('9d')) }],
  ['M', 'assess', { reports: [report(ago('30m'), T12)] }],
  ['S', 'symptoms', { reports: [report(ago('10d'), 'Acute compression fracture of L1 with marrow oedema.')] }],
  ['C', 'confirm-wording', { reports: [report(ago('2m'), 'There is anterior wedging of T11 with loss of height.')] }],
];

/** Rows of the table of DECISIONS E, each recorded yesterday. */
const EVENTS: readonly (readonly [event: string, silence: Silence, columns: string, more: Told])[] = [
  ['under 18', 'under-18', 'UDTMSC', { patient: patient(17) }],
  ['deceased', 'deceased', 'UDTMSC', { patient: patient(74, 'female', { deceased: true }) }],
  ['known malignant cause', 'known-malignant-cause', 'DTMS', { coded: [coded('malignant-fracture', ago('5y'))] }],
  ['palliative care', 'palliative-care', 'TMC', { coded: [coded('palliative-care', ago('1d'))] }],
  ['FLS referral', 'already-with-fls', 'DTM', { coded: [coded('fls-referral', ago('1d'), { status: 'requested' })] }],
  ['FLS contact', 'already-with-fls', 'DTM', { coded: [coded('fls-contact', ago('1d'))] }],
  ['DXA', 'assessed-since-report', 'TM', { measurements: [result('t-score-hip', -2.1, ago('1d'))] }],
  ['declined or not indicated', 'declined-or-not-indicated', 'TM', { coded: [coded('declined-or-not-indicated', ago('1d'))] }],
];

describe('the table of silences (E)', () => {
  test.each(SPEAKING)('%s speaks when nothing silences it', (_, rule, told) => {
    expect(silenceOf(rule, told)).toBe('speaks');
  });

  const cells = EVENTS.flatMap(([event, silence, columns, more]) =>
    SPEAKING.map(
      ([column, rule, told]) => [event, columns.includes(column) ? silence : 'speaks', column, rule, { ...told, ...more }] as const,
    ),
  );

  test.each(cells)('%s: %s in column %s', (_, expected, __, rule, told) => {
    expect(silenceOf(rule, told)).toBe(expected);
  });
});

describe('every reason to be silent', () => {
  const [, [, , gap]] = SPEAKING as readonly [unknown, readonly [string, RuleId, Told]];
  const acute: Told = { reports: [report(ago('5d'), 'Acute compression fracture of L1.')] };

  test.each<[Silence, RuleId, Told]>([
    ['no-fracture-reported', 'assess', {}],
    ['preliminary-report', 'assess', { reports: [report(ago('2d'), T12, { status: 'preliminary' })] }],
    ['retracted-report', 'assess', { retracted: [{ id: 'withdrawn', day: ago('2d') }] }],
    ['traumatic-cause', 'assess', { reports: [report(ago('2m'), `Clinical history: road traffic collision. Findings: ${T12}`)] }],
    ['on-treatment', 'assess', { reports: [report(ago('30m'), T12)], medicines: issues('alendronate', ago('20m'), ago('9d')) }],
    ['covered-by-denosumab-card', 'assess', gap],
    ['not-for-this-user', 'assess', { ...gap, hook: 'report-sign' }],
    ['not-applicable', 'assess', acute],
    ['unknown: medications', 'denosumab-gap', { ...acute, unknown: ['medications'] }],
    ['unknown: conditions', 'symptoms', { reports: [report(ago('30m'), T12)], unknown: ['conditions'] }],
  ])('%s', (reason, rule, told) => {
    expect(silenceOf(rule, told)).toBe(reason);
  });

  test.each<[Silence, RuleId, Told]>([
    ['snoozed', 'very-high-risk', acute],
    ['shown-without-answer', 'symptoms', acute],
    ['outranked', 'symptoms', { reports: [mri(ago('5d'), 'Acute fracture of L1 with cord compression.')] }],
  ])('%s', (reason, rule, told) => {
    const quiet = new Map([
      ['VFVeryHighRisk', 'snoozed'],
      ['VFSymptoms', 'shown-without-answer'],
    ] as const);
    const outcomes = choose(assess(situationOf(told)), reason === 'outranked' ? new Map() : quiet, { maxCards: 2, off: [] });
    expect(outcomes.find((outcome) => outcome.rule === rule)).toMatchObject({ speaks: false, reason });
  });
});
