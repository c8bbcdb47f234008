import { adviceOf, ago, coded, film, issues, lineIds, mri, patient, report, silenceOf, topicsOf, valuesOf, type Told } from '../chart.ts';

const WEDGING = 'There is anterior wedging of T11 with loss of height.';
const HEDGED = 'Possible fracture of T11.';
const STATED = 'There is a moderate wedge compression fracture of L2.';
const said = (day: string, text: string, more: Told = {}): Told => ({ reports: [report(day, text)], ...more });

describe('the wording card is silent', () => {
  test.each<[string, string, Told]>([
    ['nothing is reported', 'no-fracture-reported', said(ago('2m'), 'The vertebral bodies are normal.')],
    ['the fracture is stated', 'not-applicable', said(ago('2m'), STATED)],
    ['it was said more than 12 months ago (G 34)', 'not-applicable', said(ago('12m', 1), WEDGING)],
    [
      'the patient is 45 and the report says neither fracture nor imaging (G 34)',
      'not-applicable',
      said(ago('2m'), WEDGING, { patient: patient(45) }),
    ],
    [
      'a newer MR of the region leaves nothing open (G 34)',
      'no-fracture-reported',
      { reports: [mri(ago('1m'), 'Normal vertebral body heights and marrow signal.'), report(ago('2m'), WEDGING)] },
    ],
    [
      'the main card speaks of a stated fracture (G 34)',
      'not-applicable',
      { reports: [report(ago('2m'), WEDGING), report(ago('30m'), STATED)] },
    ],
    [
      'the same report states a fracture at another level',
      'not-applicable',
      said(ago('30d'), `${STATED} ${WEDGING}`, { medicines: issues('alendronate', ago('20d'), ago('2d')) }),
    ],
    ['palliative care is recorded (E)', 'palliative-care', said(ago('2m'), WEDGING, { coded: [coded('palliative-care', ago('2m'))] })],
    ['the report is preliminary (A 4)', 'preliminary-report', { reports: [report(ago('2d'), WEDGING, { status: 'preliminary' })] }],
    ['the patient is 17', 'under-18', said(ago('2m'), WEDGING, { patient: patient(17) })],
    ['the patient has died', 'deceased', said(ago('2m'), WEDGING, { patient: patient(80, 'female', { deceased: true }) })],
    [
      'the reporter signs another report (G 37)',
      'not-applicable',
      {
        reports: [report(ago('1d'), 'Normal study.', { id: 'signed', title: 'CT head' }), report(ago('2m'), WEDGING)],
        hook: 'report-sign',
        focus: 'signed',
      },
    ],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('confirm-wording', told)).toBe(reason);
  });
});

describe('the wording card speaks', () => {
  test.each<[string, string, Told]>([
    ['a shape only', 'shape-only', said(ago('12m'), WEDGING)],
    ['a hedge', 'hedged', said(ago('2m'), HEDGED)],
    ['what software marked and nobody adopted (A 8)', 'software-only', said(ago('2m'), 'AI flagged a possible vertebral fracture at T11.')],
    [
      'one mild deformity in a man that nothing names a fracture (A 6)',
      'man-single-mild',
      said(ago('2m'), 'Mild wedge deformity of T11.', { patient: patient(70, 'male') }),
    ],
    ['a hedge with the word fracture at 45 (G 34)', 'hedged', said(ago('2m'), HEDGED, { patient: patient(45) })],
    [
      'a shape at 45 with advice to image (G 34)',
      'shape-only',
      said(ago('2m'), `${WEDGING} MRI is recommended.`, { patient: patient(45) }),
    ],
    [
      'a shape at 45 past the menopause (G 34)',
      'shape-only',
      said(ago('2m'), WEDGING, { patient: patient(45), coded: [coded('menopause', ago('1y'))] }),
    ],
    ['a shape where age is not known', 'shape-only', said(ago('2m'), WEDGING, { patient: patient(null) })],
    [
      'a new level beside a fracture that is answered (G 34)',
      'shape-only',
      { reports: [report(ago('2m'), WEDGING), report(ago('30m'), STATED)], medicines: issues('alendronate', ago('28m'), ago('10d')) },
    ],
    [
      'a shape after a plain film that says nothing of it',
      'shape-only',
      { reports: [film(ago('1m'), 'No acute bony injury.'), report(ago('2m'), WEDGING)] },
    ],
    [
      'myeloma in the record and a shape: known cause does not silence it (B 16)',
      'shape-only',
      said(ago('5m'), WEDGING, { coded: [coded('myeloma', ago('3y'))] }),
    ],
  ])('for %s', (_, summary, told) => {
    expect(adviceOf('confirm-wording', told)).toMatchObject({ summary, indicator: 'info', offers: [] });
  });

  it('asks the reporting department, and quotes the words', () => {
    const advice = adviceOf('confirm-wording', said(ago('2m'), WEDGING));
    expect(lineIds(advice)).toEqual(expect.arrayContaining(['shape-only', 'ask-reporter', 'if-fracture']));
    expect(advice.quotes.map(({ text }) => text)).toEqual([expect.stringContaining('anterior wedging of T11')]);
    expect(topicsOf(said(ago('2m'), WEDGING))).toEqual(['VFConfirmWording']);
  });

  it('opens with the cancer in the record (C 17)', () => {
    expect(lineIds(adviceOf('confirm-wording', said(ago('2m'), WEDGING, { coded: [coded('malignancy', ago('9y'))] })))[0]).toBe(
      'exclude-metastasis',
    );
  });

  it('asks the reporter to say it, before signing (G 37)', () => {
    const told = said(ago('1d'), WEDGING, { hook: 'report-review', focus: `report-${ago('1d')}` });
    const advice = adviceOf('confirm-wording', told);
    expect(advice.summary).toBe('to-reporter');
    expect(lineIds(advice)).toContain('say-whether-fracture');
  });
});

describe('two reports that disagree (A 3)', () => {
  const stating = report(ago('14m'), STATED);
  const denying = mri(ago('11m'), 'No vertebral fracture.');

  it('are put to the reporter for 12 months from the newer one, and the main card is silent', () => {
    const advice = adviceOf('confirm-wording', { reports: [denying, stating] });
    expect(advice.summary).toBe('disagreement');
    expect(valuesOf(advice, 'reports-disagree')).toEqual({ statingDay: { day: ago('14m') }, denyingDay: { day: ago('11m') } });
    expect(advice.quotes.map(({ text }) => text)).toEqual([STATED, denying.text]);
    expect(topicsOf({ reports: [denying, stating] })).toEqual(['VFConfirmWording']);
  });

  it('are not asked about more than 12 months after the newer one', () => {
    expect(silenceOf('confirm-wording', { reports: [mri(ago('12m', 1), denying.text), stating] })).toBe('not-applicable');
  });

  it('are asked about at any age, and beside a stated fracture', () => {
    expect(topicsOf({ reports: [denying, stating], patient: patient(45) })).toEqual(['VFConfirmWording']);
    const both = {
      reports: [
        mri(ago('11m'), 'No vertebral fracture.', { title: 'MRI lumbar spine' }),
        report(ago('14m'), `${STATED} Old fracture of T6.`),
      ],
    };
    expect(topicsOf(both)).toContain('VFConfirmWording');
  });
});
