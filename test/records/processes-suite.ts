/** What holds between processes that share one database, and after a crash of one: run on SQLite and on PostgreSQL. */
import { openRecords, type RecordsSettings } from '../../src/records/open-records.ts';
import { aFewAtOnce } from './a-few-at-once.ts';
import { startReplica, type Replica } from './replica.ts';
import { anyUuid, decision, delivery, overridden, subject } from './sample.ts';

const EHR = { name: 'st-elsewhere', tenant: null };
const POSTS = 1000;
const AT_ONCE = 20;
/** Acknowledged posts after which the process is killed. */
const KILLED_AFTER = [137, 400, 271];

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

export const describeProcesses = (newDatabase: () => Promise<RecordsSettings>): void => {
  describe('two processes on one database', () => {
    let settings: RecordsSettings;
    let replicas: readonly [Replica, Replica];

    beforeAll(async () => {
      settings = await newDatabase();
      replicas = [startReplica(), startReplica()];
    });
    afterAll(() => Promise.all(replicas.map((replica) => replica.end())));

    const both = <T>(ask: (replica: Replica) => Promise<T>): Promise<readonly [T, T]> => Promise.all([ask(replicas[0]), ask(replicas[1])]);

    it('start together on an empty one, and its tables are made once', async () => {
      await both((replica) => replica.open(settings));
      const card = delivery();
      await replicas[0].remember(decision({ subject: subject({ patientKey: 'first' }), deliveries: [card] }));
      const seen = await replicas[1].recall(subject({ patientKey: 'first' }));
      expect(seen.deliveries.map(({ cardUuid }) => cardUuid)).toEqual([card.cardUuid]);
    });

    it('show the same card once, when they are asked at the same moment', async () => {
      const patients = numbers(200).map((index) => subject({ patientKey: `patient-${index}` }));
      const shown = await aFewAtOnce(patients, (who) =>
        both((replica) => replica.remember(decision({ subject: who, deliveries: [delivery()] }))),
      );
      for (const [[one], [other]] of shown) expect(one?.cardUuid).toBe(other?.cardUuid);
      const memories = await aFewAtOnce(patients, (who) => replicas[0].recall(who));
      expect(memories.map(({ deliveries }) => deliveries.length)).toEqual(patients.map(() => 1));
    });

    it('take a token once between them, under load', async () => {
      const expires = new Date(Date.now() + 3_600_000);
      const tokens = numbers(200).map(() => ({ issuer: 'https://ehr.example', tenant: null, jti: anyUuid(), expires }));
      const taken = await aFewAtOnce(tokens, (token) => both((replica) => replica.useToken(token)));
      expect(taken.map((pair) => pair.filter(Boolean).length)).toEqual(tokens.map(() => 1));
    });

    it('see at once what was answered at the other, and keep a repeated answer once', async () => {
      const who = subject({ patientKey: 'answered' });
      const card = delivery();
      await replicas[0].remember(decision({ subject: who, deliveries: [card] }));
      const stored = await both((replica) => replica.answer(EHR, [overridden(card.cardUuid)]));
      expect(
        stored
          .flat()
          .map(({ result }) => result)
          .sort(),
      ).toEqual(['duplicate', 'stored']);
      for (const { answers } of await both((replica) => replica.recall(who))) expect(answers).toHaveLength(1);
    });

    it('take batches that name the same cards in different order', async () => {
      const who = subject({ patientKey: 'batches' });
      const cards = numbers(20).map((index) => delivery({ topic: `topic-${index}` }));
      await replicas[0].remember(decision({ subject: who, deliveries: cards }));
      const answers = cards.map(({ cardUuid }) => overridden(cardUuid));
      const rounds = numbers(20).map((round) => answers.map((answer) => ({ ...answer, at: new Date(round) })));
      await aFewAtOnce(rounds, (batch) => Promise.all([replicas[0].answer(EHR, batch), replicas[1].answer(EHR, [...batch].reverse())]));
      expect((await replicas[1].recall(who)).answers).toHaveLength(rounds.length * cards.length);
    });
  });

  it(`a process that is killed in the middle of ${POSTS} posts of feedback loses none that it acknowledged`, async () => {
    const settings = await newDatabase();
    const shown = numbers(POSTS).map((index) => ({ who: subject({ patientKey: `patient-${index}` }), card: delivery() }));
    const first = await openRecords(settings);
    await aFewAtOnce(shown, ({ who, card }) => first.remember(decision({ subject: who, deliveries: [card] })));
    await first.close();

    const toPost = shown.map(({ card }) => card.cardUuid);
    const acknowledged: string[] = [];

    /** Posts from the list, several at once, until it is empty or the process is gone. */
    const post = async (replica: Replica, onAcknowledged: () => void): Promise<void> => {
      for (let uuid = toPost.shift(); uuid !== undefined; uuid = toPost.shift()) {
        const [stored] = await replica.answer(EHR, [overridden(uuid)]).catch(() => []);
        if (stored === undefined) return;
        acknowledged.push(uuid);
        onAcknowledged();
      }
    };

    for (const limit of [...KILLED_AFTER, POSTS]) {
      const replica = startReplica();
      await replica.open(settings);
      let count = 0;
      const onAcknowledged = (): void => {
        count += 1;
        if (count === limit) void replica.kill();
      };
      await Promise.all(numbers(AT_ONCE).map(() => post(replica, onAcknowledged)));
      if (count < limit) await replica.end();
    }

    const again = await openRecords(settings);
    const memories = await aFewAtOnce(shown, ({ who }) => again.recall(who, new Date(0)));
    const kept = new Set(memories.flatMap(({ answers }) => answers).map(({ cardUuid }) => cardUuid));
    await again.close();
    expect(acknowledged.length).toBeGreaterThan(POSTS - AT_ONCE * (KILLED_AFTER.length + 1));
    expect(acknowledged.filter((uuid) => !kept.has(uuid))).toEqual([]);
  }, 180_000);
};
