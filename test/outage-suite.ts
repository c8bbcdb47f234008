/** What callers see while the database is down, over HTTP, and when it is back: run on SQLite by `app.outage.test.ts` and on PostgreSQL by `test/postgres/`. */
import { setTimeout as wait } from 'node:timers/promises';
import { hookCall, NOON, PATIENT_VIEW, type WireAnswer } from './hooks/call.ts';
import { startService, type Answer, type TestService } from './service.ts';
import { signedEhr } from './signed-ehr.ts';

export interface TakenAway {
  /** Settings that name the database. */
  readonly env: Readonly<Record<string, string>>;
  readonly takeAway: () => void | Promise<void>;
  readonly bringBack: () => void | Promise<void>;
}

const FEEDBACK = `${PATIENT_VIEW}/feedback`;
const cardsOf = ({ json }: Answer): WireAnswer['cards'] => (json as WireAnswer).cards;
const overridden = (card: string) => ({ feedback: [{ card, outcome: 'overridden', outcomeTimestamp: '2026-03-14T12:01:00Z' }] });
const toldToWait = ({ status, text, headers }: Answer) => [status, text.includes('"cards"'), headers.get('retry-after')];
const TOLD_TO_WAIT = [503, false, '1'];

/** One service, before, during and after: the tests build on each other. */
export const describeOutage = (database: () => Promise<TakenAway>): void => {
  const strict = signedEhr('strict', { replay: 'enforce' });
  const lenient = signedEhr('lenient', { replay: 'off' });
  let service: TestService;
  let taken: TakenAway;
  let shown: WireAnswer['cards'];
  let used: string;
  let refused: string;

  const withToken = (path: string, body: unknown, authorization: string): Promise<Answer> => service.post(path, body, { authorization });
  const recorded = () => service.logs.findLast(({ event }) => event === 'decision')?.recorded;

  beforeAll(async () => {
    taken = await database();
    service = await startService({ ehrs: [strict.entry, lenient.entry], env: taken.env, now: NOON });
    used = strict.authorization(service, PATIENT_VIEW);
    refused = strict.authorization(service, PATIENT_VIEW);
  }, 60_000);
  afterAll(async () => {
    await service.stop();
  });

  describe('before', () => {
    it('everything is answered and recorded', async () => {
      shown = cardsOf(await lenient.post(service, PATIENT_VIEW, hookCall()));
      expect([shown.length > 0, recorded()]).toEqual([true, true]);
      expect((await withToken(PATIENT_VIEW, hookCall(), used)).status).toBe(200);
      expect((await service.get('/readyz')).status).toBe(200);
    });
  });

  describe('while it is down', () => {
    beforeAll(() => taken.takeAway());

    it('a hook is answered with its cards, unrecorded, and that is counted', async () => {
      const answer = await lenient.post(service, PATIENT_VIEW, hookCall());
      expect(answer.status).toBe(200);
      expect(cardsOf(answer).map(({ summary }) => summary)).toEqual(shown.map(({ summary }) => summary));
      expect(recorded()).toBe(false);
      expect((await service.get('/metrics')).text).toMatch(/vfcds_records_down_total [1-9]/);
    });

    it('feedback is 503, so that the EHR sends it again', async () => {
      expect(toldToWait(await lenient.post(service, FEEDBACK, overridden(shown[0]?.uuid ?? '')))).toEqual(TOLD_TO_WAIT);
    });

    it('an EHR whose tokens must not be replayed gets 503 and no card, with a fresh token and with a used one', async () => {
      expect(toldToWait(await withToken(PATIENT_VIEW, hookCall(), refused))).toEqual(TOLD_TO_WAIT);
      expect(toldToWait(await withToken(PATIENT_VIEW, hookCall(), used))).toEqual(TOLD_TO_WAIT);
      expect(toldToWait(await strict.post(service, FEEDBACK, overridden(shown[0]?.uuid ?? '')))).toEqual(TOLD_TO_WAIT);
    });

    it('the service is alive and not ready', async () => {
      expect((await service.get('/livez')).status).toBe(200);
      expect(await service.get('/readyz')).toMatchObject({ status: 503, json: { status: 'not ready', records: 'down' } });
    });
  });

  describe('when it is back', () => {
    beforeAll(async () => {
      await taken.bringBack();
      while ((await service.get('/readyz')).status !== 200) await wait(20);
    }, 30_000);

    it('hooks are recorded again, and the card that was shown before keeps its uuid', async () => {
      const answer = await lenient.post(service, PATIENT_VIEW, hookCall());
      expect([cardsOf(answer), recorded()]).toEqual([shown, true]);
    });

    it('a token that was used before stays out, and one that could not be checked may come once', async () => {
      const statuses: number[] = [];
      for (const token of [used, refused, refused]) statuses.push((await withToken(PATIENT_VIEW, hookCall(), token)).status);
      expect(statuses).toEqual([401, 200, 401]);
    });

    it('feedback that is sent again is stored, and quiets the card', async () => {
      const [card] = shown;
      expect((await lenient.post(service, FEEDBACK, overridden(card?.uuid ?? ''))).status).toBe(200);
      const after = cardsOf(await lenient.post(service, PATIENT_VIEW, hookCall()));
      expect(after.map(({ source }) => source.topic.code)).not.toContain(card?.source.topic.code);
    });
  });
};
