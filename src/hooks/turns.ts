/**
 * One request is worked on in each turn of the event loop, in the order in which they came. In each turn Node takes one new connection and reads
 * what has arrived; a turn that worked through all that is ready would leave those who knock outside for as long as all of it takes, again and again.
 */

const waiting: (() => void)[] = [];

const admit = (): void => {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(admit);
};

/** Resolves when it is this request's turn. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(admit);
  });
