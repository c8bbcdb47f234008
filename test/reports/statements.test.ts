import { loadLexicon } from '../../src/reports/lexicon/load.ts';
import { readReport } from '../../src/reports/read-report.ts';
import type { FlagStatement, ReportReading, Statement } from '../../src/reports/reading.ts';

const lexicon = loadLexicon();
const read = (text: string): ReportReading => readReport(text, lexicon);

const statementOf = (text: string): Statement => {
  const { statements } = read(text);
  const statement = statements.find(({ assertion }) => assertion === 'asserted' || assertion === 'possible') ?? statements[0];
  if (statement === undefined) throw new Error(`nothing is said in: ${text}`);
  return statement;
};

const flagOf = (text: string): FlagStatement => {
  const [flag] = read(text).flags;
  if (flag === undefined) throw new Error(`no flag in: ${text}`);
  return flag;
};

describe('how far a denial reaches', () => {
  it.each([
    ['No vertebral fracture.', 'general'],
    ['No fracture of T12.', 'finding'],
    ['The T12 vertebra is not fractured.', 'finding'],
    ["The T12 abnormality is a Schmorl's node, not a fracture.", 'finding'],
    ['No acute vertebral fracture.', 'qualified'],
    ['No new or further vertebral fracture.', 'qualified'],
    ['Vertebral body heights are preserved.', 'weak'],
  ])('%s', (text, denial) => {
    expect(read(text).statements.map((one) => one.denial)).toContain(denial);
  });

  it('names the level that it denies', () => {
    expect(read("The T12 abnormality is a Schmorl's node, not a fracture.").statements).toContainEqual(
      expect.objectContaining({ assertion: 'denied', levels: ['T12'] }),
    );
  });
});

describe('since when a finding is unchanged', () => {
  it.each([
    ['Wedge fracture of T8, unchanged since 2019.', '2019'],
    ['Wedge fracture of T8, stable since January 2020.', '2020-01'],
    ['Wedge fracture of T8, unchanged since 14/03/2021.', '2021-03-14'],
    ['Wedge fracture of T8, unchanged from 14 March 2021.', '2021-03-14'],
    ['Wedge fracture of T8, unchanged since 03.2021.', null],
    ['Wedge fracture of T8, unchanged.', null],
  ])('%s', (text, since) => {
    expect(statementOf(text).unchanged).toEqual({ since });
  });

  it('is not said of a new one', () => {
    expect(statementOf('New wedge fracture of T8.').unchanged).toBeNull();
  });

  it('old in words is another thing than unchanged or known', () => {
    expect(statementOf('Old wedge fracture of T8, unchanged since 2019.')).toMatchObject({ calledOld: true, unchanged: { since: '2019' } });
    expect(statementOf('Wedge fracture of T8, unchanged since 2019.').calledOld).toBe(false);
    expect(statementOf('Known wedge fracture of T8.').calledOld).toBe(false);
  });
});

describe('what else a statement carries', () => {
  it('called new, treated, found by software only, several', () => {
    expect(statementOf('New wedge fracture of T8.').isNew).toBe(true);
    expect(statementOf('Cement in L1 after vertebroplasty.').treated).toBe(true);
    expect(statementOf('Software flagged a vertebral fracture at L2.')).toMatchObject({ softwareOnly: true, levels: ['L2'] });
    expect(statementOf('Multiple thoracic compression fractures.')).toMatchObject({ multiple: true, levels: [], regions: ['thoracic'] });
  });

  it('the cues that decided it, with their lexicon entries', () => {
    const text = 'Old wedge fracture of T8.';
    const cues = statementOf(text).cues.map(({ start, end, role }) => `${role}: ${text.slice(start, end)}`);
    expect(cues).toEqual(['time: Old', 'target: wedge fracture']);
  });
});

describe('what a compression of cord or cauda equina is ascribed to', () => {
  it.each([
    ['Cord compression at C5/6 by a disc osteophyte bar.', 'degenerative'],
    ['The cord is compressed by epidural tumour at T7.', 'tumour'],
    ['Cord compression from the retropulsed L1 fragment.', 'fracture'],
    ['Epidural abscess compressing the cord at T9.', 'infection'],
    ['There is cord compression at T9.', 'unascribed'],
  ])('%s', (text, ascribedTo) => {
    expect(read(text).flags.filter(({ flag }) => flag === 'cordCompression')).toContainEqual(expect.objectContaining({ ascribedTo }));
  });

  it('names the structure, and calls a cauda equina syndrome urgent', () => {
    expect(flagOf('Cauda equina syndrome from a large disc.')).toMatchObject({ structure: 'cauda equina', urgent: true });
    expect(flagOf('Conus compression.')).toMatchObject({ structure: 'conus', urgent: false });
  });

  it('stands beside the fracture of its sentence', () => {
    const { statements, flags } = read('Pathological compression fracture of T8 with cord compression.');
    expect(statements).toHaveLength(1);
    expect(flags.map(({ flag, besides }) => [flag, besides])).toEqual([
      ['malignancy', [0]],
      ['cordCompression', [0]],
    ]);
  });

  it('is denied where the report denies it', () => {
    expect(flagOf('No cord compression.').assertion).toBe('denied');
    expect(read('No suspicious bone lesion.').flags.map(({ assertion }) => assertion)).toEqual(['denied']);
  });
});

describe('what stands around the findings', () => {
  it.each([
    ['Clinical history: fall from standing height.\n\nL1 fracture.', 'low'],
    ['RTC at 50 mph.\n\nL1 fracture.', 'high'],
    ['Fell from a ladder.\n\nL1 fracture.', 'high'],
    ['Fall.\n\nL1 fracture.', 'unstated'],
  ])('the energy of an injury: %s', (text, energy) => {
    expect(read(text).mechanism?.energy).toBe(energy);
  });

  it('no injury where it is denied', () => {
    expect(read('Back pain, no trauma.\n\nL1 fracture.').mechanism).toBeNull();
  });

  it('an ankylosed spine, advice of imaging, the regions shown', () => {
    expect(read('Known ankylosing spondylitis. No fracture.').ankylosed).toBe(true);
    expect(read('No features of ankylosing spondylitis.').ankylosed).toBe(false);
    expect(read('Wedging of T11. MRI recommended.').advisesImaging).toBe(true);
    expect(read('Wedging of T11.').advisesImaging).toBe(false);
    expect(read('MRI lumbar spine. Normal.').covers).toEqual(['lumbar']);
    expect(read('CT chest abdomen and pelvis. Normal.').covers).toEqual(['thoracic', 'lumbar']);
  });

  it.each(['Please see attached PDF.', 'CT chest\nReport to follow.', 'No formal report. Images on PACS.'])(
    'only a pointer: %s',
    (text) => {
      expect(read(text).pointerOnly).toBe(true);
    },
  );

  it.each(['Please see attached PDF. Fracture of L1.', 'Lungs clear. Full report to follow.', 'Normal chest.'])('a report: %s', (text) => {
    expect(read(text).pointerOnly).toBe(false);
  });
});
