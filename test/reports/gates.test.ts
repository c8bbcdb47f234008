import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Automaton } from '../../src/reports/lexicon/automaton.ts';
import { loadLexicon, type Known } from '../../src/reports/lexicon/load.ts';
import { readReport } from '../../src/reports/read-report.ts';
import { parseYaml } from '../../src/yaml.ts';

const FOLDER = join(import.meta.dirname, 'cases');
const texts = readdirSync(FOLDER).flatMap((file) => {
  const { cases } = parseYaml(readFileSync(join(FOLDER, file), 'utf8')) as { readonly cases: readonly { readonly text: string }[] };
  return cases.map(({ text }) => text);
});

/** Each case, and each three of them as one report: what one says is around what the others say. */
const threes = texts.flatMap((_, index) => (index % 3 === 0 ? [texts.slice(index, index + 3).join('\n\n')] : []));
const reports = [...texts, ...threes];

const lexicon = loadLexicon();

/** The same lexicon, of which every word may mean anything: then everything is looked for everywhere. */
const all = (): number => -1;
const open: typeof lexicon = {
  ...lexicon,
  automaton: Object.assign(Object.create(lexicon.automaton) as Automaton<Known>, {
    neededBits: all,
    beginBits: all,
    endBits: all,
    ownBits: all,
  }),
};

describe('a sentence in which nothing is looked for', () => {
  it('would have said nothing: the reading is the same when everything is looked for everywhere', () => {
    expect(reports.length).toBeGreaterThan(300);
    const differing = reports.filter((text) => {
      const { steps: all, ...thorough } = readReport(text, open);
      const { steps, ...reading } = readReport(text, lexicon);
      return steps > all || JSON.stringify(reading) !== JSON.stringify(thorough);
    });
    expect(differing).toEqual([]);
  });
});
