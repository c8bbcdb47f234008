/** PostgreSQL: what several replicas share. Slow and lost connections fail quickly, and come back by themselves. */
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database, Work } from './database.ts';
import { errorCode } from './error-code.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { migrate } from './migrations.ts';
import type { Schema } from './schema.ts';

/** All of these must stay well inside a hook's deadline: a database that is slow is treated as down. */
const CONNECTIONS = 10;
const QUEUE_MS = 1500;
const CONNECT_MS = 500;
const STATEMENT_MS = 1000;
const ANSWER_MS = 1500;
/** After a lost connection every call fails at once for so long; then one finds out whether the database is back. */
const PAUSE_AFTER_LOSS_MS = 250;
const MIGRATION_MS = 60_000;
const TRIES = 3;

/** Two works that met each other's locks: the loser is run again (PostgreSQL manual, appendix A, class 40). */
const CONFLICTS = new Set(['40001', '40P01']);

/** Milliseconds since 1970 fit a double; the driver would hand `bigint` out as text. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Whether the database refused a statement; anything else means that it cannot be reached, is starting up or shutting down (classes 08, 53, 57). */
const isRefusal = (error: unknown): boolean => error instanceof pg.DatabaseError && !/^(08|53|57)/.test(errorCode(error));

/** A connection may break at any moment, idle, in use or between two statements; without listeners that would end the process. The next statement tells. */
const makePool = (settings: pg.PoolConfig): pg.Pool => {
  const pool = new pg.Pool({ application_name: 'vfcds', types, ...settings });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

const migrateOnce = async (connectionString: string): Promise<void> => {
  const pool = makePool({ connectionString, max: 1, connectionTimeoutMillis: MIGRATION_MS });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, { serial: 'bigserial' });
  } finally {
    await db.destroy();
  }
};

/** Connects and brings the tables up to date. @throws Error when the database cannot be reached or migrated. */
export const openPostgres = async (connectionString: string): Promise<Database> => {
  await migrateOnce(connectionString);
  const pool = makePool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    idle_in_transaction_session_timeout: ANSWER_MS,
    keepAlive: true,
  });
  // The pool counts the wait for a free connection as time to connect: here a burst waits outside, so that it is not taken for a loss.
  const inTurn = limitConcurrency(CONNECTIONS, QUEUE_MS);

  let lostAt = -Infinity;
  let loss: unknown;

  const useClient = async <T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    if (performance.now() - lostAt < PAUSE_AFTER_LOSS_MS) throw loss;
    let client: pg.PoolClient | undefined;
    try {
      client = await pool.connect();
      const result = await use(client);
      client.release();
      return result;
    } catch (error) {
      const refused = isRefusal(error);
      client?.release(!refused);
      if (!refused) [lostAt, loss] = [performance.now(), error];
      throw error;
    }
  };

  const withClient = <T>(use: (client: pg.PoolClient) => Promise<T>): Promise<T> => inTurn(() => useClient(use));

  const drive = async <T>(client: pg.PoolClient, work: Work<T>): Promise<T> => {
    let step = work.next();
    while (!step.done) {
      const { sql: text, parameters } = step.value;
      const { rows, rowCount } = await client.query(text, [...parameters]);
      step = work.next({ rows, changes: rowCount ?? 0 });
    }
    return step.value;
  };

  const inTransaction = <T>(work: () => Work<T>): Promise<T> =>
    withClient(async (client) => {
      await client.query('begin');
      try {
        const result = await drive(client, work());
        await client.query('commit');
        return result;
      } catch (error) {
        if (isRefusal(error)) await client.query('rollback');
        throw error;
      }
    });

  const write = async <T>(work: () => Work<T>, _options?: unknown, tries = TRIES): Promise<T> => {
    try {
      return await inTransaction(work);
    } catch (error) {
      if (tries === 1 || !CONFLICTS.has(errorCode(error))) throw error;
      await wait(5);
      return write(work, undefined, tries - 1);
    }
  };

  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });

  return {
    kysely,
    lockPatient: (patientKey) => sql`select pg_advisory_xact_lock(hashtextextended(${patientKey}, 0))`.compile(kysely),
    read: (work) => withClient((client) => drive(client, work())),
    write: (work) => write(work),
    clearLog: async () => undefined,
    ready: async () => {
      try {
        await withClient((client) => client.query('select 1'));
        return true;
      } catch {
        return false;
      }
    },
    close: () => pool.end(),
  };
};
