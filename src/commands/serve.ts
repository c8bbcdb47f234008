import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { settingsTable } from '../config.ts';
import { serve } from '../main.ts';

/**
 * After a full collection V8 lets the heap of a large machine grow to several times of what is alive before it looks again. What is alive here
 * hardly changes, and what a call leaves behind is of no use to the next: twice of it keeps the process small. Less would be collected so often
 * that answers wait for it.
 */
const keepHeapSmall = (): void => setFlagsFromString('--heap-growing-percent=100');

/** `vfcds serve`: start the service; settings come from the environment. */
export const serveCommand = new Command('serve')
  .description('start the service (without an ehrs.yaml: the demo profile, on loopback)')
  .addHelpText('after', () => `\nSettings, by environment variable:\n${settingsTable()}`)
  .action(() => {
    keepHeapSmall();
    return serve(process.env);
  });
