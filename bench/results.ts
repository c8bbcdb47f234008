/** What a run found, kept for comparison with a later one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** One server on one body at one number of connections; medians over the rounds. */
export interface Row {
  readonly body: string;
  readonly connections: number;
  readonly server: string;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Requests per second, as a part of those of bare Express in the same round. */
  readonly ofExpress: number;
  readonly p99OfExpress: number;
  readonly rounds: number;
  readonly discarded: number;
  readonly failures: number;
  readonly memoryMb: number;
}

/** The rows of an earlier run; none where there is no such file. */
export const readResults = (file: string): readonly Row[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly rows: readonly Row[] }).rows : [];

export const writeResults = (file: string, rows: readonly Row[]): void => {
  const [cpu] = cpus();
  const machine = { node: process.version, cpus: cpus().length, model: cpu?.model ?? 'unknown' };
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...machine, rows }, null, 2)}\n`);
};
