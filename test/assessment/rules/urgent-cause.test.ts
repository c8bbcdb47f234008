import { adviceOf, ago, coded, given, lineIds, mri, patient, report, silenceOf, topicsOf, valuesOf, type Told } from '../chart.ts';

const FRACTURE = 'There is a moderate wedge compression fracture of T12.';
const CORD = 'Pathological compression fracture of T8 with cord compression.';
const MALIGNANT = 'Compression fracture of T12. Lytic lesion in T12 suspicious for metastasis.';
const UNSTABLE = 'Burst fracture of L2 with retropulsion into the canal.';
const INFECTED = 'Collapse of L3 with discitis at L2/3 and paravertebral collection.';

const one = (day: string, text: string, more: Told = {}): Told => ({ reports: [mri(day, text)], ...more });

describe('the urgent card is silent', () => {
  test.each<[string, string, Told]>([
    ['no flag stands with a fracture', 'not-applicable', one(ago('3d'), FRACTURE)],
    ['no fracture is reported', 'no-fracture-reported', one(ago('3d'), 'Lytic lesion in T12 suspicious for metastasis. No fracture.')],
    [
      'the flag is at another level of the report (B 10)',
      'not-applicable',
      one(ago('3d'), 'Compression fracture of T12. Lytic lesion in L4 suspicious for metastasis.'),
    ],
    [
      'the two reports are more than 90 days apart (B 10)',
      'not-applicable',
      { reports: [mri(ago('3d'), 'Lytic lesion in T12, suspicious for metastasis.'), report(ago('94d'), FRACTURE)] },
    ],
    [
      'compression is ascribed to disc or facet (B 13)',
      'not-applicable',
      one(ago('3d'), 'Old L1 fracture. Cauda equina compression due to disc bulge and facet hypertrophy at L4/5.'),
    ],
    [
      'instability stands beside a fracture that its report calls old (B 13)',
      'not-applicable',
      one(ago('3d'), 'Old healed burst fracture of L2 with retropulsion.'),
    ],
    [
      'recorded metastases stand beside an old fracture (B 13)',
      'not-applicable',
      one(ago('3d'), 'Old healed wedge fracture of T12.', { coded: [coded('bone-metastases', ago('1y'))] }),
    ],
    ['90 days have passed and the flag was instability (B 15)', 'not-applicable', one(ago('91d'), UNSTABLE)],
    ['90 days have passed, whatever the flag: the main card takes over (B 15)', 'not-applicable', one(ago('91d'), MALIGNANT)],
    [
      'a later MR denies the flag (B 14)',
      'not-applicable',
      { reports: [mri(ago('2d'), 'Osteoporotic compression fracture of T12. No evidence of metastasis.'), report(ago('9d'), MALIGNANT)] },
    ],
    [
      'a benign biopsy followed (B 14)',
      'not-applicable',
      one(ago('9d'), MALIGNANT, { coded: [coded('biopsy', ago('3d'), { kind: 'benign' })] }),
    ],
    [
      'spinal surgery followed on the day itself (B 14)',
      'not-applicable',
      one(ago('9d'), UNSTABLE, { coded: [coded('spinal-surgery', ago('9d'))] }),
    ],
    [
      'oncology has seen the patient since (B 14)',
      'not-applicable',
      one(ago('9d'), MALIGNANT, { coded: [coded('oncology-contact', ago('3d'))] }),
    ],
    ['the patient has died', 'deceased', one(ago('3d'), CORD, { patient: patient(74, 'female', { deceased: true }) })],
    ['the patient is 17', 'under-18', one(ago('3d'), CORD, { patient: patient(17) })],
    [
      'a coded compression is more than 90 days old (B 11)',
      'not-applicable',
      one(ago('30m'), FRACTURE, { coded: [coded('cord-compression', ago('91d'))] }),
    ],
    [
      'a burst fracture was coded more than 90 days ago (B 11)',
      'not-applicable',
      { coded: [coded('vertebral-fracture', ago('91d'), { kind: 'burst' })] },
    ],
    [
      'the ankylosed spine has an old fracture only (B 12)',
      'not-applicable',
      one(ago('3d'), 'Old healed fracture of T12.', { coded: [coded('ankylosed-spine', ago('9y'))] }),
    ],
    [
      'conditions are not known and no report raises a flag (I 42)',
      'unknown: conditions',
      one(ago('3d'), FRACTURE, { unknown: ['conditions'] }),
    ],
  ])('because %s', (_, reason, told) => {
    expect(silenceOf('urgent-cause', told)).toBe(reason);
  });
});

describe('the urgent card speaks', () => {
  test.each<[string, string, Told]>([
    ['a flag in the same statement (B 10)', 'cord-compression', one(ago('3d'), CORD)],
    ['a flag at the same level (B 10)', 'malignancy', one(ago('3d'), MALIGNANT)],
    [
      'a flag at the adjacent level (B 10)',
      'malignancy',
      one(ago('3d'), 'Compression fracture of T12. Lytic lesion in L1 suspicious for metastasis.'),
    ],
    [
      'a flag and a fracture without level in one report (B 10)',
      'malignancy',
      one(ago('3d'), 'Vertebral compression fracture. Lytic lesion in L4 suspicious for metastasis.'),
    ],
    ['infection', 'infection', one(ago('3d'), INFECTED)],
    ['instability', 'unstable', one(ago('3d'), UNSTABLE)],
    [
      'a flag beside a possible fracture (B 10)',
      'malignancy',
      one(ago('3d'), 'Possible fracture of T12. Lytic lesion in T12 suspicious for metastasis.'),
    ],
    [
      'a flag and a fracture in two reports within 90 days (B 10)',
      'malignancy',
      { reports: [mri(ago('3d'), 'Lytic lesion in T12, suspicious for metastasis.'), report(ago('93d'), FRACTURE)] },
    ],
    [
      'cord compression beside an old fracture: never filtered by age (B 13)',
      'cord-compression',
      one(ago('3d'), 'Old T8 fracture. Compression of the cord at T8.'),
    ],
    [
      'degenerative compression that is called cauda equina syndrome (B 13)',
      'cauda-equina',
      one(ago('3d'), 'L4 fracture. Large disc with cauda equina compression at L4/5: cauda equina syndrome, urgent referral.'),
    ],
    [
      'metastases in the record and a new fracture (B 11)',
      'known-malignancy',
      one(ago('3d'), FRACTURE, { coded: [coded('bone-metastases', ago('2y'))] }),
    ],
    [
      'myeloma in the record and a possible fracture (B 11)',
      'known-malignancy',
      one(ago('3d'), 'Anterior wedging of T11.', { coded: [coded('myeloma', ago('2y'))] }),
    ],
    [
      'a coded cord compression with a fracture of any age (B 11)',
      'coded',
      one(ago('30m'), FRACTURE, { coded: [coded('cord-compression', ago('3d'))] }),
    ],
    ['a burst fracture coded last week (B 11)', 'coded', { coded: [coded('vertebral-fracture', ago('7d'), { kind: 'burst' })] }],
    [
      'a pathological code with cancer in the record (A 7)',
      'coded',
      { coded: [coded('vertebral-fracture', ago('7d'), { kind: 'pathological' }), coded('malignancy', ago('3y'))] },
    ],
    [
      'ankylosing spondylitis in the record and an acute fracture (B 12)',
      'ankylosed-spine',
      one(ago('3d'), 'Acute fracture of T10.', { coded: [coded('ankylosed-spine', ago('9y'))] }),
    ],
    [
      'DISH in the report and a fracture after a fall downstairs (B 12)',
      'ankylosed-spine',
      one(ago('3d'), 'History: fell down a full flight of stairs. Findings: Diffuse idiopathic skeletal hyperostosis. Fracture of T10.'),
    ],
    ['a preliminary report with cord compression (A 4)', 'provisional', { reports: [mri(ago('1d'), CORD, { status: 'preliminary' })] }],
  ])('for %s', (_, summary, told) => {
    const advice = adviceOf('urgent-cause', told);
    expect([advice.summary, advice.indicator, advice.alone]).toEqual([summary, 'critical', true]);
    expect(advice.offers).toEqual([]);
  });
});

describe('the urgent card says', () => {
  const saying = (told: Told): readonly string[] => lineIds(adviceOf('urgent-cause', told));

  it('the MSCC coordinator for cancer, the spinal team for compression without', () => {
    expect(saying(one(ago('3d'), MALIGNANT))).toEqual(expect.arrayContaining(['mscc-immediately', 'mscc-24-hours']));
    const plain = saying(one(ago('3d'), 'Acute T8 fracture with cord compression by the retropulsed fragment.'));
    expect(plain).toContain('spinal-team-same-day');
    expect(plain).not.toContain('mscc-immediately');
  });

  it('NG41 for an injury or instability only (B 15)', () => {
    expect(saying(one(ago('3d'), UNSTABLE))).toContain('ng41-image-rest');
    expect(saying(one(ago('3d'), MALIGNANT))).not.toContain('ng41-image-rest');
  });

  it('the last denosumab dose, where its card would speak (B 15)', () => {
    const advice = adviceOf('urgent-cause', one(ago('3d'), UNSTABLE, { medicines: [given('denosumab', ago('9m'))] }));
    expect(valuesOf(advice, 'denosumab-last-given')).toEqual({ day: { day: ago('9m') } });
  });

  it('that osteoporosis assessment is still due, for instability without cancer or infection (B 15)', () => {
    expect(saying(one(ago('3d'), UNSTABLE))).toContain('once-safe-assess');
    expect(saying(one(ago('3d'), UNSTABLE, { coded: [coded('malignancy', ago('3y'))] }))).not.toContain('once-safe-assess');
    expect(saying(one(ago('3d'), INFECTED))).not.toContain('once-safe-assess');
  });

  it('to follow the agreed plan in palliative care, which does not silence it (B 15, E)', () => {
    expect(saying(one(ago('3d'), CORD, { coded: [coded('palliative-care', ago('1m'))] }))).toContain('palliative-follow-plan');
  });

  it('that the fracture beside the flag is only possible', () => {
    const advice = adviceOf('urgent-cause', one(ago('3d'), 'Anterior wedging of T11.', { coded: [coded('bone-metastases', ago('2y'))] }));
    expect(advice.values['fracturePossible']).toBe('possible');
    expect(valuesOf(advice, 'what-reported')).toMatchObject({ level: ['T11'], possible: 'possible' });
  });

  it('that a report is provisional, and quotes it (A 4)', () => {
    const advice = adviceOf('urgent-cause', { reports: [mri(ago('1d'), CORD, { status: 'preliminary' })] });
    expect(lineIds(advice)).toContain('provisional');
    expect(advice.quotes.map(({ text }) => text).join()).toContain('cord compression');
  });

  it('what it knows on a reporter hook too (G 37)', () => {
    expect(topicsOf({ ...one(ago('1d'), CORD), hook: 'report-sign', focus: `mri-${ago('1d')}` })).toContain('VFUrgent');
  });

  it('that the cancer history was not checked (C 20)', () => {
    expect(saying(one(ago('3d'), CORD, { unknown: ['conditions'] }))[0]).toBe('cancer-not-checked');
  });
});
