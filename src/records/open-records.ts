/** Opens what must outlive a request: a SQLite file by default, PostgreSQL by setting. */
import { answer } from './answer.ts';
import type { Database } from './database.ts';
import { openSqlite } from './open-sqlite.ts';
import { forget, purge } from './purge.ts';
import { recall } from './recall.ts';
import { readStats } from './read-stats.ts';
import type { Records } from './records.ts';
import { remember } from './remember.ts';
import type { Stats } from './stats.ts';
import { useToken } from './use-token.ts';

/** `REPEAT_WINDOW_HOURS` when nobody says otherwise. */
const REPEAT_WINDOW_HOURS = 24;

export interface RecordsSettings {
  /** Path of the SQLite file, made with its folder on first use. */
  readonly databaseFile?: string;
  /** PostgreSQL connection string; wins over the file. */
  readonly databaseUrl?: string;
  /** For how many hours a card that is shown again keeps its uuids. */
  readonly repeatWindowHours?: number;
  readonly now?: () => Date;
}

/** Records that can also say how the service is doing. */
export interface CountedRecords extends Records {
  /** Counts of the last thirteen weeks; weeks begin on Monday in `timeZone`. @throws Error when the database is down. */
  stats(now: Date, timeZone: string): Promise<Stats>;
}

/** The driver of PostgreSQL is loaded only where it is asked for. */
const openDatabase = async ({ databaseFile, databaseUrl }: RecordsSettings): Promise<Database> => {
  if (databaseUrl) return (await import('./open-postgres.ts')).openPostgres(databaseUrl);
  if (databaseFile) return openSqlite(databaseFile);
  throw new Error('neither a database file nor a database URL is given');
};

/** Opens the database and brings its tables up to date. @throws Error when it cannot be reached, opened or migrated. */
export const openRecords = async (settings: RecordsSettings): Promise<CountedRecords> => {
  const { repeatWindowHours = REPEAT_WINDOW_HOURS, now = () => new Date() } = settings;
  const database = await openDatabase(settings);
  return {
    recall: (subject, since) => database.read(() => recall(database, subject, since)),
    remember: (decision) => database.write(() => remember(database, decision, repeatWindowHours)),
    answer: (ehr, answers, receivedAt) => database.write(() => answer(database, ehr, answers, receivedAt), { durable: true }),
    useToken: (token) => database.write(() => useToken(database, token, now())),
    purge: (before) => purge(database, before, now()),
    forget: (ehr, patientKey) => forget(database, ehr, patientKey),
    stats: (at, timeZone) => readStats(database, at, timeZone),
    ready: () => database.ready(),
    close: () => database.close(),
  };
};
