import { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FIXTURES, fixtureNames, readFixture } from '../replay/fixture.ts';
import { runCase } from '../replay/run-case.ts';
import { adviseForReplay } from './advise-for-replay.ts';

/** `vfcds replay [DIR]`: each case through the same path as a hook call; exit 1 when one differs from its expected.json. */
export const replayCommand = new Command('replay')
  .description('run the fixtures and compare with what they must give back')
  .argument('[dir]', 'folder of fixtures', FIXTURES)
  .option('--update', 'write what came back as the new expected.json')
  .action(async (dir: string, { update }: { update?: boolean }) => {
    const adviseOn = adviseForReplay();
    const folder = resolve(dir);
    let failed = 0;
    for (const name of fixtureNames(folder)) {
      const run = await runCase(readFixture(name, folder), adviseOn);
      if (update) writeFileSync(join(run.fixture.folder, 'expected.json'), `${JSON.stringify(run.outcome, null, 2)}\n`);
      const differs = !update && run.differences.length > 0;
      if (differs) failed += 1;
      process.stdout.write(`${update ? 'written' : differs ? 'DIFFERS' : 'pass   '}  ${run.fixture.claim}\n`);
      if (differs) for (const line of run.differences) process.stdout.write(`           ${name}: ${line}\n`);
    }
    process.stderr.write(failed ? `${failed} cases differ; look at one with: vfcds explain NAME\n` : 'all cases are as expected\n');
    process.exitCode = failed ? 1 : 0;
  });
