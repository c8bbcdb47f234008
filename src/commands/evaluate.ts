import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { evaluate, parseCorpus } from '../reports/evaluate.ts';
import { loadLexicon } from '../reports/read-report.ts';

/** `vfcds evaluate CORPUS.jsonl`: per-field figures with 95 % Wilson intervals, the confusion table, and each disagreement with its text; exit 1 where there is one. */
export const evaluateCommand = new Command('evaluate')
  .description('read a labelled corpus and compare: figures per field, confusion table, each disagreement')
  .argument('<corpus>', 'labelled reports, one JSON object a line')
  .action((file: string) => {
    const { report, disagreements } = evaluate(parseCorpus(readFileSync(file, 'utf8')), loadLexicon());
    process.stdout.write(report);
    process.exitCode = disagreements > 0 ? 1 : 0;
  });
