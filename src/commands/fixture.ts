import { Command } from 'commander';
import { dayIn } from '../calendar.ts';
import { fixtureNames, readFixture } from '../replay/fixture.ts';
import { moveDates } from '../replay/move-dates.ts';

/** `vfcds fixture NAME`: the case's request with its dates moved to today, ready for curl; without a name, the names. */
export const fixtureCommand = new Command('fixture')
  .description("print a fixture's hook request with its dates moved to today")
  .argument('[name]', 'folder name below fixtures/; without it, all names are listed')
  .action((name?: string) => {
    if (!name) {
      process.stdout.write(`${fixtureNames().join('\n')}\n`);
      return;
    }
    const fixture = readFixture(name);
    const today = dayIn(new Date(), process.env.TIME_ZONE ?? 'Europe/London');
    process.stdout.write(`${JSON.stringify(moveDates(fixture.request, fixture.today, today), null, 2)}\n`);
  });
