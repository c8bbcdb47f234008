/** What records promise on every database: run by `records.test.ts` on SQLite and by `test/postgres/` on PostgreSQL. */
import { openRecords, type CountedRecords, type RecordsSettings } from '../../src/records/open-records.ts';
import { accepted, anyUuid, daysLater, decision, delivery, hoursAfter, NOW, overridden, subject, TODAY } from './sample.ts';
import { aFewAtOnce } from './a-few-at-once.ts';

const EHR = { name: 'st-elsewhere', tenant: null };
const EVER = new Date(0);

/** Every test works on a patient of its own, for all share one database. */
const anyPatient = () => subject({ patientKey: anyUuid() });

export const describeRecords = (settings: () => RecordsSettings): void => {
  let records: CountedRecords;
  let now = NOW;

  beforeAll(async () => {
    records = await openRecords({ ...settings(), now: () => now });
  });
  afterAll(() => records.close());

  const show = async (who = anyPatient(), over: Parameters<typeof delivery>[0] = {}) => {
    const card = delivery(over);
    await records.remember(decision({ subject: who, deliveries: [card] }));
    return { who, card };
  };

  const results = async (...batch: Parameters<CountedRecords['answer']>) => (await records.answer(...batch)).map(({ result }) => result);

  describe('deliveries', () => {
    it('of a patient nobody asked about are none', async () => {
      expect(await records.recall(anyPatient(), EVER)).toEqual({ deliveries: [], answers: [] });
    });

    it('come back as they were shown', async () => {
      const suggestions = { fls: anyUuid(), problem: anyUuid() };
      const { who, card } = await show(anyPatient(), { suggestions });
      const { deliveries } = await records.recall(who, EVER);
      expect(deliveries).toEqual([{ ...card, serviceId: 'vertebral-fracture-patient-view' }]);
    });

    it('come back for every user of the patient, and for no other patient', async () => {
      const { who } = await show();
      await show({ ...who, userKey: 'user-key-2' }, { userKey: 'user-key-2' });
      expect((await records.recall({ ...who, userKey: null }, EVER)).deliveries).toHaveLength(2);
      expect((await records.recall(anyPatient(), EVER)).deliveries).toHaveLength(0);
    });

    it('asked for ten times by one user are one', async () => {
      const who = anyPatient();
      const all = await Promise.all(
        Array.from({ length: 10 }, () => records.remember(decision({ subject: who, deliveries: [delivery()] }))),
      );
      expect(new Set(all.flat().map(({ cardUuid }) => cardUuid)).size).toBe(1);
      expect((await records.recall(who, EVER)).deliveries).toHaveLength(1);
    });

    it('asked for again give back the uuids that were shown first, and a uuid to a suggestion that is new', async () => {
      const who = anyPatient();
      const first = delivery({ suggestions: { fls: 'fls-1' } });
      await records.remember(decision({ subject: who, deliveries: [first] }));
      const second = delivery({ at: hoursAfter(3), suggestions: { fls: 'fls-2', dxa: 'dxa-2' } });
      const [settled] = await records.remember(decision({ at: hoursAfter(3), subject: who, deliveries: [second] }));
      expect(settled).toMatchObject({ cardUuid: first.cardUuid, at: NOW, suggestions: { fls: 'fls-1', dxa: 'dxa-2' } });
      expect((await records.recall(who, EVER)).deliveries).toEqual([settled]);
    });

    it.each([
      ['another user', { userKey: 'user-key-2' }],
      ['changed evidence', { fingerprint: 'evidence-2' }],
      ['another topic', { topic: 'VFSymptoms' }],
      ['a reporter hook', { reporterHook: true }],
      ['a moment after the window', { at: hoursAfter(25) }],
    ])('are new ones for %s', async (_, over) => {
      const { who, card } = await show();
      const other = delivery(over);
      const [settled] = await records.remember(decision({ at: other.at, subject: who, deliveries: [other] }));
      expect(settled?.cardUuid).toBe(other.cardUuid);
      expect(settled?.cardUuid).not.toBe(card.cardUuid);
      expect((await records.recall(who, EVER)).deliveries).toHaveLength(2);
    });

    it('gather the days on which they were shown', async () => {
      const { who, card } = await show();
      await records.remember(
        decision({ at: hoursAfter(20), subject: who, deliveries: [{ ...card, shownOn: [...card.shownOn, '2026-03-11'] }] }),
      );
      await records.remember(
        decision({ at: hoursAfter(21), subject: who, deliveries: [delivery({ at: hoursAfter(21), shownOn: ['2026-03-11'] })] }),
      );
      expect((await records.recall(who, EVER)).deliveries.map(({ shownOn }) => shownOn)).toEqual([[TODAY, '2026-03-11']]);
    });

    it('stay one when they are shown again by their uuid after the window', async () => {
      const { who, card } = await show();
      await records.remember(decision({ at: hoursAfter(30), subject: who, deliveries: [{ ...card, shownOn: [TODAY, '2026-03-11'] }] }));
      expect((await records.recall(who, EVER)).deliveries).toHaveLength(1);
    });

    it('are none in silent mode, where nothing was shown', async () => {
      const who = anyPatient();
      expect(await records.remember(decision({ subject: who, mode: 'silent', deliveries: [delivery()] }))).toEqual([]);
      expect((await records.recall(who, EVER)).deliveries).toHaveLength(0);
    });

    it('older than the moment asked for are left out, unless they were answered since', async () => {
      const { who, card } = await show();
      await show(who, { topic: 'VFSymptoms' });
      await records.answer(EHR, [overridden(card.cardUuid)], daysLater(10));
      const { deliveries, answers } = await records.recall(who, daysLater(5));
      expect(deliveries.map(({ cardUuid }) => cardUuid)).toEqual([card.cardUuid]);
      expect(answers).toHaveLength(1);
    });
  });

  describe('answers', () => {
    it('come back as they were given', async () => {
      const { who, card } = await show();
      const answer = overridden(card.cardUuid, { reasonSystem: 'urn:reasons', reasonCode: 'patient-refuses', at: hoursAfter(1) });
      expect(await results(EHR, [answer], hoursAfter(2))).toEqual(['stored']);
      expect((await records.recall(who, EVER)).answers).toEqual([{ ...answer, receivedAt: hoursAfter(2) }]);
    });

    it('are kept once by card, outcome, reason and moment, and the first receipt counts', async () => {
      const { who, card } = await show();
      const answer = overridden(card.cardUuid);
      expect(await results(EHR, [answer, answer], NOW)).toEqual(['stored', 'duplicate']);
      expect(await results(EHR, [answer], daysLater(3))).toEqual(['duplicate']);
      const { answers } = await records.recall(who, EVER);
      expect(answers.map(({ receivedAt }) => receivedAt)).toEqual([NOW]);
    });

    it.each([
      ['another outcome', { outcome: 'accepted' as const }],
      ['another reason', { reasonCode: 'limited-time' }],
      ['another system of reasons', { reasonSystem: 'urn:other' }],
      ['another moment', { at: hoursAfter(1) }],
    ])('with %s are kept beside the first', async (_, over) => {
      const { who, card } = await show();
      expect(await results(EHR, [overridden(card.cardUuid), overridden(card.cardUuid, over)], NOW)).toEqual(['stored', 'stored']);
      expect((await records.recall(who, EVER)).answers).toHaveLength(2);
    });

    it('that report the suggestions of one card one by one lose none of them', async () => {
      const { who, card } = await show();
      const each = [accepted(card.cardUuid, ['s-1']), accepted(card.cardUuid, ['s-2']), accepted(card.cardUuid, ['s-1'])];
      expect(await results(EHR, each, NOW)).toEqual(['stored', 'duplicate', 'duplicate']);
      expect((await records.recall(who, EVER)).answers.map(({ acceptedSuggestions }) => acceptedSuggestions)).toEqual([['s-1', 's-2']]);
    });

    it('are told with the rule of their card, also when they are repeated, and without one for a card that is unknown', async () => {
      const { card } = await show(anyPatient(), { rule: 'symptoms' });
      const batch = [overridden(card.cardUuid), overridden(card.cardUuid), overridden(anyUuid())];
      expect((await records.answer(EHR, batch, NOW)).map(({ rule }) => rule)).toEqual(['symptoms', 'symptoms', null]);
    });

    it('to unknown cards are accepted and told apart, and the known ones beside them are kept', async () => {
      const { who, card } = await show();
      const batch = [overridden(anyUuid()), overridden(card.cardUuid), overridden('no uuid at all')];
      expect(await results(EHR, batch, NOW)).toEqual(['unknown-card', 'stored', 'unknown-card']);
      expect((await records.recall(who, EVER)).answers).toHaveLength(1);
    });

    it.each([
      ['another EHR', { name: 'st-other', tenant: null }],
      ['another tenant', { name: 'st-elsewhere', tenant: 'ward-b' }],
    ])('from %s do not know the card', async (_, ehr) => {
      const { who, card } = await show();
      expect(await results(ehr, [overridden(card.cardUuid)], NOW)).toEqual(['unknown-card']);
      expect((await records.recall(who, EVER)).answers).toHaveLength(0);
    });

    it('of a batch in which one cannot be stored are all left out', async () => {
      const { who, card } = await show();
      const impossible = overridden(card.cardUuid, { at: new Date(Number.NaN) });
      await expect(records.answer(EHR, [overridden(card.cardUuid), impossible], NOW)).rejects.toThrow();
      expect((await records.recall(who, EVER)).answers).toHaveLength(0);
    });

    it('that fail leave others that are written at the same moment alone', async () => {
      const { who, card } = await show();
      const [bad, good] = await Promise.allSettled([
        records.answer(EHR, [overridden(card.cardUuid, { at: new Date(Number.NaN) })], NOW),
        records.answer(EHR, [overridden(card.cardUuid)], NOW),
      ]);
      expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
      expect((await records.recall(who, EVER)).answers).toHaveLength(1);
    });

    it('with a reason code of any length are taken', async () => {
      const { card } = await show();
      expect(await results(EHR, [overridden(card.cardUuid, { reasonCode: 'x'.repeat(100_000) })], NOW)).toEqual(['stored']);
    });

    it('in a batch longer than any list that a database takes are all looked up', async () => {
      const { card } = await show();
      const unknown = Array.from({ length: 1200 }, () => overridden(anyUuid()));
      const stored = await results(EHR, [...unknown, overridden(card.cardUuid)], NOW);
      expect([stored.filter((one) => one === 'unknown-card').length, stored.at(-1)]).toEqual([1200, 'stored']);
    });

    it('in an empty batch are none', async () => {
      expect(await records.answer(EHR, [], NOW)).toEqual([]);
    });
  });

  describe('used tokens', () => {
    const token = (over = {}) => ({ issuer: 'https://ehr.example', tenant: null, jti: anyUuid(), expires: hoursAfter(1), ...over });

    it('are good once, also when they come at the same moment', async () => {
      const one = token();
      expect((await Promise.all([records.useToken(one), records.useToken(one)])).sort()).toEqual([false, true]);
      expect(await records.useToken(one)).toBe(false);
    });

    it('are told apart by issuer, tenant and jti', async () => {
      const one = token();
      const others = [one, { ...one, issuer: 'https://other.example' }, { ...one, tenant: 'a' }, { ...one, jti: anyUuid() }];
      for (const other of others) expect(await records.useToken(other)).toBe(true);
    });

    it('may have a jti of any length', async () => {
      expect(await records.useToken(token({ jti: 'j'.repeat(100_000) }))).toBe(true);
    });

    it('are forgotten once they have expired', async () => {
      const one = token();
      await records.useToken(one);
      now = hoursAfter(2);
      expect(await records.useToken(one)).toBe(true);
      now = NOW;
    });
  });

  describe('forgetting', () => {
    it('removes one patient of one EHR, and nobody else', async () => {
      const [one, other] = [await show(), await show()];
      await records.answer(EHR, [overridden(one.card.cardUuid), overridden(other.card.cardUuid)], NOW);
      expect(await records.forget('another-ehr', one.who.patientKey)).toBe(0);
      expect(await records.forget('st-elsewhere', one.who.patientKey)).toBe(3);
      expect(await records.recall(one.who, EVER)).toEqual({ deliveries: [], answers: [] });
      expect((await records.recall(other.who, EVER)).answers).toHaveLength(1);
    });

    it('removes what is older than the retention, but no delivery that was answered since', async () => {
      const long = new Date('2020-01-01T00:00:00Z');
      const [plain, answered, recent] = [anyPatient(), anyPatient(), anyPatient()];
      await show(plain, { at: long });
      const { card } = await show(answered, { at: long });
      await show(recent);
      await records.answer(EHR, [overridden(card.cardUuid)], NOW);
      await records.remember(decision({ at: long, subject: plain }));
      expect(await records.purge(new Date('2021-01-01T00:00:00Z'))).toBeGreaterThanOrEqual(2);
      expect((await records.recall(plain, EVER)).deliveries).toHaveLength(0);
      expect((await records.recall(answered, EVER)).deliveries).toHaveLength(1);
      expect((await records.recall(recent, EVER)).deliveries).toHaveLength(1);
      expect(await records.purge(new Date('2021-01-01T00:00:00Z'))).toBe(0);
    });

    it('works through more rows than one step takes', async () => {
      const at = new Date('2019-01-01T00:00:00Z');
      const who = anyPatient();
      await aFewAtOnce(Array.from({ length: 1200 }), () => records.remember(decision({ at, subject: who })));
      expect(await records.purge(new Date('2019-02-01T00:00:00Z'))).toBe(1200);
    });
  });

  it('are ready', async () => {
    expect(await records.ready()).toBe(true);
  });

  it('can be opened again while they are open', async () => {
    const { who, card } = await show();
    const others = await Promise.all([openRecords(settings()), openRecords(settings())]);
    for (const other of others) {
      expect((await other.recall(who, EVER)).deliveries.map(({ cardUuid }) => cardUuid)).toEqual([card.cardUuid]);
      await other.close();
    }
  });
};
