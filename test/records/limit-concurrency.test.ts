import { limitConcurrency } from '../../src/records/limit-concurrency.ts';

/** A task that ends when it is told to. */
const held = () => {
  let end: (result: string) => void = () => undefined;
  const promise = new Promise<string>((resolve) => (end = resolve));
  return { task: () => promise, end };
};

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('tasks that run a few at a time', () => {
  it('start in the order in which they came, each when another ends', async () => {
    const inTurn = limitConcurrency(2, 10_000);
    const started: number[] = [];
    const tasks = [0, 1, 2, 3].map(() => held());
    const all = tasks.map(({ task }, index) =>
      inTurn(() => {
        started.push(index);
        return task();
      }),
    );
    await settle();
    expect(started).toEqual([0, 1]);
    tasks[1]?.end('one');
    await settle();
    expect(started).toEqual([0, 1, 2]);
    for (const { end } of tasks) end('done');
    expect(await Promise.all(all)).toEqual(['done', 'one', 'done', 'done']);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('give their turn away when they fail', async () => {
    const inTurn = limitConcurrency(1, 10_000);
    await expect(inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await inTurn(async () => 'next')).toBe('next');
  });

  it('do not wait for ever, and are then never run', async () => {
    const inTurn = limitConcurrency(1, 1);
    const first = held();
    const running = inTurn(first.task);
    let ran = false;
    await expect(inTurn(async () => (ran = true))).rejects.toThrow('no turn');
    first.end('done');
    expect(await running).toBe('done');
    expect(ran).toBe(false);
    expect(await inTurn(async () => 'later')).toBe('later');
  });
});
