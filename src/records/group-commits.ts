/** Puts what is written within a few turns of the event loop into one commit: under load that is one disk write for many requests. */

/** The transaction of a database that never waits. */
interface Transaction {
  begin(durable: boolean): void;
  commit(): void;
  rollback(): void;
  /** Whether another process holds the write lock. */
  isBusy(error: unknown): boolean;
}

interface Waiting {
  readonly run: () => unknown;
  readonly durable: boolean;
  readonly since: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** As long as every turn brings another writer, a commit waits for more of them: not for more than so many, and not for longer. */
const MOST = 16;
const LONGEST_MS = 20;

/** A lock held longer than this counts as a database that is down. */
const BUSY_LIMIT_MS = 500;
const BUSY_PAUSE_MS = 5;

/** One commit for all that waits; a writer that fails is undone with the others, and then each is tried alone. */
export const groupCommits = (transaction: Transaction) => {
  let waiting: Waiting[] = [];
  let closed = false;
  let countedLastTurn = 0;

  const commitTogether = (batch: readonly Waiting[]): void => {
    transaction.begin(batch.some(({ durable }) => durable));
    let results: readonly unknown[];
    try {
      results = batch.map(({ run }) => run());
      transaction.commit();
    } catch (error) {
      transaction.rollback();
      throw error;
    }
    batch.forEach(({ resolve }, index) => resolve(results[index]));
  };

  const commitAlone = (one: Waiting): void => {
    try {
      commitTogether([one]);
    } catch (error) {
      one.reject(error);
    }
  };

  const tryLater = (batch: readonly Waiting[], error: unknown): void => {
    const now = performance.now();
    const late = batch.filter(({ since }) => closed || now - since > BUSY_LIMIT_MS);
    late.forEach(({ reject }) => reject(error));
    const patient = batch.filter((one) => !late.includes(one));
    if (patient.length > 0 && waiting.length === 0) setTimeout(flush, BUSY_PAUSE_MS);
    waiting = [...patient, ...waiting];
  };

  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      commitTogether(batch);
    } catch (error) {
      if (transaction.isBusy(error)) tryLater(batch, error);
      else batch.forEach(commitAlone);
    }
  };

  const flushWhenCalm = (): void => {
    const isGrowing = waiting.length > countedLastTurn && waiting.length < MOST;
    const isYoung = performance.now() - (waiting[0]?.since ?? 0) < LONGEST_MS;
    countedLastTurn = waiting.length;
    if (isGrowing && isYoung) setImmediate(flushWhenCalm);
    else flush();
  };

  return {
    add: <T>(run: () => T, durable: boolean): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        if (closed) return reject(new Error('the records are closed'));
        waiting.push({ run, durable, since: performance.now(), resolve: resolve as (value: unknown) => void, reject });
        if (waiting.length > 1) return;
        countedLastTurn = 0;
        setImmediate(flushWhenCalm);
      }),
    /** Writes what still waits and takes no more. */
    finish: async (): Promise<void> => {
      closed = true;
      flush();
    },
  };
};
