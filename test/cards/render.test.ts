import { RULES } from '../../src/assessment/assess.ts';
import { advice, chart, ehr, linesOf, quote, render, ruleOf, SUMMARIES, unknownKeys, valuesOf } from './sample.ts';

const UNFILLED = /\{\{|\}\}|undefined|\bnull\b|NaN|\[object/;

const topLine = (detail: string): string => detail.split('\n')[0] ?? '';

describe('a card', () => {
  it.each(RULES.map(({ id }) => id))('of %s says every line that the rule can say, all filled', (id) => {
    const { says } = ruleOf(id);
    const everything = render(advice(id, { lines: linesOf(says, true) }));
    expect(everything.detail).not.toMatch(UNFILLED);
    for (const line of linesOf(says, true)) {
      const alone = render(advice(id, { lines: [line], quotes: [] })).detail.split('\n\n')[0];
      expect(alone?.startsWith('- ') === true || alone?.startsWith('**') === true ? line.id : `${line.id} says nothing`).toBe(line.id);
    }
  });

  it.each(RULES.map(({ id }) => id))('of %s reads as sentences when no value is known', (id) => {
    const { detail } = render(advice(id, { lines: linesOf(ruleOf(id).says, false), quotes: [] }));
    expect(detail).not.toMatch(UNFILLED);
    expect(detail).not.toMatch(/\(\s*\)| [.,;:?)]|\(\s|,\s*[.)]|""|: *[.;]|  /m);
  });

  it.each(SUMMARIES)('of %s has the summary "%s" within 139 characters, with all values and with none', (id, summary, names) => {
    for (const values of [valuesOf(names), {}]) {
      const said = render(advice(id, { summary, values })).summary;
      expect(said).not.toMatch(UNFILLED);
      expect(said.length).toBeLessThan(140);
      expect(said).toMatch(/^[A-Z0-9]/);
      expect(said).not.toMatch(/ {2}| [.,;:]/);
    }
  });

  it.each([
    ['malignancy, or cord compression with cancer', ['mscc-immediately', 'mscc-24-hours', 'ng41-image-rest'], 'NICE NG234', ['NICE NG234']],
    ['infection', ['infection-same-day'], 'Back pain red flags', []],
    ['cauda equina, also after a fall', ['cauda-equina-same-day', 'ng41-image-rest'], 'Back pain red flags', []],
    ['instability', ['spinal-team-same-day', 'ng41-image-rest'], 'NICE NG41', []],
    ['cord compression without cancer', ['spinal-team-same-day'], 'Back pain red flags', []],
  ])('on the urgent card names the document that speaks of %s', (_, ids, label, links) => {
    const card = render(advice('urgent-cause', { lines: ['local-emergency-pathway', ...ids].map((id) => ({ id, values: {} })) }));
    expect(card.source.label).toMatch(new RegExp(`^${label}`));
    expect((card.links ?? []).map((link) => link.label)).toEqual(links);
  });

  it('opens with what was not checked', () => {
    const said = advice('assess', { lines: [{ id: 'exclude-metastasis', values: {} }] });
    expect(topLine(render(said, { chart: unknownKeys('observations', 'procedures') }).detail)).toBe(
      '- Not checked: procedures and test results.',
    );
  });

  it('says once what a rule says itself about a key', () => {
    const said = advice('assess', { lines: [{ id: 'medicines-not-checked', values: {} }] });
    const { detail } = render(said, { chart: unknownKeys('conditions', 'medications') });
    expect(detail.split('\n').slice(0, 2)).toEqual([
      '- Medicines not checked: they were not available.',
      '- Not checked: cancer history and other conditions.',
    ]);
  });

  it('opens with the safety net on the symptoms card, before what was not checked', () => {
    const said = advice('symptoms', { lines: linesOf(ruleOf('symptoms').says, false) });
    const [first, second] = render(said, { chart: unknownKeys('conditions') }).detail.split('\n');
    expect(first).toMatch(/^- Leg weakness, numbness, saddle, bladder or bowel change.*same-day assessment/);
    expect(second).toMatch(/^- Cancer history not checked/);
  });

  it('says how many imaging reports could not be read, and whether the record was withheld or cut', () => {
    const record = {
      key: 'conditions',
      part: 'conditions',
      arrived: 'supplied',
      state: 'supplied',
      why: '',
      resources: 1,
      dropped: 0,
    } as const;
    const partly = chart({
      counts: { reports: 4, notRead: 2, notImaging: 0 },
      keys: [
        { ...record, withheld: true, cut: false },
        { ...record, withheld: false, cut: true },
      ],
    });
    expect(render(advice('assess'), { chart: partly }).detail.split('\n').slice(0, 4)).toEqual([
      '- 2 of 4 imaging reports could not be read.',
      '- This does not mean no fracture.',
      '- The EHR may have withheld part of the record.',
      '- Only part of a long record was read: cancer history and other conditions.',
    ]);
  });

  it('names the reports of this stay that are not final, before discharge only', () => {
    const report = {
      ids: [],
      text: '',
      parts: [],
      firstDay: null,
      title: null,
      codedConclusions: [],
      notRead: null,
      modality: 'CT',
      day: '2026-11-23',
    } as const;
    const reports = [
      { ...report, id: 'this-stay', status: 'preliminary', encounterId: 'stay-1' },
      { ...report, id: 'this-stay-final', status: 'final', encounterId: 'stay-1' },
      { ...report, id: 'other-stay', status: 'preliminary', encounterId: 'stay-0' },
    ] as const;
    const line = '- Not final before discharge: CT (23 Nov 2026); look for the final report.';
    const around = (hook: 'patient-view' | 'encounter-discharge') => ({ chart: chart({ hook, reports }), encounterId: 'stay-1' });
    expect(topLine(render(advice('assess'), around('encounter-discharge')).detail)).toBe(line);
    expect(render(advice('assess'), around('patient-view')).detail).not.toContain('Not final');
  });

  it('prints a line once for each time that it is said, in the order of the card file', () => {
    const level = (name: string) => ({ id: 'what-reported', values: { level: name, severity: 'mild' } });
    const { detail } = render(advice('assess', { lines: [{ id: 'fls', values: {} }, level('T8'), level('T12')] }));
    expect(detail.indexOf('T8')).toBeLessThan(detail.indexOf('T12'));
    expect(detail.indexOf('T12')).toBeLessThan(detail.indexOf('fracture liaison service'));
  });

  it('cites the section behind a sentence and names the document at the end', () => {
    const { detail } = render(advice('assess', { lines: [{ id: 'offer-dxa', values: {} }] }));
    expect(detail).toContain('- Offer DXA; no risk tool is needed first (NG259 1.4.1).');
    expect(detail).toContain('Sources: NICE NG259, Osteoporosis: risk assessment (2026).');
  });

  it('ends with report, data-as-of time, knowledge version and what is never seen', () => {
    expect(render(advice('assess')).detail.split('\n').at(-1)).toBe(
      'Report: CT abdomen and pelvis, 14 Mar 2026. Data as of 24 Nov 2026, 09:05 UTC. Knowledge version 0123456789ab. Only reported fractures are seen.',
    );
  });

  it('quotes at most three sentences, those of one examination together', () => {
    const quotes = [
      quote({ text: ': one;' }),
      quote({ text: 'two', reportId: 'report-2', title: 'MRI spine', modality: 'MR' }),
      quote({ text: 'three' }),
      quote({ text: 'four' }),
    ];
    const { detail } = render(advice('assess', { quotes }));
    expect(detail).toContain('- CT abdomen and pelvis, 14 Mar 2026: "one" "three"\n- MRI spine, 14 Mar 2026: "two"');
    expect(detail).not.toContain('"four"');
  });

  it.each([
    ['CT abdomen and pelvis', 'CT', 'CT abdomen and pelvis'],
    ['Lumbar spine', 'MR', 'MRI (Lumbar spine)'],
    [null, 'XR', 'X-ray'],
    ['Outside study', 'other', 'Outside study'],
    [null, null, 'Imaging report'],
  ])('calls the examination %s of modality %s "%s"', (title, modality, said) => {
    expect(render(advice('assess', { quotes: [quote({ title, modality })] })).detail).toContain(`- ${said}, 14 Mar 2026: "`);
  });

  it('prints values in words: days, lists, closed values, an unknown value as it is', () => {
    const line = (severity: string) => ({
      id: 'what-reported',
      values: { level: 'T12', severity, acuity: 'acute', modality: 'MR', firstReported: { day: '2025-09-03' } },
    });
    const { detail } = render(advice('assess', { lines: [line('moderate'), line('grade 2-3')] }));
    expect(detail).toContain('- Reported fracture of T12: moderate, called acute or new, MRI, first reported 3 Sep 2025.');
    expect(detail).toContain('T12: grade 2-3, called acute or new');
  });

  it.each([
    [45.359237, '45.4 kg'],
    [44, '44 kg'],
  ])('prints a weight of %d as %s', (kg, said) => {
    expect(render(advice('symptoms', { lines: [{ id: 'paracetamol-low-weight', values: { kg } }] })).detail).toContain(`Weight ${said},`);
  });

  it('keeps two decimals of a small number: calcium 2.72', () => {
    const values = { display: 'Calcium', value: 2.7199999, unit: 'mmol/L' };
    expect(render(advice('assess', { lines: [{ id: 'low-calcium', values }] })).detail).toContain('Calcium 2.72 mmol/L');
  });

  it('prints the numbers of the thresholds, never its own', () => {
    expect(render(advice('assess', { lines: [{ id: 'dxa-done', values: {} }] })).detail).toContain(
      'not routinely repeated within 24 months',
    );
  });

  it('carries topic, source, override reasons and links of its own', () => {
    const card = render(advice('denosumab-gap'));
    expect(card.source.topic.code).toBe('VFDenosumab');
    expect(card.source.url).toMatch(/^https:\/\/www\.gov\.uk\/drug-safety-update\//);
    expect(card.overrideReasons?.every(({ code, system, display }) => code && system && display)).toBe(true);
    expect(card.links?.every(({ type, url }) => type === 'absolute' && url.startsWith('https://'))).toBe(true);
  });

  it("carries the site's links on the topics that the registry names", () => {
    const links = [{ label: 'Local FLS form', url: 'https://intranet.st-elsewhere.example/fls', on: ['VFAssess'] }];
    expect(render(advice('assess'), { ehr: ehr({ links }) }).links?.at(-1)).toEqual({
      label: 'Local FLS form',
      url: links[0]?.url,
      type: 'absolute',
    });
    expect(render(advice('symptoms'), { ehr: ehr({ links }) }).links?.map(({ label }) => label)).not.toContain('Local FLS form');
  });

  it('leaves members without a value out', () => {
    const card = render(advice('urgent-cause', { offers: [] }));
    expect(Object.keys(card)).not.toContain('suggestions');
    expect(Object.keys(card)).not.toContain('selectionBehavior');
  });
});
