/**
 * One face for two databases. What is asked of them is written once, as *work*: a generator that yields queries and is given rows.
 * SQLite runs a work in one go without ever waiting (and several works in one commit); PostgreSQL runs it over the network in a transaction.
 */
import { CompiledQuery, type Compilable, type Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export interface Answered {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

/** Steps of one transaction. It may be run again from its start after a conflict, so it holds no state outside itself. */
export type Work<T> = Generator<CompiledQuery, T, Answered>;

export interface Database {
  /** Builds queries; runs single statements outside any transaction. */
  readonly kysely: Kysely<Schema>;
  /** What a work does first so that no other process decides about the same patient at the same moment; `null` where writers are alone anyway. */
  readonly lockPatient: (patientKey: string) => CompiledQuery | null;
  /** Reads outside a transaction. @throws Error when the database is down. */
  read<T>(work: () => Work<T>): Promise<T>;
  /** Runs in one transaction; `durable`: on disk when it resolves, also through a loss of power. @throws Error when the database is down. */
  write<T>(work: () => Work<T>, options?: { readonly durable?: boolean }): Promise<T>;
  /** Lets go of what deleted rows left behind in SQLite's write-ahead log; PostgreSQL cleans up by itself. */
  clearLog(): Promise<void>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** The rows of a query, typed by the query. */
export function* rowsOf<Row>(query: Compilable<Row>): Work<readonly Row[]> {
  const { rows } = yield query.compile();
  return rows as readonly Row[];
}

/**
 * A query of which only the values change: its SQL is written when it is first asked, and kept. What every hook call asks is written so, because
 * writing SQL takes longer than most answers.
 * @param write the query for values of that shape; they stand in it in the order of `valuesOf`.
 */
export const writtenOnce = <Given, Row>(
  write: (kysely: Kysely<Schema>, given: Given) => Compilable<Row>,
  valuesOf: (given: Given) => readonly unknown[],
): ((kysely: Kysely<Schema>, given: Given) => Compilable<Row>) => {
  const written = new WeakMap<Kysely<Schema>, string>();
  return (kysely, given) => {
    const sql = written.get(kysely) ?? write(kysely, given).compile().sql;
    written.set(kysely, sql);
    return { compile: () => CompiledQuery.raw(sql, [...valuesOf(given)]) as CompiledQuery<Row> };
  };
};

/** Runs a change; the number of rows it touched. */
export function* changesOf(query: Compilable): Work<number> {
  const { changes } = yield query.compile();
  return changes;
}
