import fc from 'fast-check';
import { loadLexicon } from '../../src/reports/lexicon/load.ts';
import { readReport } from '../../src/reports/read-report.ts';
import type { ReportReading } from '../../src/reports/reading.ts';

const lexicon = loadLexicon();

type Core = Pick<ReportReading, 'verdict' | 'levels' | 'acuity' | 'severity' | 'cause' | 'redFlags' | 'namesFracture' | 'recommendsAction'>;

/** The fields of the labelling guideline. */
const core = (text: string): Core => {
  const { verdict, levels, acuity, severity, cause, redFlags, namesFracture, recommendsAction } = readReport(text, lexicon);
  return { verdict, levels, acuity, severity, cause, redFlags, namesFracture, recommendsAction };
};

const SENTENCES = [
  'There is an old wedge fracture of T8.',
  'Acute compression fracture of L1 with marrow oedema.',
  'Mild loss of height of T11.',
  'A fracture of T6 cannot be excluded.',
  'No vertebral fracture.',
  'Vertebral body heights are preserved.',
  'Burst fracture of L2 with retropulsion into the canal.',
  'Osteoporotic collapse of D9 and D12, unchanged.',
  'The liver and both kidneys are normal.',
  'Lytic deposit in L4, no collapse.',
] as const;

const aSentence = fc.constantFrom(...SENTENCES);
const aReport = fc.array(aSentence, { minLength: 1, maxLength: 5 });

/** Sentences that speak of nothing that another one speaks of. */
const INDEPENDENT = [
  'There is an old wedge fracture of T5.',
  'The lungs are clear.',
  'Acute compression fracture of L1.',
  'The liver is of normal size.',
  'Healed fractures of the left fifth to seventh ribs.',
  'A calcified granuloma lies in the right upper lobe.',
] as const;

describe('what never changes a reading', () => {
  it('a final full stop', () => {
    fc.assert(
      fc.property(aReport, (sentences) => {
        const text = sentences.join(' ');
        expect(core(text.replace(/\.$/, ''))).toEqual(core(text));
      }),
      { numRuns: 60 },
    );
  });

  it('letter case', () => {
    fc.assert(
      fc.property(aReport, (sentences) => {
        const text = sentences.join(' ');
        expect(core(text.toUpperCase())).toEqual(core(text));
        expect(core(text.toLowerCase())).toEqual(core(text));
      }),
      { numRuns: 60 },
    );
  });

  it('where lines are wrapped', () => {
    fc.assert(
      fc.property(aReport, fc.integer({ min: 40, max: 100 }), (sentences, width) => {
        const text = ['Findings:', ...sentences].join(' ');
        expect(core(wrap(text, width))).toEqual(core(text));
      }),
      { numRuns: 100 },
    );
  });

  it('T or D for the thoracic vertebrae', () => {
    fc.assert(
      fc.property(aReport, (sentences) => {
        const text = sentences.join(' ');
        expect(core(text.replace(/\bT(\d)/g, 'D$1'))).toEqual(core(text.replace(/\bD(\d)/g, 'T$1')));
      }),
      { numRuns: 60 },
    );
  });

  it('the order of independent sentences', () => {
    const inOrder = core(INDEPENDENT.join(' '));
    fc.assert(
      fc.property(fc.shuffledSubarray([...INDEPENDENT], { minLength: INDEPENDENT.length }), (sentences) => {
        expect(core(sentences.join(' '))).toEqual(inOrder);
      }),
      { numRuns: 60 },
    );
  });

  it('an added denial about another bone', () => {
    fc.assert(
      fc.property(
        aReport,
        fc.constantFrom('No rib fracture.', 'The sternum is intact.', 'No fracture of the pelvis or hips.'),
        (sentences, denial) => {
          expect(core([...sentences, denial].join(' '))).toEqual(core(sentences.join(' ')));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('accents, typographic marks and Windows line ends', () => {
    expect(core('Cupid\u2019s bow of L4 \u2013 a normal variant.\r\nNo fracture.\r\n')).toEqual(
      core("Cupid's bow of L4 - a normal variant.\nNo fracture.\n"),
    );
    expect(core('K\u00fcmmell disease at T12.')).toEqual(core('Kummell disease at T12.'));
  });
});

/** Breaks lines at blanks so that none is longer than the width, as editors and printers do. */
const wrap = (text: string, width: number): string =>
  text
    .split(' ')
    .reduce<string[]>((lines, word) => {
      const line = lines.at(-1);
      if (line === undefined || line.length + 1 + word.length > width) return [...lines, word];
      return [...lines.slice(0, -1), `${line} ${word}`];
    }, [])
    .join('\n');

describe('what a reading points at', () => {
  it('quotes exactly the text that its span names, cues included', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(aSentence, fc.string()), { maxLength: 6 }), (parts) => {
        const text = parts.join('\n');
        const reading = readReport(text, lexicon);
        for (const { start, end, quote, cues } of [...reading.statements, ...reading.flags]) {
          expect(text.slice(start, end)).toBe(quote);
          for (const cue of cues) expect(cue.start >= 0 && cue.start < cue.end && cue.end <= text.length).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('names only entries that the lexicon has', () => {
    const ids = new Set(lexicon.entries.map(({ id }) => id));
    const reading = readReport(SENTENCES.join(' '), lexicon);
    expect(reading.statements.length).toBeGreaterThan(5);
    for (const { cues } of [...reading.statements, ...reading.flags]) for (const { entry } of cues) expect(ids).toContain(entry);
  });
});

/** Texts made to be slow: all of one kind, as long as asked. */
const HOSTILE: Readonly<Record<string, string>> = {
  'one letter': 'a',
  'brackets that open': '( [ {',
  'a finding again and again': 'old wedge fracture of the ',
  'levels without end': 'T1, ',
  'denials without end': 'no ',
  'phrases that never end': 'loss of ',
  'line breaks': 'T12\n',
  questions: '? ',
  'findings without a full stop': 'no fracture of T12 but a fracture of L1, likely old, ',
  'templates without end': 'Vertebral fracture: Yes. Level: T8. Grade: 2. ',
};

describe('reading stays linear', () => {
  it.each(Object.entries(HOSTILE))('%s: twice the text takes at most 2.2 times the steps', (_, piece) => {
    const steps = (size: number): number => readReport(piece.repeat(Math.ceil(size / piece.length)), lexicon).steps;
    expect(steps(20_000)).toBeLessThanOrEqual(2.2 * steps(10_000));
  });

  it('says from where on it did not read, where a text holds more findings than any report', () => {
    const piece = HOSTILE['templates without end'] ?? '';
    const text = piece.repeat(4000);
    const { unreadFrom, statements } = readReport(text, lexicon);
    expect(text.slice(unreadFrom ?? 0).length).toBeGreaterThan(1000);
    expect(statements.every(({ end }) => end <= (unreadFrom ?? 0))).toBe(true);
    expect(readReport(piece.repeat(40), lexicon).unreadFrom).toBeNull();
  });

  it('reads any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(['fracture', 'possible', 'none']).toContain(readReport(text, lexicon).verdict);
      }),
      { numRuns: 200 },
    );
  });

  it('says nothing of an empty text', () => {
    expect(core('')).toEqual({
      verdict: 'none',
      levels: [],
      acuity: null,
      severity: null,
      cause: null,
      redFlags: [],
      namesFracture: null,
      recommendsAction: false,
    });
  });
});
