/** Lets so many tasks run at once; the others wait their turn, in order, and not for ever. */

/** Runs a task in its turn. @throws Error without having run it when its turn does not come in time. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>;

export const limitConcurrency = (most: number, patienceMs: number): InTurn => {
  const waiting = new Set<() => void>();
  let running = 0;

  const turn = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const start = (): void => {
        clearTimeout(patience);
        waiting.delete(start);
        resolve();
      };
      const patience = setTimeout(() => {
        waiting.delete(start);
        reject(new Error(`no turn within ${patienceMs} ms`));
      }, patienceMs);
      waiting.add(start);
    });

  const passOn = (): void => {
    const [next] = waiting;
    if (next) next();
    else running -= 1;
  };

  return async (task) => {
    if (running < most) running += 1;
    else await turn();
    try {
      return await task();
    } finally {
      passOn();
    }
  };
};
