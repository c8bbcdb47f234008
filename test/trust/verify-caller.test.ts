import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { openRecords, type CountedRecords } from '../../src/records/open-records.ts';
import { Refusal } from '../../src/refusals.ts';
import { openTrust, type Trust } from '../../src/trust/open-trust.ts';
import type { RegistryEntry } from '../../src/trust/read-ehrs.ts';
import { demoEntry } from '../../src/trust/demo-issuer.ts';
import { listen, sendJson, type Listener } from './listener.ts';
import { SENDER, TOKEN_LIMITS } from './sender.ts';
import { goodToken, makeKey, part, signed, signedWithSecret, type Token } from './signing.ts';

const NOW = new Date('2026-03-14T09:00:00Z');
const SECONDS = Math.floor(NOW.getTime() / 1000);
const AUDIENCE = 'https://cds.example.org';
const PATH = '/cds-services/vertebral-fracture-patient-view';
const ISSUER = 'https://ehr.st-elsewhere.example';

const elliptic = makeKey('ec-1');
const rsa = makeKey('rsa-1', 'RS384');
const stranger = makeKey('ec-1');

const folder = mkdtempSync(join(tmpdir(), 'vfcds-verify-'));
const logLines: Record<string, unknown>[] = [];
const metrics = createMetrics();
let keySets: Listener;
let evil: Listener;
let records: CountedRecords;
let trust: Trust;

const entry = (over: Partial<RegistryEntry>): RegistryEntry => ({
  ...demoEntry(''),
  name: 'st-elsewhere',
  issuer: ISSUER,
  keys: { jwksUrl: `${keySets.origin}/jwks.json` },
  algorithms: ['ES384', 'RS384'],
  audience: AUDIENCE,
  ...over,
});

const open = (ehrs: readonly RegistryEntry[], useToken = records.useToken): Trust =>
  openTrust({
    config: { ...TOKEN_LIMITS, profile: 'production', publicUrl: AUDIENCE, publicIsLoopback: true, ehrs },
    useToken,
    now: () => NOW,
    log: createLog('info', { write: (line) => void logLines.push(JSON.parse(line)) }),
    metrics,
  });

beforeAll(async () => {
  keySets = await listen((_, response) => sendJson(response, { keys: [elliptic.jwk, rsa.jwk] }));
  evil = await listen((_, response) => sendJson(response, { keys: [stranger.jwk] }));
  records = await openRecords({ databaseFile: join(folder, 'records.sqlite'), now: () => NOW });
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [elliptic.jwk] }));
  trust = open([
    entry({}),
    entry({ name: 'rs-only', issuer: 'https://rs.example', algorithms: ['RS384'] }),
    entry({ name: 'from-file', issuer: 'https://file.example', keys: { file: join(folder, 'keys.json') } }),
    entry({ name: 'fixed-aud', issuer: 'https://fixed.example', audience: { exact: ['cds-vfcds', 'https://cds.example.org/other'] } }),
    entry({ name: 'reuses', issuer: 'https://reuses.example', replay: 'off' }),
    entry({ name: 'site-a', issuer: 'https://shared.example', tenant: 'a' }),
    entry({ name: 'site-b', issuer: 'https://shared.example', tenant: 'b' }),
  ]);
});
afterAll(async () => {
  await Promise.all([trust.close(), keySets.close(), evil.close(), records.close()]);
  rmSync(folder, { recursive: true });
});
beforeEach(() => logLines.splice(0));

const token = (with_: Partial<Token> = {}, key = elliptic): Token =>
  goodToken(key, { issuer: ISSUER, audience: AUDIENCE + PATH, now: NOW, ...with_ });
const bearer = (text: string): string => `Bearer ${text}`;

/** The EHR's name, or the refusal and the reason in the log. */
const outcome = async (authorization: string | undefined, path = PATH, of = trust): Promise<string> => {
  try {
    return (await of.verifyCaller({ authorization, path, sender: SENDER })).ehr.name;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.status} ${String(logLines.at(-1)?.reason ?? '')}`.trim();
  }
};

describe('a token opens the door', () => {
  it.each([
    ['signed with ES384', () => signed(token(), elliptic), PATH],
    ['signed with RS384', () => signed(token({}, rsa), rsa), PATH],
    ['for discovery', () => signed(token({ claims: { aud: `${AUDIENCE}/cds-services` } }), elliptic), '/cds-services'],
    ['for feedback', () => signed(token({ claims: { aud: `${AUDIENCE}${PATH}/feedback` } }), elliptic), `${PATH}/feedback`],
    [
      'with several audiences, one of them this',
      () => signed(token({ claims: { aud: ['https://other.example', AUDIENCE + PATH] } }), elliptic),
      PATH,
    ],
    ['that has expired less than a minute ago', () => signed(token({ claims: { iat: SECONDS - 300, exp: SECONDS - 59 } }), elliptic), PATH],
    [
      'from a clock that is a minute ahead',
      () => signed(token({ claims: { iat: SECONDS + 60, nbf: SECONDS + 60, exp: SECONDS + 360 } }), elliptic),
      PATH,
    ],
    ['that lives for an hour', () => signed(token({ claims: { exp: SECONDS + 3600 } }), elliptic), PATH],
    ['whose jku is the registered one', () => signed(token({ header: { jku: `${keySets.origin}/jwks.json` } }), elliptic), PATH],
    [
      'with keys and certificates in its header, which are not looked at',
      () => signed(token({ header: { jwk: stranger.jwk, x5u: `${evil.origin}/x5u`, x5c: ['AAAA'] } }), elliptic),
      PATH,
    ],
    ['with a type in small letters', () => signed(token({ header: { typ: 'jwt' } }), elliptic), PATH],
    ['with claims of its own', () => signed(token({ claims: { sub: 'practitioner', extra: { a: [1] } } }), elliptic), PATH],
  ])('%s', async (_, text, path) => {
    expect(await outcome(bearer(text()), path)).toBe('st-elsewhere');
  });

  it('of an EHR that types one fixed audience', async () => {
    const fixed = (aud: string): string => signed(token({ claims: { iss: 'https://fixed.example', aud } }), elliptic);
    expect(await outcome(bearer(fixed('cds-vfcds')))).toBe('fixed-aud');
    expect(await outcome(bearer(fixed(AUDIENCE + PATH)))).toBe('401 audience');
  });

  it('of an EHR whose keys lie in a file; its jku is not followed', async () => {
    const text = signed(token({ header: { jku: `${evil.origin}/jwks.json` }, claims: { iss: 'https://file.example' } }), elliptic);
    expect(await outcome(bearer(text))).toBe('from-file');
  });

  it('of the site that it names, where one issuer serves several', async () => {
    const of = (tenant: unknown): string => bearer(signed(token({ claims: { iss: 'https://shared.example', tenant } }), elliptic));
    expect(await outcome(of('a'))).toBe('site-a');
    expect(await outcome(of('b'))).toBe('site-b');
    expect(await outcome(of('c'))).toBe('401 unknown-tenant');
    expect(await outcome(of(undefined))).toBe('401 unknown-tenant');
    expect(await outcome(of(['a']))).toBe('401 malformed-token');
  });

  it('in whatever case the scheme is written', async () => {
    expect(await outcome(`bEARER   ${signed(token(), elliptic)}`)).toBe('st-elsewhere');
  });
});

const publicPem = elliptic.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const unsigned = ({ header, claims }: Token): string => `${part(header)}.${part(claims)}.`;
const damaged = (text: string): string => text.slice(0, -4) + (text.endsWith('AAAA') ? 'BBBB' : 'AAAA');

const BAD: readonly (readonly [string, () => string | undefined, string])[] = [
  ['none at all', () => undefined, 'no-token'],
  ['an empty header', () => '', 'no-token'],
  ['a password', () => 'Basic dXNlcjp3b3Jk', 'no-token'],
  ['an empty token', () => 'Bearer ', 'malformed-token'],
  ['something else', () => bearer('not.a.token'), 'malformed-token'],
  ['two tokens', () => `${bearer(signed(token(), elliptic))}, ${bearer(signed(token(), elliptic))}`, 'malformed-token'],
  ['four parts', () => bearer(`${signed(token(), elliptic)}.x`), 'malformed-token'],
  ['an encrypted token', () => bearer(`${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.x.x.x.x`), 'malformed-token'],
  [
    'claims that are no object',
    () => bearer(`${part({ alg: 'ES384', typ: 'JWT', kid: 'ec-1' })}.${part('"claims"')}.AAAA`),
    'malformed-token',
  ],
  ['an issuer that is no string', () => bearer(signed(token({ claims: { iss: [ISSUER] } }), elliptic)), 'malformed-token'],
  ['one of 9 kB', () => bearer(signed(token({ claims: { padding: 'x'.repeat(7000) } }), elliptic)), 'token-too-long'],
  [
    'an issuer that nobody registered',
    () => bearer(signed(token({ claims: { iss: 'https://evil.example' } }), stranger)),
    'unknown-issuer',
  ],
  [
    'an issuer that looks like a registered one',
    () => bearer(signed(token({ claims: { iss: `${ISSUER}/` } }), elliptic)),
    'unknown-issuer',
  ],
  ['no issuer', () => bearer(signed(token({ claims: { iss: undefined } }), elliptic)), 'unknown-issuer'],
  ['a tenant that nobody registered', () => bearer(signed(token({ claims: { tenant: 'x' } }), elliptic)), 'unknown-tenant'],
  ['algorithm none', () => bearer(unsigned(token({ header: { alg: 'none' } }))), 'algorithm'],
  ['algorithm NONE, signed', () => bearer(signed(token({ header: { alg: 'NONE' } }), elliptic)), 'algorithm'],
  ['HS256 with the public key as secret', () => bearer(signedWithSecret(token({ header: { alg: 'HS256' } }), publicPem)), 'algorithm'],
  [
    'HS384 with the key set as secret',
    () => bearer(signedWithSecret(token({ header: { alg: 'HS384' } }), JSON.stringify(elliptic.jwk), 'sha384')),
    'algorithm',
  ],
  ['an algorithm that this EHR may not use', () => bearer(signed(token({ claims: { iss: 'https://rs.example' } }), elliptic)), 'algorithm'],
  ['ES384 in the header, signed with RSA', () => bearer(signed(token({ header: { kid: 'rsa-1' } }), rsa)), 'unknown-key'],
  ['a type that is no JWT', () => bearer(signed(token({ header: { typ: 'at+jwt' } }), elliptic)), 'type'],
  ['no type', () => bearer(signed(token({ header: { typ: undefined } }), elliptic)), 'type'],
  ['a critical extension', () => bearer(signed(token({ header: { crit: ['b64'], b64: false } }), elliptic)), 'critical-header'],
  ['a jku elsewhere', () => bearer(signed(token({ header: { jku: `${evil.origin}/jwks.json` } }), stranger)), 'key-url'],
  [
    'a jku that begins like the registered one',
    () => bearer(signed(token({ header: { jku: `${keySets.origin}/jwks.json/../evil` } }), stranger)),
    'key-url',
  ],
  ['its own key in the header', () => bearer(signed(token({ header: { jwk: stranger.jwk } }), stranger)), 'signature'],
  ['an x5u elsewhere', () => bearer(signed(token({ header: { x5u: `${evil.origin}/x5u` } }), stranger)), 'signature'],
  ['no kid', () => bearer(signed(token({ header: { kid: undefined } }), elliptic)), 'no-key-id'],
  ['a kid that nobody has', () => bearer(signed(token({ header: { kid: '../../../etc/passwd' } }), elliptic)), 'unknown-key'],
  ["another's signature", () => bearer(signed(token(), stranger)), 'signature'],
  ['no signature', () => bearer(unsigned(token())), 'signature'],
  ['a damaged signature', () => bearer(damaged(signed(token(), elliptic))), 'signature'],
  ['a signature of zeros (CVE-2022-21449)', () => bearer(`${unsigned(token())}${Buffer.alloc(96).toString('base64url')}`), 'signature'],
  [
    'claims that were changed after signing',
    () => bearer(signed(token(), elliptic).split('.').with(1, part(token().claims)).join('.')),
    'signature',
  ],
  [
    'the audience of another service',
    () => bearer(signed(token({ claims: { aud: 'https://other.example/cds-services' } }), elliptic)),
    'audience',
  ],
  ['the base as audience', () => bearer(signed(token({ claims: { aud: AUDIENCE } }), elliptic)), 'audience'],
  ['the audience of discovery', () => bearer(signed(token({ claims: { aud: `${AUDIENCE}/cds-services` } }), elliptic)), 'audience'],
  ['an audience with a slash behind it', () => bearer(signed(token({ claims: { aud: `${AUDIENCE}${PATH}/` } }), elliptic)), 'audience'],
  [
    'the audience over http, as seen behind the proxy',
    () => bearer(signed(token({ claims: { aud: `http://cds.example.org${PATH}` } }), elliptic)),
    'audience',
  ],
  [
    'the address behind the proxy as audience',
    () => bearer(signed(token({ claims: { aud: `http://10.0.0.7:8080${PATH}` } }), elliptic)),
    'audience',
  ],
  ['an audience in capitals', () => bearer(signed(token({ claims: { aud: `HTTPS://CDS.EXAMPLE.ORG${PATH}` } }), elliptic)), 'audience'],
  ['an empty list of audiences', () => bearer(signed(token({ claims: { aud: [] } }), elliptic)), 'audience'],
  ['no audience', () => bearer(signed(token({ claims: { aud: undefined } }), elliptic)), 'missing-claim'],
  ['no expiry', () => bearer(signed(token({ claims: { exp: undefined } }), elliptic)), 'missing-claim'],
  ['no time of issue', () => bearer(signed(token({ claims: { iat: undefined } }), elliptic)), 'missing-claim'],
  ['no jti', () => bearer(signed(token({ claims: { jti: undefined } }), elliptic)), 'missing-claim'],
  ['an empty jti', () => bearer(signed(token({ claims: { jti: '' } }), elliptic)), 'malformed-token'],
  ['an expiry in words', () => bearer(signed(token({ claims: { exp: '2099-01-01' } }), elliptic)), 'malformed-token'],
  ['an expiry beyond all time', () => bearer(signed(token({ claims: { exp: 1e300 } }), elliptic)), 'malformed-token'],
  ['one that has expired', () => bearer(signed(token({ claims: { iat: SECONDS - 600, exp: SECONDS - 60 } }), elliptic)), 'expired'],
  ['one of the future', () => bearer(signed(token({ claims: { iat: SECONDS + 61, exp: SECONDS + 300 } }), elliptic)), 'issued-in-future'],
  ['one that is not valid yet', () => bearer(signed(token({ claims: { nbf: SECONDS + 61 } }), elliptic)), 'not-yet-valid'],
  ['one that lives for two hours', () => bearer(signed(token({ claims: { exp: SECONDS + 7200 } }), elliptic)), 'lives-too-long'],
  ['one that was issued two hours ago', () => bearer(signed(token({ claims: { iat: SECONDS - 7200 } }), elliptic)), 'issued-too-long-ago'],
];

describe('a token stays out', () => {
  it.each(BAD)('with %s', async (_, authorization, reason) => {
    expect(await outcome(authorization())).toBe(`401 ${reason}`);
  });

  it('and nothing was asked of whoever it pointed at', () => {
    expect(evil.connections()).toBe(0);
    expect(new Set(keySets.asked)).toEqual(new Set(['GET /jwks.json']));
  });

  it('that was used before, for any call, and only for that issuer and tenant', async () => {
    const jti = 'the-same';
    const of = (claims: object): string => bearer(signed(token({ claims: { jti, ...claims } }), elliptic));
    const first = of({});
    expect(await outcome(first)).toBe('st-elsewhere');
    expect(await outcome(first)).toBe('401 replayed');
    expect(await outcome(of({ aud: `${AUDIENCE}${PATH}/feedback` }), `${PATH}/feedback`)).toBe('401 replayed');
    expect(await outcome(of({ iss: 'https://shared.example', tenant: 'a' }))).toBe('site-a');
    expect(await outcome(of({ iss: 'https://shared.example', tenant: 'b' }))).toBe('site-b');
  });

  it('is not used up by calls that are refused', async () => {
    const text = bearer(signed(token({ claims: { jti: 'kept' } }), elliptic));
    expect(await outcome(text, '/cds-services')).toBe('401 audience');
    expect(await outcome(text)).toBe('st-elsewhere');
  });

  it('may be sent several times by an EHR that does so, where the registry says so', async () => {
    const text = bearer(signed(token({ claims: { iss: 'https://reuses.example' } }), elliptic));
    expect([await outcome(text), await outcome(text)]).toEqual(['reuses', 'reuses']);
  });

  it('is used once, however many calls bring it at the same moment', async () => {
    const text = bearer(signed(token(), elliptic));
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(text)));
    expect(outcomes.filter((one) => one === 'st-elsewhere')).toHaveLength(1);
  });
});

describe('what is told', () => {
  it('to the caller is nothing, to the log the issuer, the address and a reason, and to nobody the token', async () => {
    const text = signed(token({ claims: { exp: SECONDS - 600 } }), elliptic);
    const refusal = await trust.verifyCaller({ authorization: bearer(text), path: PATH, sender: SENDER }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).message).toBe('a bearer token of a registered EHR is needed');
    expect(logLines).toEqual([
      expect.objectContaining({ event: 'auth-failed', ehr: 'st-elsewhere', issuer: ISSUER, address: SENDER.address, reason: 'expired' }),
    ]);
    for (const piece of text.split('.')) expect(JSON.stringify(logLines)).not.toContain(piece);
  });

  it('of an unknown issuer is clipped, in printable letters', async () => {
    await outcome(bearer(signed(token({ claims: { iss: `https://evil.example/\n{"level":50}\u202e${'x'.repeat(500)}` } }), stranger)));
    expect(logLines.at(-1)?.issuer).toMatch(/^https:\/\/evil\.example\/\?\{"level":50\}\?x{1,100}$/);
  });

  it('is counted by reason', async () => {
    expect(await metrics.registry.metrics()).toMatch(/vfcds_auth_failures_total\{reason="replayed"\} \d+/);
    expect(await metrics.registry.metrics()).toContain('vfcds_jwks_age_seconds{tenant="st-elsewhere"} 0');
  });
});

describe('what fails closed', () => {
  it('used tokens that cannot be checked: 503, and no card', async () => {
    const down = open([entry({})], () => Promise.reject(new Error('down')));
    expect(await outcome(bearer(signed(token(), elliptic)), PATH, down)).toBe('503');
    await down.close();
  });

  it.each([
    ['a key set that is not there', (origin: string) => `${origin}/404`],
    ['a key set that is somewhere else by now', (origin: string) => `${origin}/moved`],
    ['a key set that is no JSON', (origin: string) => `${origin}/html`],
    ['a key set of 300 kB', (origin: string) => `${origin}/huge`],
    ['a server that is not there', () => 'http://127.0.0.1:1/jwks.json'],
  ])('%s', async (_, url) => {
    const ill = await listen((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: `${keySets.origin}/jwks.json` }).end();
      else if (request.url === '/html') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
      else if (request.url === '/huge') sendJson(response, { keys: [elliptic.jwk], padding: 'x'.repeat(300_000) });
      else response.writeHead(404).end();
    });
    const of = open([entry({ keys: { jwksUrl: url(ill.origin) } })]);
    await of.warm();
    expect(await outcome(bearer(signed(token(), elliptic)), PATH, of)).toBe('401 keys-unavailable');
    await Promise.all([of.close(), ill.close()]);
  });
});
