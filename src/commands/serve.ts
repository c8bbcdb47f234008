import { Command } from 'commander';
import { settingsTable } from '../config.ts';
import { serve } from '../main.ts';

/** `vfcds serve`: start the service; settings come from the environment. */
export const serveCommand = new Command('serve')
  .description('start the service (without an ehrs.yaml: the demo profile, on loopback)')
  .addHelpText('after', () => `\nSettings, by environment variable:\n${settingsTable()}`)
  .action(() => serve(process.env));
