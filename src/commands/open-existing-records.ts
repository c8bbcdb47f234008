/** The records that the settings point to, for commands that look into a service's database and must not make a new one. */
import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { openRecords, type CountedRecords } from '../records/open-records.ts';

/** @throws Error when there is no such database, or it cannot be reached. */
export const openExistingRecords = async ({ DATABASE_URL, DATABASE_FILE }: Config): Promise<CountedRecords> => {
  if (DATABASE_URL) return openRecords({ databaseUrl: DATABASE_URL });
  if (existsSync(DATABASE_FILE)) return openRecords({ databaseFile: DATABASE_FILE });
  throw new Error(`there is no database at ${DATABASE_FILE}: set DATABASE_FILE or DATABASE_URL as the service has it`);
};
