import { Command } from 'commander';
import { explainInWords } from '../replay/explain.ts';
import { readFixture } from '../replay/fixture.ts';
import { runCase } from '../replay/run-case.ts';
import { adviseForReplay } from './advise-for-replay.ts';

/** `vfcds explain FIXTURE`: the chain from report span to card or silence. */
export const explainCommand = new Command('explain')
  .description('show the chain from report span to card or silence')
  .argument('<fixture>', 'folder name below fixtures/')
  .action(async (name: string) => {
    const run = await runCase(readFixture(name), adviseForReplay());
    if (run.response && run.explanation) process.stdout.write(`${run.fixture.claim}\n\n${explainInWords(run.response, run.explanation)}`);
    else process.stdout.write(`${run.fixture.claim}\n\nThe answer is a refusal: ${JSON.stringify(run.outcome)}\n`);
  });
