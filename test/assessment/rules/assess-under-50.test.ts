import { adviceOf, ago, coded, lineIds, patient, report, result, silenceOf, topicsOf, valuesOf, type Told } from '../chart.ts';

const FRACTURE = report(ago('5m'), 'There is a moderate wedge compression fracture of T12.');
const at = (age: number, more: Told = {}): Told => ({ reports: [FRACTURE], patient: patient(age), ...more });

describe('the under-50 card is silent', () => {
  test.each<[string, string, Told]>([
    ['the patient is 50', 'not-applicable', at(50)],
    [
      'menopause is coded at 42 (F 27)',
      'not-applicable',
      at(42, { coded: [coded('menopause', ago('1y'), { kind: 'premature-ovarian-insufficiency' })] }),
    ],
    ['the patient is 17', 'under-18', at(17)],
    [
      'the report calls it traumatic and nothing speaks against it: under 50 the word is enough (A 5)',
      'traumatic-cause',
      at(41, { reports: [report(ago('5m'), 'Traumatic wedge fracture of T12.')] }),
    ],
    ['FLS has seen the patient since', 'already-with-fls', at(41, { coded: [coded('fls-contact', ago('2m'))] })],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('assess-under-50', told)).toBe(reason);
  });
});

describe('the under-50 card speaks', () => {
  test.each<[string, string, readonly string[], Told]>([
    ['at 49 with DXA and specialist advice on treatment', 'under-50', ['specialist-advice-on-treatment', 'offer-dxa', 'fls'], at(49)],
    ['at 30 likewise', 'under-50', ['specialist-advice-on-treatment', 'offer-dxa', 'fls'], at(30)],
    ['at 29 with specialist advice only', 'under-30', ['specialist-advice-only'], at(29)],
    ['at 18 with specialist advice only', 'under-30', ['specialist-advice-only'], at(18)],
  ])('%s', (_, summary, lines, told) => {
    expect(topicsOf(told)).toEqual(['VFAssessUnder50']);
    const advice = adviceOf('assess-under-50', told);
    expect(advice.summary).toBe(summary);
    expect(lineIds(advice)).toEqual(expect.arrayContaining([...lines, 'ask-injury-first', 'causes-myeloma']));
  });

  it('suggests neither DXA nor FLS under 30 (F 27)', () => {
    expect(adviceOf('assess-under-50', at(29)).offers.map(({ kind }) => kind)).toEqual(['problem', 'bloods']);
  });

  it('carries the facts of very high risk as lines, but never the T-score (F 27, G)', () => {
    const lines = lineIds(adviceOf('assess-under-50', at(44, { measurements: [result('t-score-hip', -3.9, ago('3y'))] })));
    expect(lines).toContain('criterion-recent');
    expect(lines).not.toContain('criterion-t-score');
  });

  it('gives no drug advice: nothing of anabolics and nothing that is ruled out (F 27)', () => {
    const lines = lineIds(
      adviceOf('assess-under-50', at(44, { coded: [coded('stroke', ago('1y'))], measurements: [result('egfr', 20, ago('1m'))] })),
    );
    for (const id of ['anabolic-first', 'romosozumab-out', 'egfr-under-30', 'treatment-any-t-score']) expect(lines).not.toContain(id);
  });

  it('asks a woman about pregnancy, and a man not (G)', () => {
    expect(lineIds(adviceOf('assess-under-50', at(35)))).toContain('ask-pregnancy');
    expect(lineIds(adviceOf('assess-under-50', at(35, { patient: patient(35, 'male') })))).not.toContain('ask-pregnancy');
  });

  it('leaves everything to the specialist in pregnancy and for 12 months after delivery (C 19)', () => {
    const advice = adviceOf('assess-under-50', at(35, { coded: [coded('delivery', ago('12m'), { display: 'Delivery' })] }));
    expect(lineIds(advice)).toEqual(expect.arrayContaining(['pregnancy-specialist-advice', 'specialist-advice-only']));
    expect(lineIds(advice)).not.toContain('offer-dxa');
    expect(advice.offers.map(({ kind }) => kind)).not.toContain('dxa');
    expect(valuesOf(advice, 'pregnancy-specialist-advice')).toEqual({ display: 'Delivery', day: { day: ago('12m') } });
  });

  it('names a DXA of the last 2 years by its day only', () => {
    const advice = adviceOf('assess-under-50', at(44, { measurements: [result('t-score-hip', -3.9, ago('20m'))] }));
    expect(valuesOf(advice, 'dxa-done')).toEqual({ day: { day: ago('20m') } });
  });
});
