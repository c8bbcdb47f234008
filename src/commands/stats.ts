import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { statsTable } from '../records/stats-table.ts';
import { openExistingRecords } from './open-existing-records.ts';

/** `vfcds stats`: the figures of `GET /stats`, read from the database that the settings point to; the service need not run. */
export const statsCommand = new Command('stats')
  .description('what was read, shown, answered and left unsaid in the last thirteen weeks')
  .option('--json', 'as JSON, for a program')
  .action(async ({ json }: { json?: true }) => {
    const config = readConfig(process.env);
    const records = await openExistingRecords(config);
    try {
      const stats = await records.stats(new Date(), config.TIME_ZONE);
      process.stdout.write(json ? `${JSON.stringify(stats, null, 2)}\n` : statsTable(stats));
    } finally {
      await records.close();
    }
  });
