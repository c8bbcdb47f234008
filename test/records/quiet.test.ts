import fc from 'fast-check';
import { quietTopics, type Asking, type SnoozeRules } from '../../src/records/quiet.ts';
import type { Delivery } from '../../src/records/records.ts';
import { accepted, daysLater, delivery, hoursAfter, memory, NOW, overridden, TODAY } from './sample.ts';

/** The table of DECISIONS H 38, with the codes of the standard's reasons. */
const RULES: SnoozeRules = {
  reasons: {
    'limited-time': { whom: 'user', length: { days: 1 } },
    'wrong-time-workflow': { whom: 'user', length: { days: 1 } },
    'inappropriate-recipient': { whom: 'user', length: { days: 90 } },
    'action-completed': { whom: 'everyone', length: { days: 28 } },
    'patient-refuses': { whom: 'everyone', length: { months: 12 } },
    'already-acted-on': { whom: 'everyone', length: { days: 28 } },
  },
  noReason: { whom: 'user', length: { days: 7 } },
  accepted: { fls: { whom: 'everyone', length: { days: 28 } }, dxa: { whom: 'everyone', length: { days: 28 } }, problem: 'drop' },
  topics: {
    VFUrgent: { user: { days: 1 }, everyoneOnly: { 'already-acted-on': { days: 14 } } },
    VFDenosumab: { atMost: { days: 28 } },
  },
  shownDays: 3,
  shownWithoutAnswer: { VFAssess: { days: 90 }, VFSymptoms: { days: 90 }, VFOnTreatment: { days: 30 }, VFDenosumab: { days: 30 } },
};

const asking = (over: Partial<Asking> = {}): Asking => ({ userKey: 'user-key-1', reporterHook: false, now: NOW, today: TODAY, ...over });

const quiet = (known: Parameters<typeof quietTopics>[0], over: Partial<Asking> = {}, topic = 'VFAssess', fingerprint = 'evidence-1') =>
  quietTopics(known, [{ topic, fingerprint }], asking(over), RULES).get(topic);

/** How the topic stands for its user and for another one after an answer, so many days later. */
const afterAnswer = (reasonCode: string | null, days: number, userKey: string | null, topic = 'VFAssess') => {
  const card = delivery({ topic });
  return quiet(memory([card], [overridden(card.cardUuid, { reasonCode })]), { now: daysLater(days), userKey }, topic);
};

describe('topics that stay quiet', () => {
  it('are none while nothing is remembered', () => {
    expect(quietTopics({ deliveries: [], answers: [] }, [{ topic: 'VFAssess', fingerprint: 'evidence-1' }], asking(), RULES).size).toBe(0);
  });

  it('are none after a card that was only shown', () => {
    expect(quiet(memory([delivery()]))).toBeUndefined();
  });

  describe('after an override', () => {
    it.each([
      ['no reason', null, 7],
      ['limited-time', 'limited-time', 1],
      ['wrong-time-workflow', 'wrong-time-workflow', 1],
      ['inappropriate-recipient', 'inappropriate-recipient', 90],
      ['a reason of the EHR that we do not know', 'local-reason-17', 7],
      ['a reason named like a property of every object', 'constructor', 7],
    ])('with %s quiet this user only, and for %s days that end', (_, code, days) => {
      expect(afterAnswer(code, 0, 'user-key-1')).toBe('snoozed');
      expect(afterAnswer(code, days - 0.01, 'user-key-1')).toBe('snoozed');
      expect(afterAnswer(code, days, 'user-key-1')).toBeUndefined();
      expect(afterAnswer(code, 0, 'user-key-2')).toBeUndefined();
    });

    it.each([
      ['action-completed', 28],
      ['patient-refuses', 365],
    ])('with %s quiet everyone for %d days', (code, days) => {
      for (const user of ['user-key-1', 'user-key-2', null]) {
        expect(afterAnswer(code, days - 0.01, user)).toBe('snoozed');
        expect(afterAnswer(code, days, user)).toBeUndefined();
      }
    });

    it('quiet nobody in person when the EHR names no user', () => {
      const card = delivery({ userKey: null });
      expect(quiet(memory([card], [overridden(card.cardUuid)]), { userKey: null })).toBeUndefined();
      expect(quiet(memory([card], [overridden(card.cardUuid)]), { userKey: 'user-key-1' })).toBeUndefined();
      expect(quiet(memory([card], [overridden(card.cardUuid, { reasonCode: 'patient-refuses' })]), { userKey: null })).toBe('snoozed');
    });

    it('speak at once when the evidence changes', () => {
      const card = delivery();
      const known = memory([card], [overridden(card.cardUuid, { reasonCode: 'patient-refuses' })]);
      expect(quiet(known, {}, 'VFAssess', 'evidence-2')).toBeUndefined();
    });

    it('speak on their other topics', () => {
      const card = delivery();
      expect(quiet(memory([card], [overridden(card.cardUuid)]), {}, 'VFSymptoms')).toBeUndefined();
    });

    it('begin when the feedback is received, whatever moment the client gives', () => {
      const card = delivery();
      expect(quiet(memory([card], [overridden(card.cardUuid, { at: new Date('2020-01-01T00:00:00Z') })]))).toBe('snoozed');
      const future = memory([card], [overridden(card.cardUuid, { at: new Date('2036-01-01T00:00:00Z') })]);
      expect(quiet(future, { now: daysLater(8) })).toBeUndefined();
    });

    it('hold for the longest of several answers', () => {
      const card = delivery();
      const both = [
        overridden(card.cardUuid, { reasonCode: 'inappropriate-recipient' }),
        overridden(card.cardUuid, { reasonCode: 'limited-time' }),
      ];
      expect(quiet(memory([card], both), { now: daysLater(30) })).toBe('snoozed');
    });
  });

  describe('after an accepted suggestion', () => {
    const suggestions = { fls: 's-fls', dxa: 's-dxa', problem: 's-problem', bloods: 's-bloods' };

    it.each([
      ['fls', 'snoozed'],
      ['dxa', 'snoozed'],
      ['problem', undefined],
      ['bloods', undefined],
    ] as const)('of %s are %s for everyone', (kind, expected) => {
      const card = delivery({ suggestions });
      const known = memory([card], [accepted(card.cardUuid, [suggestions[kind]])]);
      expect(quiet(known, { userKey: 'user-key-2', now: daysLater(27) })).toBe(expected);
      expect(quiet(known, { userKey: 'user-key-2', now: daysLater(28) })).toBeUndefined();
    });

    it('that belongs to another card, or without any, are none', () => {
      const card = delivery({ suggestions });
      expect(quiet(memory([card], [accepted(card.cardUuid, ['s-other'])]))).toBeUndefined();
      expect(quiet(memory([card], [accepted(card.cardUuid, [])]))).toBeUndefined();
    });
  });

  describe('of the urgent card', () => {
    it.each([null, 'limited-time', 'inappropriate-recipient', 'action-completed', 'patient-refuses'])(
      'after %s are quiet for this user, for 24 hours and no longer',
      (code) => {
        expect(afterAnswer(code, 0.99, 'user-key-1', 'VFUrgent')).toBe('snoozed');
        expect(afterAnswer(code, 1, 'user-key-1', 'VFUrgent')).toBeUndefined();
        expect(afterAnswer(code, 0, 'user-key-2', 'VFUrgent')).toBeUndefined();
      },
    );

    it('after "already acted on" are quiet for everyone for 14 days', () => {
      expect(afterAnswer('already-acted-on', 13.9, 'user-key-2', 'VFUrgent')).toBe('snoozed');
      expect(afterAnswer('already-acted-on', 14, 'user-key-1', 'VFUrgent')).toBeUndefined();
    });
  });

  it('never stay quiet for more than 28 days about denosumab', () => {
    for (const code of ['patient-refuses', 'inappropriate-recipient']) {
      expect(afterAnswer(code, 27.9, 'user-key-1', 'VFDenosumab')).toBe('snoozed');
      expect(afterAnswer(code, 28, 'user-key-1', 'VFDenosumab')).toBeUndefined();
    }
    expect(afterAnswer(null, 7, 'user-key-1', 'VFDenosumab')).toBeUndefined();
  });

  describe('on reporter hooks', () => {
    const reviewed = delivery({ topic: 'VFUrgent', reporterHook: true, serviceId: 'review' });
    const known = memory([reviewed], [overridden(reviewed.cardUuid, { reasonCode: 'already-acted-on' })]);

    it.each([
      ['a clinician', { reporterHook: false, serviceId: 'patient-view' }, undefined],
      ['the reporter at signing', { reporterHook: true, serviceId: 'sign' }, undefined],
      ['the reporter at review', { reporterHook: true, serviceId: 'review' }, 'snoozed'],
      ['a reporter hook without a name', { reporterHook: true }, 'snoozed'],
    ] as const)('an answer at review leaves %s: %o -> %s', (_, where, expected) => {
      expect(quiet(known, where, 'VFUrgent')).toBe(expected);
    });

    it("a clinician's answer for everyone also quiets the reporter", () => {
      const card = delivery();
      const done = memory([card], [overridden(card.cardUuid, { reasonCode: 'patient-refuses' })]);
      expect(quiet(done, { reporterHook: true, serviceId: 'sign' })).toBe('snoozed');
    });
  });

  describe('after being shown without an answer', () => {
    const shown = (...days: readonly string[]): Delivery[] =>
      days.map((day) => delivery({ at: new Date(`${day}T09:00:00Z`), shownOn: [day] }));
    const threeDays = shown('2026-03-01', '2026-03-04', '2026-03-09');

    it('are quiet for this user from the day after the third', () => {
      expect(quiet(memory(threeDays))).toBe('shown-without-answer');
      expect(quiet(memory(threeDays), { userKey: 'user-key-2' })).toBeUndefined();
      expect(quiet(memory(threeDays), { userKey: null })).toBeUndefined();
    });

    it('still speak on the third day itself, however often they are asked', () => {
      expect(quiet(memory(threeDays), { today: '2026-03-09', now: new Date('2026-03-09T18:00:00Z') })).toBeUndefined();
    });

    it('still speak when shown many times on two days', () => {
      expect(quiet(memory(shown('2026-03-01', '2026-03-01', '2026-03-01', '2026-03-04')))).toBeUndefined();
    });

    it('count the days of one delivery that kept its uuids', () => {
      expect(quiet(memory([delivery({ shownOn: ['2026-03-06', '2026-03-07', '2026-03-08'] })]))).toBe('shown-without-answer');
    });

    it.each([
      ['VFAssess', 90],
      ['VFSymptoms', 90],
      ['VFOnTreatment', 30],
      ['VFDenosumab', 30],
    ])('%s is quiet for %d days from the third, the last one included', (topic, days) => {
      const known = memory(threeDays.map((one) => ({ ...one, topic })));
      const on = (count: number) => daysLater(count, new Date('2026-03-09T12:00:00Z'));
      const day = (count: number) => on(count).toISOString().slice(0, 10);
      expect(quiet(known, { now: on(days), today: day(days) }, topic)).toBe('shown-without-answer');
      expect(quiet(known, { now: on(days + 1), today: day(days + 1) }, topic)).toBeUndefined();
    });

    it.each(['VFUrgent', 'VFReportQuality', 'VFNotRead'])('%s is never quiet', (topic) => {
      expect(quiet(memory(threeDays.map((one) => ({ ...one, topic }))), {}, topic)).toBeUndefined();
    });

    it('need three new days when the quiet time is over', () => {
      const again = [...threeDays, ...shown('2026-06-08')];
      expect(quiet(memory(again), { today: '2026-06-09', now: new Date('2026-06-09T09:00:00Z') })).toBeUndefined();
      const thrice = [...again, ...shown('2026-06-09', '2026-06-10')];
      expect(quiet(memory(thrice), { today: '2026-06-11', now: new Date('2026-06-11T09:00:00Z') })).toBe('shown-without-answer');
    });

    it('count from the answer on when one was given', () => {
      const secondDay = threeDays.slice(1, 2).map(({ cardUuid }) => overridden(cardUuid));
      const known = memory(threeDays, secondDay, new Date('2026-03-04T10:00:00Z'));
      expect(secondDay).toHaveLength(1);
      expect(quiet(known, { now: daysLater(10), today: '2026-03-20' })).toBeUndefined();
    });

    it('speak at once when the evidence changes', () => {
      expect(quiet(memory(threeDays), {}, 'VFAssess', 'evidence-2')).toBeUndefined();
    });
  });

  it('never include a topic that was not asked for, nor one whose evidence nobody saw', () => {
    const topics = fc.constantFrom('VFAssess', 'VFUrgent', 'VFDenosumab', 'VFSymptoms');
    const evidence = fc.constantFrom('evidence-1', 'evidence-2');
    const cards = fc.array(
      fc.record({ topic: topics, fingerprint: evidence, userKey: fc.constantFrom('user-key-1', 'user-key-2', null), hours: fc.nat(200) }),
    );
    fc.assert(
      fc.property(cards, fc.array(fc.record({ topic: topics, fingerprint: evidence })), (shown, asked) => {
        const deliveries = shown.map(({ hours, ...one }) => delivery({ ...one, at: hoursAfter(-hours) }));
        const known = memory(
          deliveries,
          deliveries.map(({ cardUuid }) => overridden(cardUuid)),
        );
        for (const topic of quietTopics(known, asked, asking(), RULES).keys()) {
          expect(
            asked.some(
              (one) => one.topic === topic && deliveries.some((card) => card.topic === topic && card.fingerprint === one.fingerprint),
            ),
          ).toBe(true);
        }
      }),
    );
  });
});
