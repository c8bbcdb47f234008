/** So many calls as a busy service has under way, not all at once: a database has its patience. */
import { limitConcurrency } from '../../src/records/limit-concurrency.ts';

const AT_ONCE = 3;
const FOR_EVER_MS = 600_000;

export const aFewAtOnce = <T, R>(values: readonly T[], task: (value: T) => Promise<R>): Promise<readonly R[]> => {
  const inTurn = limitConcurrency(AT_ONCE, FOR_EVER_MS);
  return Promise.all(values.map((value) => inTurn(() => task(value))));
};
