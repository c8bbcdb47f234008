import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLexicon } from '../../src/reports/lexicon/load.ts';
import { readReport } from '../../src/reports/read-report.ts';
import type { ReportReading } from '../../src/reports/reading.ts';
import { parseYaml } from '../../src/yaml.ts';

/** One table: a claim and the texts that show it, with the fields that must come back. */
interface Table {
  readonly claim: string;
  readonly cases: readonly ({ readonly text: string } & Partial<ReportReading>)[];
}

const FOLDER = join(import.meta.dirname, 'cases');

const tables = readdirSync(FOLDER).map((file) => parseYaml(readFileSync(join(FOLDER, file), 'utf8')) as Table);

const lexicon = loadLexicon();

const asRead = (text: string, fields: Partial<ReportReading>): Partial<ReportReading> => {
  const reading = readReport(text, lexicon);
  return Object.fromEntries((Object.keys(fields) as (keyof ReportReading)[]).map((field) => [field, reading[field]]));
};

describe.each(tables)('$claim', ({ cases }) => {
  it.each(cases)('$text', ({ text, ...fields }) => {
    expect(asRead(text, fields)).toEqual(fields);
  });
});
