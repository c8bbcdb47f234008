import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKeys } from '../../src/records/keys.ts';
import { openRecords, type RecordsSettings } from '../../src/records/open-records.ts';
import { aFewAtOnce } from '../records/a-few-at-once.ts';
import { cardsOf, FEEDBACK, hookCall, overriddenWith, SERVICE } from '../records/hook-call.ts';
import { anyUuid, decision, delivery, subject } from '../records/sample.ts';
import { startProcess, type ServiceProcess } from '../records/service-process.ts';
import { goodToken, makeKey, signed } from '../trust/signing.ts';
import { startPostgres, type Postgres } from './start-postgres.ts';

const HASH_KEY = 'the same key of 32 characters or more on every replica';
const ISSUER = 'https://ehr.example';
const AUDIENCE = 'https://cds.example';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-replicas-'));
let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(async () => {
  await postgres.remove();
  rmSync(folder, { recursive: true, force: true });
});

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('two replicas of the service on one PostgreSQL', () => {
  const key = makeKey('key-1');
  const tokenFor = (path: string): string => signed(goodToken(key, { issuer: ISSUER, audience: AUDIENCE + path, now: new Date() }), key);
  let replicas: readonly [ServiceProcess, ServiceProcess];

  beforeAll(async () => {
    writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [key.jwk] }));
    const ehrs = [
      { name: 'st-elsewhere', issuer: ISSUER, keys: { file: join(folder, 'jwks.json') }, audience: AUDIENCE, replay: 'enforce' },
    ];
    const settings = { databaseUrl: await postgres.newDatabase() };
    replicas = await Promise.all([
      startProcess({ settings, hashKey: HASH_KEY, ehrs }),
      startProcess({ settings, hashKey: HASH_KEY, ehrs }),
    ]);
  }, 120_000);
  afterAll(() => Promise.all(replicas.map((replica) => replica.stop())));

  const ask = async (replica: 0 | 1, wishes: Parameters<typeof hookCall>[0]) => {
    const { status, json } = await replicas[replica].post(SERVICE, hookCall(wishes), tokenFor(SERVICE));
    expect(status).toBe(200);
    return cardsOf(json);
  };

  it('believe each token once between them, under load', async () => {
    const statuses = await aFewAtOnce(numbers(40), async (index) => {
      const token = tokenFor(SERVICE);
      const answers = await Promise.all(replicas.map((replica) => replica.post(SERVICE, hookCall({ patientId: `token-${index}` }), token)));
      return answers.map(({ status }) => status).sort();
    });
    expect(statuses).toEqual(statuses.map(() => [200, 401]));
  }, 120_000);

  it('show one user the same card with the same uuid, also when asked at the same moment', async () => {
    const shown = await aFewAtOnce(numbers(40), (index) =>
      Promise.all([ask(0, { patientId: `same-${index}` }), ask(1, { patientId: `same-${index}` })]),
    );
    for (const [one, other] of shown) {
      expect(one.length).toBeGreaterThan(0);
      expect(other).toEqual(one);
    }
  }, 120_000);

  it('keep quiet for everyone after an answer that the other was given, until the evidence changes', async () => {
    const patientId = 'declined';
    const [card] = await ask(0, { patientId });
    const answer = overriddenWith(card?.uuid ?? '', 'patient-refuses');
    expect((await replicas[1].post(FEEDBACK, answer, tokenFor(FEEDBACK))).status).toBe(200);
    const topics = async (wishes = {}) => (await ask(0, { patientId, userId: 'Practitioner/wren', ...wishes })).map(({ topic }) => topic);
    expect(await topics()).not.toContain(card?.topic);
    expect(await topics({ alsoReported: 'There is also an acute compression fracture of L2.' })).not.toEqual([]);
  });
});

describe('the service, killed in the middle of 1,000 posts of feedback', () => {
  const POSTS = 1000;
  const AT_ONCE = 20;
  const KILLED_AFTER = 400;
  const site = { ehr: 'demo', tenant: null };

  it.each([
    ['SQLite', async (): Promise<RecordsSettings> => ({ databaseFile: join(folder, 'killed.sqlite') })],
    ['PostgreSQL', async (): Promise<RecordsSettings> => ({ databaseUrl: await postgres.newDatabase() })],
  ])(
    'has lost none that it answered with 200, on %s',
    async (_, newDatabase) => {
      const settings = await newDatabase();
      const before = await openRecords(settings);
      const shown = numbers(POSTS).map((index) => ({
        who: subject({ ...site, patientKey: makeKeys(HASH_KEY).patient(site, `patient-${index}`) }),
        card: delivery({ cardUuid: anyUuid() }),
      }));
      for (const { who, card } of shown) await before.remember(decision({ subject: who, deliveries: [card] }));
      await before.close();

      const toPost = shown.map(({ card }) => card.cardUuid);
      const acknowledged: string[] = [];
      const postAll = async (service: ServiceProcess, onAcknowledged: () => void): Promise<void> => {
        for (let uuid = toPost.shift(); uuid !== undefined; uuid = toPost.shift()) {
          const status = await service.post(FEEDBACK, overriddenWith(uuid, null)).then(
            (answer) => answer.status,
            () => 0,
          );
          if (status === 0) return;
          expect(status).toBe(200);
          acknowledged.push(uuid);
          onAcknowledged();
        }
      };

      const first = await startProcess({ settings, hashKey: HASH_KEY });
      let killed: Promise<void> | undefined;
      const killInTime = (): void => {
        if (acknowledged.length === KILLED_AFTER) killed = first.kill();
      };
      await Promise.all(numbers(AT_ONCE).map(() => postAll(first, killInTime)));
      await killed;
      const second = await startProcess({ settings, hashKey: HASH_KEY });
      await Promise.all(numbers(AT_ONCE).map(() => postAll(second, () => undefined)));
      await second.stop();

      const after = await openRecords(settings);
      const kept = new Set<string>();
      for (const { who } of shown) for (const { cardUuid } of (await after.recall(who, new Date(0))).answers) kept.add(cardUuid);
      await after.close();
      expect(killed).toBeDefined();
      expect(acknowledged.length).toBeGreaterThanOrEqual(POSTS - AT_ONCE);
      expect(acknowledged.filter((uuid) => !kept.has(uuid))).toEqual([]);
    },
    120_000,
  );
});
