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

/** First reported 30 months ago: past "recent", within the look-back. */
const T12 = report(ago('30m'), 'There is a moderate wedge compression fracture of T12.');
const UNANSWERED: Told = { reports: [T12] };
const since = (...facts: NonNullable<Told['coded']>): Told => ({ reports: [T12], coded: facts });

describe('the main card is silent', () => {
  test.each<[string, string, Told]>([
    ['no report gives a fracture', 'no-fracture-reported', { reports: [report(ago('2m'), 'The vertebral bodies are normal.')] }],
    [
      'only a preliminary report of last week gives one (A 4)',
      'preliminary-report',
      { reports: [report(ago('7d'), T12.text, { status: 'preliminary' })] },
    ],
    ['the only report that gave one was withdrawn (A 4)', 'retracted-report', { retracted: [{ id: 'withdrawn', day: ago('2m') }] }],
    [
      'it was a high-energy injury (A 5)',
      'traumatic-cause',
      { reports: [report(ago('30m'), 'Clinical history: road traffic collision at 60 mph. Findings: wedge compression fracture of T12.')] },
    ],
    ['the patient is 17 (E)', 'under-18', { ...UNANSWERED, patient: patient(17) }],
    ['the patient has died (E)', 'deceased', { ...UNANSWERED, patient: patient(74, 'female', { deceased: true }) }],
    ['palliative care was recorded within 12 months (E)', 'palliative-care', since(coded('palliative-care', ago('12m')))],
    [
      'it began years ago and was recorded last month (E)',
      'palliative-care',
      since(coded('palliative-care', ago('3y'), { recorded: ago('1m') })),
    ],
    ['myeloma is recorded: a property of the patient (B 16)', 'known-malignant-cause', since(coded('myeloma', ago('6y')))],
    ['the fracture is coded as due to metastatic disease (B 16)', 'known-malignant-cause', since(coded('malignant-fracture', ago('3y')))],
    [
      'FLS was asked 16 weeks ago, after the report (E)',
      'already-with-fls',
      since(coded('fls-referral', ago('112d'), { status: 'requested' })),
    ],
    ['FLS saw the patient 12 months ago, after the report (E)', 'already-with-fls', since(coded('fls-contact', ago('12m')))],
    [
      'a DXA was done 16 weeks ago, after the report (E)',
      'assessed-since-report',
      { ...UNANSWERED, measurements: [result('t-score-hip', -2.1, ago('112d'))] },
    ],
    [
      'a DXA report, read or not, lies 3 months back (A 9)',
      'assessed-since-report',
      { reports: [T12, report(ago('3m'), '', { id: 'dxa', title: 'DXA hip and spine', modality: 'DXA', notRead: 'picture' })] },
    ],
    [
      'treatment was declined 12 months ago, after the report (E)',
      'declined-or-not-indicated',
      since(coded('declined-or-not-indicated', ago('12m'))),
    ],
    [
      'treatment began after the report and is supplied (D 25)',
      'on-treatment',
      { ...UNANSWERED, medicines: issues('alendronate', ago('20m'), ago('20d')) },
    ],
    ['the denosumab card speaks (D 21)', 'covered-by-denosumab-card', { ...UNANSWERED, medicines: [given('denosumab', ago('8m'))] }],
    ['the very-high-risk form speaks instead', 'not-applicable', { reports: [report(ago('2m'), T12.text)] }],
    ['the reader is the reporter (G 37)', 'not-for-this-user', { ...UNANSWERED, hook: 'report-sign', focus: T12.id }],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('assess', told)).toBe(reason);
  });
});

describe('the main card speaks', () => {
  test.each<[string, Told]>([
    ['when nothing has answered the fracture', UNANSWERED],
    ['when palliative care was recorded more than 12 months ago (E)', since(coded('palliative-care', ago('12m', 1)))],
    ['when the palliative entry is resolved (E)', since(coded('palliative-care', ago('2m'), { status: 'resolved' }))],
    ['when the referral is more than 16 weeks old (E)', since(coded('fls-referral', ago('113d'), { status: 'requested' }))],
    ['when the referral was made before the report (E)', since(coded('fls-referral', ago('31m'), { status: 'completed' }))],
    ['when the referral was rejected, cancelled or not attended (E)', since(coded('fls-referral', ago('2m'), { status: 'ended' }))],
    ['when FLS contact is more than 12 months old (E)', since(coded('fls-contact', ago('12m', 1)))],
    ['when a contact is only asked for (E)', since(coded('fls-contact', ago('2m'), { status: 'requested' }))],
    ['when only FRAX was done since (E)', { ...UNANSWERED, measurements: [result('frax-major', 22, ago('2m'))] }],
    ['when the DXA is more than 16 weeks old (E)', { ...UNANSWERED, measurements: [result('t-score-hip', -2.1, ago('113d'))] }],
    ['when it was declined before the report (E)', since(coded('declined-or-not-indicated', ago('31m')))],
    ['when it was declined more than 12 months ago (E)', since(coded('declined-or-not-indicated', ago('12m', 1)))],
    [
      'when a course ended years before the fracture: a holiday (D 24)',
      { ...UNANSWERED, medicines: issues('alendronate', ago('8y'), ago('5y')) },
    ],
    ['when the last denosumab is more than 30 months ago (D 21)', { ...UNANSWERED, medicines: [given('denosumab', ago('30m', 1))] }],
  ])('%s', (_, told) => {
    expect(topicsOf(told)).toEqual(['VFAssess']);
  });

  it('asks for DXA, FLS, causes and the missing bloods, with one action each', () => {
    const advice = adviceOf('assess', UNANSWERED);
    expect(lineIds(advice)).toEqual(
      expect.arrayContaining([
        'what-reported',
        'ask-mechanism',
        'offer-dxa',
        'treatment-need-not-wait',
        'fls',
        'treatment-any-t-score',
        'causes-myeloma',
        'bloods',
      ]),
    );
    expect(advice.offers.map(({ kind }) => kind)).toEqual(['problem', 'fls', 'dxa', 'bloods']);
    expect(advice).toMatchObject({ indicator: 'warning', summary: 'reported', values: { levels: ['T12'], count: 1 }, alone: false });
  });

  it('offers the problem by the words of the report, unless any vertebral fracture code stands in the problem list (G)', () => {
    const [problem] = adviceOf('assess', UNANSWERED).offers;
    expect(problem).toMatchObject({ kind: 'problem', levels: ['T12'], confirmed: true, onset: ago('30m'), reportId: T12.id });
    const listed = since(coded('vertebral-fracture', ago('29m'), { kind: 'fracture', regions: ['thoracic'] }));
    expect(adviceOf('assess', listed).offers.map(({ kind }) => kind)).not.toContain('problem');
  });

  it('offers the problem as unconfirmed where no report names a fracture (G)', () => {
    const collapse = report(ago('30m'), 'Partial collapse of L2 with 40% loss of height.');
    expect(adviceOf('assess', { reports: [collapse] }).offers[0]).toMatchObject({ kind: 'problem', confirmed: false });
  });
});

describe('the main card fits the record', () => {
  it('says that no bone drug was found in the medicines supplied (C 20)', () => {
    expect(lineIds(adviceOf('assess', UNANSWERED))).toContain('no-bone-drug-found');
  });

  it('says so of nobody whose medicines were not supplied (C 20)', () => {
    const lines = lineIds(adviceOf('assess', { ...UNANSWERED, unknown: ['medications', 'conditions'] }));
    expect(lines).toEqual(expect.arrayContaining(['medicines-not-checked', 'cancer-not-checked']));
    expect(lines).not.toContain('no-bone-drug-found');
  });

  it('asks whether an active order without supply is taken: it silences nothing (D 23)', () => {
    const advice = adviceOf('assess', { ...UNANSWERED, medicines: [drug('alendronate', ago('13m'))] });
    expect(valuesOf(advice, 'listed-being-taken')).toEqual({ display: 'alendronate', day: { day: ago('13m') } });
  });

  it('names the last denosumab dose after 30 months (D 21)', () => {
    const advice = adviceOf('assess', { ...UNANSWERED, medicines: [given('denosumab', ago('31m'))] });
    expect(valuesOf(advice, 'denosumab-long-ago')).toEqual({ day: { day: ago('31m') } });
  });

  it('asks for no DXA within 2 years of the last, and says that any T-score will do once it followed the report (E)', () => {
    const told: Told = {
      ...UNANSWERED,
      measurements: [result('t-score-spine', -2.4, ago('20m')), result('t-score-hip', -1.9, ago('20m'))],
    };
    const advice = adviceOf('assess', told);
    expect(valuesOf(advice, 'dxa-result-any-t-score')).toEqual({ day: { day: ago('20m') }, value: -2.4, site: 'spine' });
    expect(lineIds(advice)).not.toContain('offer-dxa');
    expect(advice.offers.map(({ kind }) => kind)).toEqual(['problem', 'fls', 'bloods']);
    expect(advice.summary).toBe('dxa-done');
  });

  it('asks for DXA again when the last is more than 2 years old (E)', () => {
    const told: Told = { reports: [report(ago('40m'), T12.text)], measurements: [result('t-score-hip', -2.4, ago('24m', 1))] };
    expect(lineIds(adviceOf('assess', told))).toContain('offer-dxa');
  });

  it('does not ask a severely frail person for DXA; a moderately frail one it does (F 30)', () => {
    const severe = adviceOf('assess', since(coded('frailty', ago('1y'), { kind: 'severe' })));
    expect(lineIds(severe)).toContain('severe-frailty');
    expect(severe.offers.map(({ kind }) => kind)).not.toContain('dxa');
    const moderate = adviceOf('assess', since(coded('frailty', ago('1y'), { kind: 'moderate' })));
    expect(lineIds(moderate)).toContain('moderate-frailty');
    expect(moderate.offers.map(({ kind }) => kind)).toContain('dxa');
  });

  it('carries an older palliative entry as a line, and asks for no DXA (E)', () => {
    const advice = adviceOf('assess', since(coded('palliative-care', ago('20m'))));
    expect(valuesOf(advice, 'palliative-earlier')).toEqual({ day: { day: ago('20m') } });
    expect(advice.offers.map(({ kind }) => kind)).not.toContain('dxa');
  });

  it('speaks without a birth date, and says that age was not checked (F 27)', () => {
    const advice = adviceOf('assess', { reports: [report(ago('2m'), T12.text)], patient: patient(null) });
    expect(lineIds(advice)).toContain('age-not-checked');
  });

  it('says that treatment is late where HRT or raloxifene alone is taken: is it enough? (D 22)', () => {
    const advice = adviceOf('assess', { ...UNANSWERED, medicines: issues('estradiol', ago('20m'), ago('20d')) });
    expect(valuesOf(advice, 'is-it-enough')).toMatchObject({ display: 'estradiol' });
  });

  it('is silenced by HRT once an assessment followed the report (D 22)', () => {
    const told: Told = {
      ...UNANSWERED,
      medicines: issues('estradiol', ago('20m'), ago('20d')),
      measurements: [result('t-score-hip', -2.1, ago('20m'))],
    };
    expect(silenceOf('assess', told)).toBe('on-treatment');
  });

  it('mentions VFA with the DXA, unless the spine was shown within 3 months (F 31)', () => {
    expect(lineIds(adviceOf('assess', UNANSWERED))).toContain('vfa');
    const shown = adviceOf('assess', { reports: [T12, report(ago('3m'), 'No renal calculus.', { id: 'kub' })] });
    expect(lineIds(shown)).not.toContain('vfa');
  });

  it('says when the results were not checked, and which bloods are missing when they were (F 31)', () => {
    expect(lineIds(adviceOf('assess', { ...UNANSWERED, unknown: ['observations'] }))).toContain('bloods-not-checked');
    const recent = (['fbc', 'crp', 'calcium-adjusted', 'albumin', 'egfr', 'phosphate', 'alp', 'liver', 'tsh'] as const).map((what) =>
      result(what, 1, ago('6m'), { flag: 'normal' }),
    );
    const advice = adviceOf('assess', { ...UNANSWERED, measurements: [...recent, result('vitamin-d', 80, ago('6m', 1))] });
    expect(valuesOf(advice, 'bloods')).toEqual({ missing: ['vitamin-d', 'electrophoresis'] });
  });
});
