import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { describeOutage } from './outage-suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-outage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** There is no server to stop: the tables are taken away by another connection, so that every statement fails, and put back. */
const rename = (file: string, from: (table: string) => string, to: (table: string) => string): void => {
  const connection = new Libsql(file);
  for (const table of ['decision', 'delivery', 'feedback', 'unmatched_feedback', 'used_token'])
    connection.exec(`alter table ${from(table)} rename to ${to(table)}`);
  connection.close();
};
const there = (table: string): string => table;
const away = (table: string): string => `${table}_away`;

describe('a SQLite file that fails', () => {
  describeOutage(async () => {
    const file = join(folder, 'outage.sqlite');
    return { env: { DATABASE_FILE: file }, takeAway: () => rename(file, there, away), bringBack: () => rename(file, away, there) };
  });
});
