/** The embedded database: one file in WAL mode, one connection, several works in one commit. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, SqliteDialect, type CompiledQuery, type SqliteDatabase } from 'kysely';
import Libsql from 'libsql';
import type { Database, Work } from './database.ts';
import { errorCode } from './error-code.ts';
import { groupCommits } from './group-commits.ts';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';

/** How long a start waits for another process that creates the same file. */
const START_PATIENCE_MS = 10_000;

/** Hashed data or not, nobody else on the machine needs to read it; SQLite gives the same mode to its `-wal` and `-shm` files. */
const makeFile = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
};

interface Prepared {
  readonly statement: Libsql.Statement<unknown[]>;
  readonly givesRows: boolean;
}

/** Statements are prepared once; lists of any length make many of them, so the oldest go. */
const PREPARED = 200;

const statementsOf = (connection: Libsql.Database): ((sql: string) => Prepared) => {
  const prepared = new Map<string, Prepared>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = connection.prepare(sql);
    const fresh = { statement, givesRows: statement.reader };
    if (prepared.size >= PREPARED) prepared.delete(prepared.keys().next().value ?? '');
    prepared.set(sql, fresh);
    return fresh;
  };
};

/** Pages of the write-ahead log (16 MB) before they go back into the file: a page that many cards change is then written back once. */
const LOG_PAGES = 4000;

const forKysely = (connection: Libsql.Database): SqliteDatabase => ({
  prepare: (sql) => connection.prepare(sql) as ReturnType<SqliteDatabase['prepare']>,
  close: () => undefined,
});

const isBusy = (error: unknown): boolean => errorCode(error).startsWith('SQLITE_BUSY');

/** Under the write lock from before the first look: Kysely takes none for SQLite, and two processes that start together would both make the tables. */
const migrateAlone = async (connection: Libsql.Database): Promise<void> => {
  connection.exec('begin immediate');
  await migrate(new Kysely<Schema>({ dialect: new SqliteDialect({ database: forKysely(connection) }) }), { serial: 'integer' });
  connection.exec('commit');
};

const openConnection = async (file: string, until = Date.now() + START_PATIENCE_MS): Promise<Libsql.Database> => {
  const connection = new Libsql(file);
  try {
    // A lock held by another process is waited for outside the engine, which would stop the whole service while it waits.
    connection.pragma('busy_timeout = 0');
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
    connection.pragma('foreign_keys = ON');
    connection.pragma('secure_delete = ON');
    await migrateAlone(connection);
    return connection;
  } catch (error) {
    // What it had begun is undone with it.
    connection.close();
    if (!isBusy(error) || Date.now() > until) throw error;
    await wait(50);
    return openConnection(file, until);
  }
};

/** Opens the file, made on first use with mode 0600, and brings its tables up to date. @throws Error when it cannot be opened or migrated. */
export const openSqlite = async (file: string): Promise<Database> => {
  makeFile(file);
  const connection = await openConnection(file);
  const prepare = statementsOf(connection);

  const ask = ({ sql, parameters }: CompiledQuery) => {
    const { statement, givesRows } = prepare(sql);
    if (givesRows) return { rows: statement.all(...parameters), changes: 0 };
    return { rows: [], changes: statement.run(...parameters).changes };
  };
  const drive = <T>(work: Work<T>): T => {
    let step = work.next();
    while (!step.done) step = work.next(ask(step.value));
    return step.value;
  };
  let isDurable = false;
  const syncFully = (durable: boolean): void => {
    if (durable !== isDurable) connection.pragma(`synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    isDurable = durable;
  };
  const commits = groupCommits({
    begin: (durable) => {
      syncFully(durable);
      connection.exec('begin immediate');
    },
    commit: () => void connection.exec('commit'),
    rollback: () => void (connection.inTransaction && connection.exec('rollback')),
    isBusy,
  });

  return {
    kysely: new Kysely<Schema>({ dialect: new SqliteDialect({ database: forKysely(connection) }) }),
    lockPatient: () => null,
    read: async (work) => drive(work()),
    write: (work, { durable = false } = {}) => commits.add(() => drive(work()), durable),
    clearLog: async () => void connection.pragma('wal_checkpoint(TRUNCATE)'),
    ready: async () => {
      try {
        return prepare('select 1 from used_token limit 1').statement.all().length >= 0;
      } catch {
        return false;
      }
    },
    close: async () => {
      await commits.finish();
      connection.pragma('wal_checkpoint(TRUNCATE)');
      connection.close();
    },
  };
};
