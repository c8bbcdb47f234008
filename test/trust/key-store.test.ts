import type { KeysResult } from '../../src/trust/events.ts';
import { readKeySet, type VerifyingKey } from '../../src/trust/key-set.ts';
import {
  FRESH_FOR_MS,
  openKeyStore,
  RENEW_AFTER_MS,
  STALE_FOR_MS,
  TRY_EVERY_MS,
  type FoundKey,
  type KeyStore,
} from '../../src/trust/key-store.ts';
import { makeKey } from './signing.ts';

const [first, second] = [makeKey('first'), makeKey('second')];

/** A store over an issuer whose set, health and clock the test turns. */
class Issuer {
  keys: readonly VerifyingKey[] = readKeySet({ keys: [first.jwk] });
  down = false;
  loads = 0;
  readonly told: KeysResult[] = [];
  readonly store: KeyStore;
  #now = Date.parse('2026-03-14T09:00:00Z');

  constructor() {
    this.store = openKeyStore({
      load: async () => {
        this.loads += 1;
        if (this.down) throw new Error('down');
        return this.keys;
      },
      now: () => new Date(this.#now),
      report: (result) => this.told.push(result),
    });
  }

  wait(ms: number): void {
    this.#now += ms;
  }

  async find(kid: string): Promise<string> {
    const found: FoundKey = await this.store.find(kid, 'ES384');
    return typeof found === 'string' ? found : `key ${found.id}`;
  }
}

describe('the keys of an EHR', () => {
  it('are loaded once and kept', async () => {
    const issuer = new Issuer();
    expect(issuer.store.ageSeconds()).toBeNull();
    expect(await Promise.all([issuer.find('first'), issuer.find('first')])).toEqual(['key first', 'key first']);
    issuer.wait(1000);
    expect(await issuer.find('first')).toBe('key first');
    expect(issuer.loads).toBe(1);
    expect(issuer.store.ageSeconds()).toBe(1);
  });

  it('are loaded again for an unknown kid, so that rotation is followed at once', async () => {
    const issuer = new Issuer();
    await issuer.find('first');
    issuer.keys = readKeySet({ keys: [first.jwk, second.jwk] });
    issuer.wait(TRY_EVERY_MS);
    expect(await issuer.find('second')).toBe('key second');
  });

  it('are asked for at a limited rate, whatever kids are invented', async () => {
    const issuer = new Issuer();
    await issuer.find('first');
    for (let step = 0; step < 100; step += 1) {
      issuer.wait(TRY_EVERY_MS / 10);
      expect(await issuer.find(`invented-${step}`)).toBe('unknown-key');
    }
    expect(issuer.loads).toBeLessThanOrEqual(11);
  });

  it('are renewed in the background while they are in use', async () => {
    const issuer = new Issuer();
    await issuer.find('first');
    issuer.keys = readKeySet({ keys: [second.jwk] });
    issuer.wait(RENEW_AFTER_MS);
    expect(await issuer.find('first')).toBe('key first');
    expect(await issuer.find('first')).toBe('unknown-key');
    expect(issuer.loads).toBe(2);
  });

  it('are renewed before use after a quiet time: a removed key opens nothing', async () => {
    const issuer = new Issuer();
    await issuer.find('first');
    issuer.keys = readKeySet({ keys: [second.jwk] });
    issuer.wait(FRESH_FOR_MS);
    expect(await issuer.find('first')).toBe('unknown-key');
  });

  it('serve on while the issuer is down, within a bound', async () => {
    const issuer = new Issuer();
    await issuer.find('first');
    issuer.down = true;
    issuer.wait(STALE_FOR_MS - 1);
    expect(await issuer.find('first')).toBe('key first');
    issuer.wait(TRY_EVERY_MS);
    expect(await issuer.find('first')).toBe('keys-unavailable');
    expect(issuer.told).toEqual(['refreshed', 'stale', 'failed']);
  });

  it('that were never had are tried for again at a limited rate', async () => {
    const issuer = new Issuer();
    issuer.down = true;
    expect(await issuer.find('first')).toBe('keys-unavailable');
    issuer.down = false;
    expect(await issuer.find('first')).toBe('keys-unavailable');
    issuer.wait(TRY_EVERY_MS);
    expect(await issuer.find('first')).toBe('key first');
    expect(issuer.loads).toBe(2);
  });

  it('with one kid twice for one algorithm are ambiguous', async () => {
    const issuer = new Issuer();
    issuer.keys = readKeySet({ keys: [first.jwk, { ...second.jwk, kid: 'first' }] });
    expect(await issuer.find('first')).toBe('ambiguous-key');
  });
});
