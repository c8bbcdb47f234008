import { evaluate, parseCorpus, wilson } from '../../src/reports/evaluate.ts';
import { loadLexicon } from '../../src/reports/lexicon/load.ts';
import { markReport } from '../../src/reports/mark-report.ts';
import { readReport } from '../../src/reports/read-report.ts';

const lexicon = loadLexicon();

const label = {
  id: 'one',
  text: 'Old wedge fracture of T8.',
  verdict: 'fracture',
  levels: ['T8'],
  acuity: 'old',
  severity: null,
  cause: 'unstated',
  redFlags: [],
  namesFracture: true,
  recommendsAction: false,
};

const corpus = (...labels: readonly object[]) => parseCorpus(labels.map((one) => JSON.stringify(one)).join('\n'));

describe('evaluating a labelled corpus', () => {
  it('has nothing to show where every field agrees', () => {
    const { report, disagreements } = evaluate(corpus(label), lexicon);
    expect(disagreements).toBe(0);
    expect(report).toContain('1 reports');
    expect(report).toMatch(/verdict +1\/1 +100\.0 % \[20\.7-100\.0\]/);
  });

  it('shows each disagreement with its fields and its text', () => {
    const { report, disagreements } = evaluate(corpus(label, { ...label, id: 'two', levels: ['T9'], acuity: 'acute' }), lexicon);
    expect(disagreements).toBe(1);
    expect(report).toContain(
      '--- two: levels: labelled ["T9"], read ["T8"]; acuity: labelled "acute", read "old"\nOld wedge fracture of T8.',
    );
  });

  it('refuses a line that is not a labelled report, by its number', () => {
    expect(() => parseCorpus(`${JSON.stringify(label)}\n{"id":"two"}`)).toThrow('line 2');
    expect(() => parseCorpus('no JSON')).toThrow('line 1');
  });

  it('gives the interval of Wilson', () => {
    const [low, high] = wilson(9, 10);
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.596', '0.982']);
    expect(wilson(0, 0)).toEqual([0, 1]);
  });
});

describe('a report on the terminal', () => {
  const marked = (text: string): string => markReport(text, readReport(text, lexicon));

  it('colours statements by how they are spoken of and underlines the cues', () => {
    const shown = marked('Old wedge fracture of T8. Lungs clear.');
    expect(shown).toContain('\u001b[31;4mOld\u001b[0m');
    expect(shown).toContain('\u001b[31m of T8.\u001b[0m Lungs clear.');
    expect(shown).toMatch(/verdict +fracture\n/);
  });

  it('leaves out control characters of the report, so that it cannot steer the terminal', () => {
    const shown = marked('Fracture of T8.\u001b[2J\u0007\u009b31m');
    expect(shown).not.toContain('\u001b[2J');
    expect(shown).not.toContain('\u0007');
    expect(shown).not.toContain('\u009b');
  });
});
