import { turn } from '../../src/hooks/turns.ts';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('come one at a time, in the order in which they were asked for', async () => {
    const order: number[] = [];
    const all = Promise.all([1, 2, 3].map((number) => turn().then(() => order.push(number))));
    const seen: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      await nextTurn();
      seen.push(order.length);
    }
    await all;
    expect(order).toEqual([1, 2, 3]);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('come again after a pause', async () => {
    await turn();
    await nextTurn();
    await expect(turn()).resolves.toBeUndefined();
  });
});
