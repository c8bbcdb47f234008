import { matchDelivery } from '../../src/records/match-delivery.ts';
import { delivery, hoursAfter, memory, NOW } from './sample.ts';

const WINDOW = 24;
const shown = delivery({ cardUuid: 'shown' });
const asked = { topic: 'VFAssess', fingerprint: 'evidence-1', userKey: 'user-key-1', reporterHook: false, serviceId: 'patient-view' };

describe('a card that is asked for again', () => {
  it('is new when nothing was shown', () => {
    expect(matchDelivery(memory([]), asked, NOW, WINDOW)).toBeNull();
  });

  it.each([
    ['another user', { userKey: 'user-key-2' }],
    ['nobody in particular', { userKey: null }],
    ['another topic', { topic: 'VFSymptoms' }],
    ['changed evidence', { fingerprint: 'evidence-2' }],
    ['a reporter hook', { reporterHook: true }],
  ])('is new for %s', (_, over) => {
    expect(matchDelivery(memory([shown]), { ...asked, ...over }, NOW, WINDOW)).toBeNull();
  });

  it.each([0, 1, 23.9, 24])('keeps its uuids after %d hours, on any service', (hours) => {
    expect(matchDelivery(memory([shown]), { ...asked, serviceId: 'discharge' }, hoursAfter(hours), WINDOW)).toBe(shown);
  });

  it('is new when the window has passed', () => {
    expect(matchDelivery(memory([shown]), asked, hoursAfter(24.01), WINDOW)).toBeNull();
  });

  it('keeps the newest uuids', () => {
    const newer = delivery({ cardUuid: 'newer', at: hoursAfter(25) });
    expect(matchDelivery(memory([shown, newer]), asked, hoursAfter(26), WINDOW)).toBe(newer);
    expect(matchDelivery(memory([newer, shown]), asked, hoursAfter(26), 48)).toBe(newer);
  });

  it('keeps its uuids when the clock of another replica is a little behind', () => {
    expect(matchDelivery(memory([shown]), asked, hoursAfter(-0.001), WINDOW)).toBe(shown);
  });

  it('keeps its uuids for a user whom the EHR does not name', () => {
    const nobody = delivery({ userKey: null });
    expect(matchDelivery(memory([nobody]), { ...asked, userKey: null }, NOW, WINDOW)).toBe(nobody);
  });

  it('has uuids of its own on each reporter hook, so that an answer tells which one was meant', () => {
    const reviewed = delivery({ reporterHook: true, serviceId: 'review' });
    expect(matchDelivery(memory([reviewed]), { ...asked, reporterHook: true, serviceId: 'sign' }, NOW, WINDOW)).toBeNull();
    expect(matchDelivery(memory([reviewed]), { ...asked, reporterHook: true, serviceId: 'review' }, NOW, WINDOW)).toBe(reviewed);
  });
});
