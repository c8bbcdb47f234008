import { Command } from 'commander';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { markReport } from '../reports/mark-report.ts';
import { loadLexicon, readReport, type Lexicon } from '../reports/read-report.ts';

const lineSchema = z.object({ id: z.string(), text: z.string() });

/** One corpus line; `null` where it is not JSON with an id and a text. */
const parseLine = (line: string): z.infer<typeof lineSchema> | null => {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/** Waits while the reader of our output is slower than we are, so that nothing piles up in memory. */
const write = (text: string): Promise<void> =>
  new Promise((done) => {
    if (process.stdout.write(text)) done();
    else process.stdout.once('drain', done);
  });

const readLines = async (input: NodeJS.ReadableStream, lexicon: Lexicon): Promise<void> => {
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    const report = parseLine(line);
    if (report === null) {
      process.stderr.write(`line ${String(number)}: not a JSON object with "id" and "text"\n`);
      process.exitCode = 2;
      continue;
    }
    const { verdict, levels, acuity, severity, cause, redFlags, namesFracture, recommendsAction, statements } = readReport(
      report.text,
      lexicon,
    );
    const reading = { id: report.id, verdict, levels, acuity, severity, cause, redFlags, namesFracture, recommendsAction, statements };
    await write(`${JSON.stringify(reading)}\n`);
  }
};

/** `vfcds read [FILE]`: what a report says about the vertebrae. */
export const readCommand = new Command('read')
  .description('read a report from FILE or standard input: JSON, or on a terminal the report with its statements marked')
  .argument('[file]', 'text of one report, or with --ndjson one {"id", "text"} a line')
  .option('--ndjson', 'read lines of JSON and answer each with a line, in order')
  .action(async (file: string | undefined, { ndjson }: { ndjson?: boolean }) => {
    const lexicon = loadLexicon();

    if (ndjson) {
      await readLines(file === undefined ? process.stdin : createReadStream(file), lexicon);
      return;
    }
    const text = readFileSync(file ?? 0, 'utf8');
    const reading = readReport(text, lexicon);
    process.stdout.write(process.stdout.isTTY ? markReport(text, reading) : `${JSON.stringify(reading, null, 2)}\n`);
  });
