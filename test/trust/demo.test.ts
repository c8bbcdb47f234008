import jwt from 'jsonwebtoken';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { Refusal } from '../../src/refusals.ts';
import { MINT_KINDS, type DemoIssuer } from '../../src/trust/demo-issuer.ts';
import { openTrust, type Trust } from '../../src/trust/open-trust.ts';
import { SENDER, TOKEN_LIMITS } from './sender.ts';
import { goodToken, makeKey, signed } from './signing.ts';

const PUBLIC_URL = 'http://127.0.0.1:8080';
const PATH = '/cds-services/vertebral-fracture-patient-view';
const NOW = new Date('2026-03-14T09:00:00Z');

const used = new Set<string>();
const logLines: Record<string, unknown>[] = [];
let trust: Trust;
let issuer: DemoIssuer;

beforeAll(() => {
  trust = openTrust({
    config: { ...TOKEN_LIMITS, profile: 'demo', publicUrl: PUBLIC_URL, publicIsLoopback: true, ehrs: [] },
    useToken: async ({ jti }) => !used.has(jti) && Boolean(used.add(jti)),
    now: () => NOW,
    log: createLog('info', { write: (line) => void logLines.push(JSON.parse(line)) }),
    metrics: createMetrics(),
  });
  if (!trust.demoIssuer) throw new Error('the demo profile has an issuer');
  issuer = trust.demoIssuer;
});
afterAll(() => trust.close());
beforeEach(() => logLines.splice(0));

const outcome = async (authorization: string | undefined): Promise<string> => {
  try {
    const caller = await trust.verifyCaller({ authorization, path: PATH, sender: SENDER });
    return `${caller.ehr.name}, ${caller.issuer ?? 'without a token'}`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.status} ${String(logLines.at(-1)?.reason)}`;
  }
};

describe('the demo profile', () => {
  it('asks nobody for a token', async () => {
    expect(await outcome(undefined)).toBe('demo, without a token');
    expect(logLines).toEqual([]);
  });

  it.each([
    ['good', 'demo, http://127.0.0.1:8080/simulator'],
    ['expired', '401 expired'],
    ['future', '401 issued-in-future'],
    ['wrong-audience', '401 audience'],
    ['forged', '401 signature'],
  ] as const)('checks a %s token of its own issuer in full', async (kind, expected) => {
    expect(await outcome(`Bearer ${issuer.mint({ audience: PUBLIC_URL + PATH, kind })}`)).toBe(expected);
    expect(MINT_KINDS).toContain(kind);
  });

  it('knows the dialects by the tenant of the token', async () => {
    const token = issuer.mint({ audience: PUBLIC_URL + PATH, kind: 'good', tenant: 'epic' });
    const { ehr } = await trust.verifyCaller({ authorization: `Bearer ${token}`, path: PATH, sender: SENDER });
    expect(ehr).toMatchObject({ name: 'demo-epic', tenant: 'epic', dialect: 'epic' });
  });

  it('takes each of them once', async () => {
    const token = `Bearer ${issuer.mint({ audience: PUBLIC_URL + PATH, kind: 'good' })}`;
    expect([await outcome(token), await outcome(token)]).toEqual(['demo, http://127.0.0.1:8080/simulator', '401 replayed']);
  });

  const stranger = makeKey('ES384');
  it.each([
    [
      "somebody else's token",
      `Bearer ${signed(goodToken(stranger, { issuer: 'https://sandbox.cds-hooks.org', audience: PUBLIC_URL + PATH, now: NOW }), stranger)}`,
      'https://sandbox.cds-hooks.org',
      'unknown-issuer',
    ],
    ['no token at all', 'Bearer nonsense', null, 'malformed-token'],
    ['a password', 'Basic dXNlcjp3b3Jk', null, 'no-token'],
  ])('ignores %s, and says so in the log', async (_, authorization, sender, reason) => {
    expect(await outcome(authorization)).toBe('demo, without a token');
    expect(logLines).toEqual([expect.objectContaining({ event: 'token-ignored', issuer: sender, reason })]);
  });

  it('publishes the public key only, and makes a new one at every start', () => {
    expect(Object.keys(issuer.jwks.keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    const other = openTrust({
      config: { ...TOKEN_LIMITS, profile: 'demo', publicUrl: PUBLIC_URL, publicIsLoopback: true, ehrs: [] },
      useToken: async () => true,
      now: () => NOW,
      log: createLog('silent'),
      metrics: createMetrics(),
    });
    expect(other.demoIssuer?.jwks).not.toEqual(issuer.jwks);
  });

  it('mints what the standard asks for', () => {
    const token = jwt.decode(issuer.mint({ audience: PUBLIC_URL + PATH, kind: 'good' }), { complete: true });
    expect(token).toMatchObject({
      header: { alg: 'ES384', typ: 'JWT', kid: expect.any(String) },
      payload: { iss: issuer.issuer, aud: PUBLIC_URL + PATH, jti: expect.any(String) },
    });
  });

  it('is the only one with an issuer of its own', () => {
    const production = openTrust({
      config: { ...TOKEN_LIMITS, profile: 'production', publicUrl: PUBLIC_URL, publicIsLoopback: true, ehrs: [] },
      useToken: async () => true,
      now: () => NOW,
      log: createLog('silent'),
      metrics: createMetrics(),
    });
    expect(production.demoIssuer).toBeNull();
  });
});
