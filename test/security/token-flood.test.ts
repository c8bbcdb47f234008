/** Floods of bad tokens over real connections: what they cost is bounded, and who shows good ones is answered meanwhile. */
import { Pool } from 'undici';
import { startService, type TestService } from '../service.ts';
import { goodToken, makeKey, signed } from '../trust/signing.ts';
import { signedEhr, type SignedEhr } from '../signed-ehr.ts';
import { hookCall } from './call.ts';
import { SERVICE_PATH } from './hospital.ts';

const [PER_SECOND, REFUSED_PER_MINUTE] = [20, 10];
const FLOOD = 200;
const env = { TRUST_PROXY: '1', TOKEN_CHECKS_PER_SECOND: String(PER_SECOND), REFUSED_TOKENS_PER_MINUTE: String(REFUSED_PER_MINUTE) };
const ATTACKER = '203.0.113.9';

let now = Date.parse('2026-03-14T09:00:00Z');
const [north, south, newcomer] = [signedEhr('north'), signedEhr('south'), signedEhr('newcomer')];
let service: TestService;
let hostile: Pool;

beforeAll(async () => {
  service = await startService({ ehrs: [north, south, newcomer].map(({ entry }) => entry), env, now: () => new Date(now) });
  hostile = new Pool(service.url, { connections: 20 });
});
afterAll(async () => {
  await hostile.destroy();
  await service.stop();
});
beforeEach(() => (now += 3_600_001));

/** Of another key with the same id: whether it is good is only known once the signature was checked. */
const forger = makeKey('north-1');
const forged = (): string =>
  `Bearer ${signed(goodToken(forger, { issuer: 'https://north.example', audience: service.url + SERVICE_PATH, now: service.parts.now() }), forger)}`;

const floodFrom = async (address: string): Promise<Readonly<Record<number, number>>> => {
  const counted: Record<number, number> = {};
  const send = async (): Promise<void> => {
    const headers = { authorization: forged(), 'x-forwarded-for': address };
    const { statusCode, body, headers: got } = await hostile.request({ method: 'POST', path: SERVICE_PATH, headers });
    await body.dump();
    counted[statusCode] = (counted[statusCode] ?? 0) + 1;
    if (statusCode !== 401 && got['retry-after'] !== '1') throw new Error(`${statusCode} without the time to wait`);
  };
  await Promise.all(Array.from({ length: FLOOD }, send));
  return counted;
};

const call = async (ehr: SignedEhr, address: string, through?: Pool): Promise<number> => {
  const headers = { authorization: ehr.authorization(service, SERVICE_PATH), 'x-forwarded-for': address };
  if (!through) return (await service.post(SERVICE_PATH, hookCall(), headers)).status;
  const json = { ...headers, 'content-type': 'application/json' };
  const answer = await through.request({ method: 'POST', path: SERVICE_PATH, headers: json, body: JSON.stringify(hookCall()) });
  await answer.body.dump();
  return answer.statusCode;
};

/** Signatures that were looked at and were bad. */
const checked = (): number => service.logs.filter(({ event, reason }) => event === 'auth-failed' && reason === 'signature').length;

describe('a flood of forged tokens', () => {
  it('has no more signatures checked than strangers share; the rest is 503 at once', async () => {
    const before = checked();
    expect(await floodFrom(ATTACKER)).toEqual({ 401: PER_SECOND, 503: FLOOD - PER_SECOND });
    expect(checked() - before).toBe(PER_SECOND);
  });

  it('does not hold up an EHR that is known at its own address, also over the same connections of the proxy', async () => {
    expect(await call(north, '198.51.100.7', hostile)).toBe(200);
    const flood = floodFrom(ATTACKER);
    const statuses = await Promise.all(Array.from({ length: 20 }, () => call(north, '198.51.100.7', hostile)));
    expect(statuses).toEqual(Array(20).fill(200));
    await flood;
    expect(await call(north, '198.51.100.7', hostile)).toBe(200);
  });

  it('from the address of a known EHR is 429 beyond what one address may; its own connections are told apart', async () => {
    const own = new Pool(service.url, { connections: 1 });
    expect(await call(north, ATTACKER, own)).toBe(200);
    const { 401: refused = 0, 429: throttled = 0 } = await floodFrom(ATTACKER);
    expect(refused).toBeLessThanOrEqual(PER_SECOND + REFUSED_PER_MINUTE);
    expect(throttled).toBe(FLOOD - refused);
    expect(await call(north, ATTACKER, own)).toBe(200);
    expect(await call(north, ATTACKER, hostile)).toBe(429);
    await own.close();
  });

  it('in the name of one EHR holds up no other, though they share the address', async () => {
    expect(await call(south, ATTACKER)).toBe(200);
    await floodFrom(ATTACKER);
    expect(await call(south, ATTACKER)).toBe(200);
  });

  it('lets a newcomer through within a moment, and does not hold it up again', async () => {
    await floodFrom(ATTACKER);
    expect(await call(newcomer, '198.51.100.8')).toBe(503);
    now += 1000 / PER_SECOND;
    expect(await call(newcomer, '198.51.100.8')).toBe(200);
    await floodFrom(ATTACKER);
    expect(await call(newcomer, '198.51.100.8')).toBe(200);
  });

  it('is written down with the address and the reason of each token that was checked', async () => {
    await floodFrom(ATTACKER);
    const line = service.logs.findLast(({ event }) => event === 'auth-failed');
    expect(line).toMatchObject({ ehr: 'north', issuer: 'https://north.example', address: ATTACKER, reason: 'signature' });
    expect(service.logs.findLast(({ code }) => code === 'overloaded')).toMatchObject({ event: 'refused', address: ATTACKER, status: 503 });
  });
});
