import { Refusal } from '../../src/refusals.ts';
import { limitTokenChecks, type AdmitCheck, type Sender } from '../../src/trust/limit-token-checks.ts';
import { GOOD_FOR_MS, MOST_REMEMBERED } from '../../src/trust/standings.ts';

const [PER_SECOND, REFUSED_PER_MINUTE] = [10, 5];

/** Calls with a clock that the test turns. */
class Door {
  readonly admit: AdmitCheck;
  #now = Date.parse('2026-03-14T09:00:00Z');

  constructor() {
    this.admit = limitTokenChecks({ perSecond: PER_SECOND, refusedPerMinute: REFUSED_PER_MINUTE, now: () => new Date(this.#now) });
  }

  wait(ms: number): void {
    this.#now += ms;
  }

  /** 200 or 401 as the token is good or bad, or the status of who is not even checked. */
  call(token: 'good' | 'bad', { address = '192.0.2.1', connection = {} }: Partial<Sender> = {}, ehr = 'north'): number {
    try {
      const check = this.admit({ address, connection }, ehr);
      if (token === 'good') check.good();
      else check.refused();
      return token === 'good' ? 200 : 401;
    } catch (error) {
      if (error instanceof Refusal) return error.status;
      throw error;
    }
  }

  /** Statuses of so many bad tokens, counted. */
  flood(calls: number, sender?: Partial<Sender>): Readonly<Record<number, number>> {
    const counted: Record<number, number> = {};
    for (let call = 0; call < calls; call += 1) {
      const status = this.call('bad', sender);
      counted[status] = (counted[status] ?? 0) + 1;
    }
    return counted;
  }
}

describe('bad tokens', () => {
  it('of strangers share so many checks a second, wherever they come from', () => {
    const door = new Door();
    const statuses = Array.from({ length: 50 }, (_, number) => door.call('bad', { address: `198.51.100.${number}` }));
    expect(statuses.filter((status) => status === 401)).toHaveLength(PER_SECOND);
    expect(statuses.filter((status) => status === 503)).toHaveLength(40);
    door.wait(500);
    expect(door.flood(50)).toEqual({ 401: PER_SECOND / 2, 503: 45 });
    door.wait(60_000);
    expect(door.flood(50)).toEqual({ 401: PER_SECOND, 503: 40 });
  });

  it('from the address of a known EHR are checked up to the number a minute, then they count as those of strangers', () => {
    const door = new Door();
    door.call('good');
    expect(door.flood(50)).toEqual({ 401: REFUSED_PER_MINUTE + PER_SECOND - 1, 429: 36 });
  });

  it('take no more when the clock is set back', () => {
    const door = new Door();
    door.flood(50);
    door.wait(-60_000);
    expect(door.flood(50)).toEqual({ 503: 50 });
  });
});

describe('a good EHR in a flood', () => {
  it('that has shown a good token at its address is not held up by floods from elsewhere', () => {
    const door = new Door();
    door.call('good');
    door.flood(100, { address: '203.0.113.9' });
    expect(Array.from({ length: 100 }, () => door.call('good'))).toEqual(Array(100).fill(200));
  });

  it('that shares its address with the flood is told apart by its connection', () => {
    const door = new Door();
    const connection = {};
    door.call('good', { connection });
    expect(door.flood(100)[429]).toBeGreaterThan(0);
    expect(door.call('good', { connection })).toBe(200);
    expect(door.call('good')).toBe(429);
  });

  it('that shares its address with a flood in the name of another EHR is not held up', () => {
    const door = new Door();
    door.call('good', {}, 'south');
    door.flood(100);
    expect(door.call('good', {}, 'south')).toBe(200);
  });

  it('that is new gets one of the shared checks after a while, and is known from then on', () => {
    const door = new Door();
    door.flood(100, { address: '203.0.113.9' });
    expect(door.call('good')).toBe(503);
    door.wait(100);
    expect(door.call('good')).toBe(200);
    door.flood(100, { address: '203.0.113.9' });
    expect(door.call('good')).toBe(200);
  });

  it('that sent some bad tokens itself is as before when the minute is over', () => {
    const door = new Door();
    door.call('good');
    door.flood(100);
    door.wait(60_000);
    expect(door.flood(REFUSED_PER_MINUTE)).toEqual({ 401: REFUSED_PER_MINUTE });
  });

  it('is a stranger again after an hour without a call', () => {
    const door = new Door();
    door.call('good');
    door.wait(GOOD_FOR_MS + 1);
    door.flood(PER_SECOND, { address: '203.0.113.9' });
    expect(door.call('good')).toBe(503);
  });
});

describe('what is remembered', () => {
  it('is bounded: who called last stays', () => {
    const door = new Door();
    for (let number = 0; number <= MOST_REMEMBERED; number += 1) {
      door.wait(100);
      door.call('good', { address: `caller ${number}` });
    }
    door.flood(PER_SECOND, { address: '203.0.113.9' });
    expect(door.call('good', { address: `caller ${MOST_REMEMBERED}` })).toBe(200);
    expect(door.call('good', { address: 'caller 0' })).toBe(503);
  });
});
