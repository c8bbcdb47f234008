/** What becomes of an alarm: new, old, answered by a later study, or none. */
import { adviceOf, ago, coded, lineIds, mri, outcomeOf, report, silenceOf, topicsOf, valuesOf, type Told } from '../chart.ts';

const FRACTURE = 'There is a moderate wedge compression fracture of T12.';
const CORD = 'Pathological compression fracture of T8 with cord compression.';
const MALIGNANT = 'Compression fracture of T12. Lytic lesion in T12 suspicious for metastasis.';
const UNSTABLE = 'Burst fracture of L2 with retropulsion into the canal.';
const one = (day: string, text: string, more: Told = {}): Told => ({ reports: [mri(day, text)], ...more });

describe('the course of an alarm (B 15)', () => {
  test.each<[string, string, boolean]>([
    ['14d', 'critical', true],
    ['15d', 'warning', false],
    ['90d', 'warning', false],
  ])('%s after the report: %s', (age, indicator, alone) => {
    expect(adviceOf('urgent-cause', one(ago(age), MALIGNANT))).toMatchObject({
      indicator,
      alone,
      summary: alone ? 'malignancy' : 'acted-on',
    });
  });

  it('asks of a report without a date whether it was acted on', () => {
    const undated: Told = { reports: [report(null, CORD, { modality: 'MR', title: 'MRI whole spine' })] };
    expect(adviceOf('urgent-cause', undated)).toMatchObject({ summary: 'acted-on', indicator: 'warning' });
    expect(silenceOf('urgent-cause', { ...undated, coded: [coded('spinal-surgery', ago('1y'))] })).toBe('not-applicable');
  });

  it('counts from the newer of two reports', () => {
    const told: Told = { reports: [mri(ago('10d'), 'Lytic lesion in T12, suspicious for metastasis.'), report(ago('60d'), FRACTURE)] };
    const advice = adviceOf('urgent-cause', told);
    expect(advice.indicator).toBe('critical');
    expect(valuesOf(advice, 'two-reports')).toEqual({ flagDay: { day: ago('10d') }, fractureDay: { day: ago('60d') } });
  });

  it('speaks beside the main card from day 15', () => {
    expect(topicsOf(one(ago('40d'), UNSTABLE))).toEqual(expect.arrayContaining(['VFUrgent', 'VFVeryHighRisk']));
  });

  it('lets the main card ask what became of a flag after 90 days, without DXA, FLS or treatment', () => {
    const told = one(ago('100d'), MALIGNANT);
    expect(topicsOf(told)).toEqual(['VFAssess']);
    const advice = adviceOf('assess', told);
    expect(advice.summary).toBe('flag-no-follow-up');
    expect(lineIds(advice)[0]).toBe('flag-no-follow-up-malignancy');
    for (const id of ['offer-dxa', 'fls', 'treatment-any-t-score', 'anabolic-first']) expect(lineIds(advice)).not.toContain(id);
    expect(advice.offers.map(({ kind }) => kind)).toEqual(['problem', 'bloods']);
  });

  test.each<[string, Told]>([
    ['an MR of the place was done', { reports: [mri(ago('80d'), 'The T12 lesion is again seen.'), report(ago('100d'), MALIGNANT)] }],
    ['a biopsy was done', one(ago('100d'), MALIGNANT, { coded: [coded('biopsy', ago('90d'))] })],
    ['haematology was seen', one(ago('100d'), MALIGNANT, { coded: [coded('haematology-contact', ago('90d'))] })],
  ])('does not ask when %s', (_, told) => {
    const main = ['assess', 'very-high-risk'] as const;
    for (const rule of main) {
      const outcome = outcomeOf(rule, told);
      if (outcome.speaks) expect(outcome.advice.summary).not.toBe('flag-no-follow-up');
    }
  });

  it('asks for up to 12 months what became of a new fracture with recorded metastases', () => {
    const told = (age: string): Told => one(ago(age), FRACTURE, { coded: [coded('bone-metastases', ago('3y'))] });
    expect(adviceOf('urgent-cause', told('6m'))).toMatchObject({ summary: 'no-follow-up', indicator: 'warning', alone: false });
    expect(silenceOf('urgent-cause', told('13m'))).toBe('not-applicable');
  });
});

describe('a malignant cause in the report (B 16)', () => {
  const PATHOLOGICAL = 'Pathological fracture of T8 due to metastasis.';

  it('silences the bone cards once it is followed up', () => {
    const told = one(ago('5m'), PATHOLOGICAL, { coded: [coded('oncology-contact', ago('4m'))] });
    expect(topicsOf(told)).toEqual([]);
    expect(silenceOf('very-high-risk', told)).toBe('known-malignant-cause');
  });

  it('asks what became of it when nothing shows that', () => {
    expect(adviceOf('assess', one(ago('5m'), PATHOLOGICAL)).summary).toBe('flag-no-follow-up');
  });

  it('belongs to that fracture: another one keeps its card', () => {
    const told: Told = {
      reports: [report(ago('2m'), FRACTURE), mri(ago('5m'), PATHOLOGICAL)],
      coded: [coded('oncology-contact', ago('4m'))],
    };
    expect(valuesOf(adviceOf('very-high-risk', told), 'what-reported')).toMatchObject({ level: ['T12'] });
  });
});

describe('an alarm that a later study answers (B 14)', () => {
  it('is quoted by the main card together with the answer', () => {
    const told: Told = {
      reports: [
        mri(ago('6d'), 'The T8 fracture is osteoporotic. No evidence of malignancy at T8.'),
        report(ago('20d'), 'Fracture of T8, suspicious for metastasis.'),
      ],
    };
    expect(valuesOf(adviceOf('very-high-risk', told), 'flag-denied')).toEqual({
      flagDay: { day: ago('20d') },
      flagQuote: 'Fracture of T8, suspicious for metastasis',
      day: { day: ago('6d') },
      quote: 'No evidence of malignancy at T8',
    });
  });
});

describe('what is no alarm', () => {
  it('degenerative compression is said by the card that speaks (B 13)', () => {
    const told = one(ago('3d'), 'Old L1 fracture. Cauda equina compression due to disc bulge and facet hypertrophy at L4/5.');
    expect(valuesOf(adviceOf('assess', told), 'degenerative-compression')).toEqual({
      day: { day: ago('3d') },
      quote: 'Cauda equina compression due to disc bulge and facet hypertrophy at L4/5',
    });
  });

  it('a flag away from the fracture is said for 12 months (B 10)', () => {
    const at = (age: string): readonly string[] =>
      lineIds(
        adviceOf('assess', { reports: [mri(ago(age), 'Lytic lesion in L4 suspicious for metastasis.'), report(ago('30m'), FRACTURE)] }),
      );
    expect(at('11m')).toContain('also-raises-malignancy');
    expect(at('13m')).not.toContain('also-raises-malignancy');
  });
});
