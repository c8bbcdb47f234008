/** Retention while the service runs: what is too old goes, hour by hour. Several replicas may do it at once; each row goes once. */
import type { Records } from './records.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Retention {
  /** `RETENTION_DAYS`: how long decisions, deliveries and answers are kept. */
  readonly days: number;
  readonly now: () => Date;
  /** Told after each round, with the number of rows that went. */
  readonly onPurged: (rows: number) => void;
  /** Told when the database is down; the next round tries again. */
  readonly onError: (error: unknown) => void;
  /** Time between two rounds, one hour where nothing is said; the first comes after one such time, not while the service starts. */
  readonly everyMs?: number;
}

/** Purges for as long as the process runs, without keeping it alive; call the result to end it. A round is never begun before the last has ended. */
export const keepPurged = (
  records: Pick<Records, 'purge'>,
  { days, now, onPurged, onError, everyMs = HOUR_MS }: Retention,
): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const round = async (): Promise<void> => {
    await records.purge(new Date(now().getTime() - days * DAY_MS)).then(onPurged, onError);
    next();
  };
  const next = (): void => {
    if (!ended) timer = setTimeout(() => void round(), everyMs).unref();
  };
  next();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
};
