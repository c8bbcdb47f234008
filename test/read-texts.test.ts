import type { ReportText } from '../src/fhir/facts.ts';
import { readTexts } from '../src/read-texts.ts';
import { loadLexicon } from '../src/reports/lexicon/load.ts';

const lexicon = loadLexicon();

const reports = (count: number, text: string): readonly ReportText[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `rep-${index}`,
    ids: [`rep-${index}`],
    text,
    parts: [],
    day: null,
    firstDay: null,
    status: 'final',
    modality: 'CT',
    title: null,
    codedConclusions: [],
    notRead: null,
    encounterId: null,
  }));

/** How many turns others had until it was done. */
const turnsDuring = async (work: Promise<unknown>): Promise<number> => {
  let turns = 0;
  let done = false;
  void work.then(() => (done = true));
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  return turns;
};

describe('reading the reports of a chart', () => {
  it('reads each one that has a text, under its id', async () => {
    const readings = await readTexts(
      [...reports(2, 'There is a wedge fracture of T12.'), { ...(reports(3, '')[2] as ReportText) }],
      lexicon,
    );
    expect([...readings.keys()]).toEqual(['rep-0', 'rep-1']);
    expect(readings.get('rep-1')?.verdict).toBe('fracture');
  });

  it('is done in one turn for a usual chart', async () => {
    expect(await turnsDuring(readTexts(reports(10, 'The lungs are clear. '.repeat(90)), lexicon))).toBeLessThanOrEqual(1);
  });

  it('reads no second report in a turn that it would make too long', async () => {
    expect(await turnsDuring(readTexts(reports(4, 'The lungs are clear. '.repeat(700)), lexicon))).toBeGreaterThanOrEqual(3);
  });

  it('lets others have their turn while it reads a long one', async () => {
    expect(await turnsDuring(readTexts(reports(4, 'The lungs are clear. '.repeat(1000)), lexicon))).toBeGreaterThanOrEqual(3);
  });
});
