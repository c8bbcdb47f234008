/** `vfcds`: every command in one place. Data on stdout, talk on stderr; exit 0 good, 1 findings, 2 usage or input error. */
import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

/** Only what is asked for is loaded, so that `vfcds read` does not wait for the server. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  replay: async () => (await import('./commands/replay.ts')).replayCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  fixture: async () => (await import('./commands/fixture.ts')).fixtureCommand,
  read: async () => (await import('./commands/read.ts')).readCommand,
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluateCommand,
  'check-chart': async () => (await import('./commands/check-chart.ts')).checkChartCommand,
  register: async () => (await import('./commands/register.ts')).registerCommand,
  stats: async () => (await import('./commands/stats.ts')).statsCommand,
  forget: async () => (await import('./commands/forget.ts')).forgetCommand,
  lint: async () => (await import('./commands/lint.ts')).lintCommand,
};

const asked = Object.entries(COMMANDS).filter(([name]) => name === process.argv[2]);

const program = new Command('vfcds')
  .description('Vertebral Fracture CDS: a FHIR R4 CDS Hooks service that turns a reported vertebral fracture into the next step')
  .version(version)
  .exitOverride();

try {
  for (const [, load] of asked.length > 0 ? asked : Object.entries(COMMANDS)) program.addCommand((await load()).exitOverride());
  await program.parseAsync();
} catch (error) {
  const usage = error instanceof CommanderError;
  if (!usage) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = usage && error.exitCode === 0 ? 0 : 2;
}
