import { setTimeout as wait } from 'node:timers/promises';
import { openRecords, type CountedRecords } from '../../src/records/open-records.ts';
import { describeRecords } from '../records/records-suite.ts';
import { decision, delivery, NOW, overridden, subject } from '../records/sample.ts';
import { startPostgres, type Postgres } from './start-postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.remove());

describe('records in PostgreSQL', () => {
  describeRecords(() => ({ databaseUrl: postgres.url }));

  it('are not opened where there is no database', async () => {
    await expect(openRecords({ databaseUrl: postgres.url.replace(/\w+$/, 'nowhere') })).rejects.toThrow('nowhere');
  });
});

describe('a PostgreSQL that goes away', () => {
  const EHR = { name: 'st-elsewhere', tenant: null };
  const token = { issuer: 'https://ehr.example', tenant: null, jti: 'jti-1', expires: new Date('2036-01-01T00:00:00Z') };

  const untilReady = async (records: CountedRecords): Promise<void> => {
    while (!(await records.ready())) await wait(50);
  };

  it('fails every call, is not ready, and serves again by itself when it is back', async () => {
    const records = await openRecords({ databaseUrl: await postgres.newDatabase() });
    const [card] = await records.remember(decision({ deliveries: [delivery()] }));
    await postgres.stop();

    await expect(records.recall(subject(), NOW)).rejects.toThrow();
    await expect(records.remember(decision())).rejects.toThrow();
    await expect(records.answer(EHR, [overridden(card?.cardUuid ?? '')], NOW)).rejects.toThrow();
    await expect(records.useToken(token)).rejects.toThrow();
    expect(await records.ready()).toBe(false);

    await postgres.start();
    await untilReady(records);
    expect(await records.answer(EHR, [overridden(card?.cardUuid ?? '')], NOW)).toMatchObject([{ result: 'stored' }]);
    expect(await records.useToken(token)).toBe(true);
    await records.close();
  }, 30_000);

  it('loses no service process when its idle connections are cut', async () => {
    const records = await openRecords({ databaseUrl: await postgres.newDatabase() });
    await Promise.all(Array.from({ length: 5 }, () => records.recall(subject(), NOW)));
    await postgres.stop();
    await postgres.start();
    await untilReady(records);
    expect(await records.recall(subject(), NOW)).toEqual({ deliveries: [], answers: [] });
    await records.close();
  }, 30_000);

  it('fails at once, not after a wait each time, while it is away', async () => {
    const records = await openRecords({ databaseUrl: await postgres.newDatabase() });
    await postgres.stop();
    const calls = await Promise.allSettled(Array.from({ length: 500 }, () => records.recall(subject(), NOW)));
    expect(calls.every(({ status }) => status === 'rejected')).toBe(true);
    const first = await records.recall(subject(), NOW).catch((error: unknown) => error);
    const second = await records.recall(subject(), NOW).catch((error: unknown) => error);
    expect(second).toBe(first);
    await postgres.start();
    await untilReady(records);
    await records.close();
  }, 30_000);
});
