import { keepPurged } from '../../src/records/keep-purged.ts';

const NOW = new Date('2026-03-10T09:00:00Z');

/** Purges that end as told, until there were so many rounds. */
const rounds = (
  count: number,
  purge: (before: Date) => Promise<number>,
): Promise<{ purged: number[]; errors: unknown[]; before: Date[] }> =>
  new Promise((resolve) => {
    const seen = { purged: [] as number[], errors: [] as unknown[], before: [] as Date[] };
    const told = (): void => {
      if (seen.purged.length + seen.errors.length < count) return;
      stop();
      resolve(seen);
    };
    const stop = keepPurged(
      {
        purge: (before) => {
          seen.before.push(before);
          return purge(before);
        },
      },
      {
        days: 400,
        everyMs: 1,
        now: () => NOW,
        onPurged: (rows) => {
          seen.purged.push(rows);
          told();
        },
        onError: (error) => {
          seen.errors.push(error);
          told();
        },
      },
    );
    // The rounds do not keep the process alive, and this test would end with them.
    setImmediate(function hold() {
      if (seen.purged.length + seen.errors.length < count) setImmediate(hold);
    });
  });

describe('retention', () => {
  it('removes what is older than so many days, again and again', async () => {
    const { purged, before } = await rounds(3, async () => 7);
    expect(purged).toEqual([7, 7, 7]);
    expect(before[0]?.toISOString()).toBe('2025-02-03T09:00:00.000Z');
  });

  it('goes on after the database was down', async () => {
    let calls = 0;
    const { purged, errors } = await rounds(3, async () => {
      calls += 1;
      if (calls === 1) throw new Error('down');
      return 0;
    });
    expect([errors.length, purged.length]).toEqual([1, 2]);
  });

  it('does nothing at all when it is ended at once', () => {
    const stop = keepPurged(
      { purge: () => Promise.reject(new Error('purged')) },
      { days: 1, now: () => NOW, onPurged: () => undefined, onError: () => undefined },
    );
    expect(stop()).toBeUndefined();
  });
});
