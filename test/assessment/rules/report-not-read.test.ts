import { adviceOf, ago, lineIds, outcomeOf, report, silenceOf, topicsOf, type Told } from '../chart.ts';

const picture = report(ago('1d'), '', { id: 'opened', notRead: 'a PDF without text' });
const opened = (hook: NonNullable<Told['hook']>, ...reports: NonNullable<Told['reports']>): Told => ({ reports, hook, focus: 'opened' });

describe('the card for a report that could not be read is silent', () => {
  test.each<[string, string, Told]>([
    ['the report was read', 'not-applicable', opened('report-view', report(ago('1d'), 'Normal study.', { id: 'opened' }))],
    [
      'another report could not be read (G 36)',
      'not-applicable',
      opened('report-view', report(ago('1d'), 'Normal study.', { id: 'opened' }), report(ago('9d'), '', { notRead: 'a PDF without text' })),
    ],
    ['the hook names no report', 'not-applicable', { reports: [picture], hook: 'patient-view' }],
    ['the report is preliminary (G 36)', 'preliminary-report', opened('report-view', { ...picture, status: 'preliminary' })],
    [
      'the report was withdrawn (G 36)',
      'retracted-report',
      { retracted: [{ id: 'opened', day: ago('1d') }], hook: 'report-view', focus: 'opened' },
    ],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('report-not-read', told)).toBe(reason);
  });
});

describe('the card for a report that could not be read speaks', () => {
  test.each<[string, string, Told]>([
    ['on report-view', 'not-read', opened('report-view', picture)],
    ['to the reporter', 'not-read', opened('report-sign', picture)],
    ['on an imaging result (I 0)', 'not-read', opened('imaging-result', picture)],
    ['on report-review, read as if final (G 37)', 'not-read', opened('report-review', { ...picture, status: 'preliminary' })],
    [
      'when a current addendum could not be read',
      'partly-read',
      opened('report-view', report(ago('1d'), 'The kidneys are normal.', { id: 'opened', notRead: 'an unknown type' })),
    ],
    [
      'when it holds more findings than any report, and the rest was not read',
      'partly-read',
      opened('report-view', report(ago('1d'), 'Old fracture of T12, new fracture of L1. '.repeat(1200), { id: 'opened' })),
    ],
    [
      'when it is only a pointer',
      'pointer-only',
      opened('report-view', report(ago('1d'), 'Please see attached report.', { id: 'opened' })),
    ],
  ])('%s', (_, summary, told) => {
    const advice = adviceOf('report-not-read', told);
    expect(advice).toMatchObject({ summary, indicator: 'info', offers: [], alone: false });
    expect(lineIds(advice)).toEqual([summary, 'does-not-mean-none', 'read-it-yourself']);
  });

  it('speaks beside the cards of other reports', () => {
    const told = opened('report-view', picture, report(ago('30m'), 'Wedge compression fracture of T12.'));
    expect(topicsOf(told)).toEqual(['VFAssess', 'VFNotRead']);
  });

  it('rests on the report that is open', () => {
    expect(outcomeOf('report-not-read', opened('report-view', picture))).toMatchObject({ speaks: true, advice: { reportIds: ['opened'] } });
  });
});
