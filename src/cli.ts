/** `vfcds`: every command in one place. Data on stdout, talk on stderr; exit 0 good, 1 findings, 2 usage or input error. */
import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { checkChartCommand } from './commands/check-chart.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { explainCommand } from './commands/explain.ts';
import { fixtureCommand } from './commands/fixture.ts';
import { forgetCommand } from './commands/forget.ts';
import { lintCommand } from './commands/lint.ts';
import { readCommand } from './commands/read.ts';
import { registerCommand } from './commands/register.ts';
import { replayCommand } from './commands/replay.ts';
import { serveCommand } from './commands/serve.ts';
import { statsCommand } from './commands/stats.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

const program = new Command('vfcds')
  .description('Vertebral Fracture CDS: a FHIR R4 CDS Hooks service that turns a reported vertebral fracture into the next step')
  .version(version)
  .exitOverride();

for (const command of [serveCommand, replayCommand, explainCommand, fixtureCommand, readCommand, evaluateCommand, checkChartCommand, registerCommand, statsCommand, forgetCommand, lintCommand]) {
  program.addCommand(command.exitOverride());
}

try {
  await program.parseAsync();
} catch (error) {
  const usage = error instanceof CommanderError;
  if (!usage) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = usage && error.exitCode === 0 ? 0 : 2;
}
