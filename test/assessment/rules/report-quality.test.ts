import { adviceOf, ago, lineIds, patient, report, silenceOf, topicsOf, valuesOf, type Told } from '../chart.ts';

const signed = (text: string, more: Told = {}): Told => ({
  reports: [report(ago('0d'), text, { id: 'signed' })],
  hook: 'report-sign',
  focus: 'signed',
  ...more,
});
const COMPLETE = 'Moderate vertebral fracture of T12. Referral to the fracture liaison service is recommended.';

describe('the card on the standard of a report is silent', () => {
  test.each<[string, string, Told]>([
    ['name, level, grade and advice are there', 'not-applicable', signed(COMPLETE)],
    ['the report states no fracture', 'no-fracture-reported', signed('Anterior wedging of T12.')],
    [
      'the fracture stands in another report',
      'no-fracture-reported',
      {
        ...signed('Normal study.'),
        reports: [report(ago('0d'), 'Normal study.', { id: 'signed', title: 'CT head' }), report(ago('9d'), 'Fracture of T12.')],
      },
    ],
    [
      'it is a high-energy injury',
      'no-fracture-reported',
      signed('History: road traffic collision at speed. Fracture of T12.', { patient: patient(30) }),
    ],
    ['the reader is not the reporter (G 37)', 'not-for-this-user', { ...signed('Fracture of T12.'), hook: 'report-view' }],
    ['no report is named', 'not-applicable', { reports: [report(ago('0d'), 'Fracture of T12.')], hook: 'report-sign' }],
    ['the patient is 12', 'under-18', signed('Fracture of T12.', { patient: patient(12) })],
    [
      'the report is still preliminary',
      'preliminary-report',
      { ...signed('Fracture of T12.'), reports: [report(ago('0d'), 'Fracture of T12.', { id: 'signed', status: 'preliminary' })] },
    ],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('report-quality', told)).toBe(reason);
  });
});

describe('the card on the standard of a report speaks', () => {
  test.each<[string, readonly string[], string]>([
    ['without the name', ['missing-name'], 'Moderate wedge deformity of T12. Osteoporosis assessment is recommended.'],
    ['without the level', ['missing-level'], 'Moderate vertebral fracture in the thoracic spine. Osteoporosis assessment is recommended.'],
    ['without the grade', ['missing-grade'], 'Vertebral fracture of T12. Osteoporosis assessment is recommended.'],
    ['without advice', ['missing-advice'], 'Moderate vertebral fracture of T12.'],
    [
      'without any of them',
      ['missing-name', 'missing-level', 'missing-grade', 'missing-advice'],
      'There is partial collapse of a vertebral body.',
    ],
  ])('%s', (_, lines, text) => {
    const advice = adviceOf('report-quality', signed(text));
    expect(lineIds(advice)).toEqual(lines);
    expect(advice.values['missing']).toEqual(lines.map((id) => id.replace('missing-', '')));
  });

  it('names the levels that lack a grade', () => {
    expect(valuesOf(adviceOf('report-quality', signed('Severe fracture of T8. Wedge fracture of L1.')), 'missing-grade')).toEqual({
      levels: ['L1'],
    });
  });

  it('reads the report as final before signing (G 37)', () => {
    const told: Told = {
      ...signed('Fracture of T12.'),
      hook: 'report-review',
      reports: [report(ago('0d'), 'Fracture of T12.', { id: 'signed', status: 'preliminary' })],
    };
    expect(topicsOf(told)).toEqual(['VFReportQuality']);
  });
});
