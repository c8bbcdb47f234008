import fc from 'fast-check';
import type { FlagStatement, Statement } from '../../../src/reports/reading.ts';
import { markText, type Run } from '../../../src/web/console/pages/replay/mark-text.ts';

const cue = (start: number, end: number) => ({ start, end, role: 'target', entry: 'fracture' });

const statement = (start: number, end: number, more: Partial<Statement> = {}): Statement => ({
  start,
  end,
  quote: '',
  section: 'findings',
  subject: 'fracture',
  assertion: 'asserted',
  levels: [],
  regions: [],
  acuity: null,
  severity: null,
  cause: null,
  namesFracture: true,
  multiple: false,
  denial: null,
  unchanged: null,
  calledOld: false,
  isNew: false,
  treated: false,
  softwareOnly: false,
  cues: [],
  ...more,
});

const flag = (start: number, end: number, assertion: FlagStatement['assertion']): FlagStatement => ({
  start,
  end,
  quote: '',
  section: 'findings',
  flag: 'malignancy',
  assertion,
  levels: [],
  besides: [],
  ascribedTo: null,
  structure: null,
  urgent: false,
  course: 'unstated',
  cues: [],
});

const seen = (runs: readonly Run[]): readonly string[] =>
  runs.map(({ kind, pieces }) => `${kind ?? 'plain'}: ${pieces.map(({ text }) => text).join('|')}`);

describe('marking a report', () => {
  it('leaves a text alone of which nothing was read', () => {
    expect(seen(markText('Normal.', { statements: [], flags: [] }))).toEqual(['plain: Normal.']);
    expect(markText('', { statements: [], flags: [] })).toEqual([]);
  });

  it('marks a statement where it stands, and its cue within it', () => {
    const reading = { statements: [statement(0, 18, { cues: [cue(0, 8)] })], flags: [] };
    expect(seen(markText('Fracture of L1 now. Lungs clear.', reading))).toEqual(['asserted: Fracture| of L1 now', 'plain: . Lungs clear.']);
  });

  it.each([
    ['asserted before denied', [statement(0, 8, { assertion: 'denied' }), statement(0, 8)], [], 'asserted'],
    ['possible before history', [statement(0, 8, { assertion: 'history' }), statement(0, 8, { assertion: 'possible' })], [], 'possible'],
    ['a raised red flag before all', [statement(0, 8)], [flag(0, 8, 'possible')], 'flag'],
    ['a denied red flag as a denial', [], [flag(0, 8, 'denied')], 'denied'],
  ] as const)('colours a shared stretch by what matters most: %s', (_claim, statements, flags, kind) => {
    expect(markText('Fracture', { statements, flags })[0]?.kind).toBe(kind);
  });

  it('never loses or doubles a character, however spans overlap', () => {
    const span = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);
    fc.assert(
      fc.property(fc.string({ maxLength: 41 }), fc.array(span, { maxLength: 6 }), fc.array(span, { maxLength: 6 }), (text, spans, cues) => {
        const statements = spans.map(([start, end]) => statement(start, end, { cues: cues.map(([from, to]) => cue(from, to)) }));
        const runs = markText(text, { statements, flags: [] });
        expect(runs.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('')).toBe(text);
      }),
    );
  });
});
