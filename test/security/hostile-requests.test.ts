/** Requests that mean harm, each with the status it gets. Whatever they try, the evil server that listens beside the hospital is never reached. */
import { createServer } from 'node:http';
import { createApp } from '../../src/app.ts';
import { consoleParts } from '../../src/console-parts.ts';
import { listen as listenOn } from '../../src/server.ts';
import { startService, type Answer, type TestService } from '../service.ts';
import { goodToken, makeKey, part, signed, signedWithSecret, type Token } from '../trust/signing.ts';
import { hookCall, incompleteCall, SECRETS } from './call.ts';
import { hostileFhir } from './hostile-fhir.ts';
import { ISSUER, openHospital, SERVICE_PATH, type Hospital } from './hospital.ts';
import { head, sendRaw } from './raw-http.ts';

const DEADLINE_MS = 1000;

let hospital: Hospital;
let service: TestService;
const strange = makeKey('hospital-ec');

beforeAll(async () => {
  hospital = await openHospital(hostileFhir(() => hospital.evil.origin));
  service = await startService({ ehrs: [hospital.entry()], env: { REQUEST_DEADLINE_MS: String(DEADLINE_MS) } });
});
afterAll(async () => {
  await service.stop();
  await hospital.close();
});
afterEach(() => expect(hospital.evil.connections()).toBe(0));

const url = (): string => service.url + SERVICE_PATH;
const call = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  service.post(SERVICE_PATH, body, { authorization: hospital.bearer(url()), ...headers });

const token = (with_: Partial<Token> = {}): Token =>
  goodToken(hospital.key, { issuer: ISSUER, audience: url(), now: new Date(), ...with_ });
const seconds = (): number => Math.floor(Date.now() / 1000);

describe('a hostile token is 401, and told nothing', () => {
  it.each<[string, () => string]>([
    ['none', () => ''],
    ['a password', () => 'Basic dXNlcjp3b3Jk'],
    ['algorithm none', () => `Bearer ${part({ alg: 'none', typ: 'JWT', kid: 'hospital-ec' })}.${part(token().claims)}.`],
    ['HS256 with the public key as secret', () => `Bearer ${signedWithSecret(token({ header: { alg: 'HS256' } }), hospital.key.publicKey.export({ type: 'spki', format: 'pem' }))}`],
    ['HS256 with an empty secret', () => `Bearer ${signedWithSecret(token({ header: { alg: 'HS256' } }), '')}`],
    ['a wrong key of the right name', () => `Bearer ${signed(token(), strange)}`],
    ['a key that nobody knows', () => `Bearer ${signed(token({ header: { kid: 'unknown' } }), strange)}`],
    ['a kid that is a path', () => `Bearer ${signed(token({ header: { kid: '../../dev/null' } }), strange)}`],
    ['no kid', () => `Bearer ${signed(token({ header: { kid: undefined } }), hospital.key)}`],
    ['an algorithm that is not allowed', () => `Bearer ${signed(token({ header: { alg: 'ES256' } }), hospital.key)}`],
    ['another type', () => `Bearer ${signed(token({ header: { typ: 'at+jwt' } }), hospital.key)}`],
    ['a jku of the evil server', () => `Bearer ${signed(token({ header: { jku: `${hospital.evil.origin}/jwks.json` } }), strange)}`],
    ['a jku that begins like the good one', () => `Bearer ${signed(token({ header: { jku: `${hospital.keySets.origin}@${hospital.evil.origin.slice(7)}` } }), strange)}`],
    ['an x5u of the evil server', () => `Bearer ${signed(token({ header: { x5u: `${hospital.evil.origin}/cert.pem` } }), strange)}`],
    ['its own key in the header', () => `Bearer ${signed(token({ header: { jwk: strange.jwk } }), strange)}`],
    ['an issuer that is not registered', () => `Bearer ${signed(token({ claims: { iss: hospital.evil.origin } }), strange)}`],
    ['the public sandbox as issuer', () => `Bearer ${signed(token({ claims: { iss: 'https://sandbox.cds-hooks.org' } }), strange)}`],
    ['expired', () => `Bearer ${signed(token({ claims: { iat: seconds() - 600, exp: seconds() - 300 } }), hospital.key)}`],
    ['of the future', () => `Bearer ${signed(token({ claims: { iat: seconds() + 300, exp: seconds() + 600 } }), hospital.key)}`],
    ['that lives for a year', () => `Bearer ${signed(token({ claims: { exp: seconds() + 31_536_000 } }), hospital.key)}`],
    ['for the base URL', () => `Bearer ${signed(token({ claims: { aud: service.url } }), hospital.key)}`],
    ['for another host, as a proxy may see it', () => `Bearer ${signed(token({ claims: { aud: url().replace('127.0.0.1', 'localhost') } }), hospital.key)}`],
    ['for another service of this host', () => `Bearer ${signed(token({ claims: { aud: `${service.url}/cds-services/vertebral-fracture-imaging-result` } }), hospital.key)}`],
    ['without jti', () => `Bearer ${signed(token({ claims: { jti: undefined } }), hospital.key)}`],
    ['of 10 kB', () => `Bearer ${signed(token({ claims: { padding: 'x'.repeat(7500) } }), hospital.key)}`],
    ['two at once', () => `${hospital.bearer(url())} ${hospital.bearer(url())}`],
  ])('%s', async (_, authorization) => {
    const answer = await service.post(SERVICE_PATH, hookCall(), { authorization: authorization() });
    expect([answer.status, answer.text, answer.headers.get('www-authenticate')]).toEqual([401, '', 'Bearer']);
  }); // prettier-ignore

  it('the second time it is shown, also for feedback', async () => {
    const authorization = hospital.bearer(url(), { claims: { aud: [url(), `${url()}/feedback`] } });
    const statuses = [
      (await service.post(SERVICE_PATH, hookCall(), { authorization })).status,
      (await service.post(SERVICE_PATH, hookCall(), { authorization })).status,
      (await service.post(`${SERVICE_PATH}/feedback`, { feedback: [] }, { authorization })).status,
    ];
    expect(statuses).toEqual([200, 401, 401]);
  });

  it('whatever the Host header says, the audience is that of the registry', async () => {
    const authorization = hospital.bearer(`http://cds.evil.example${SERVICE_PATH}`);
    const lines = ['Host: cds.evil.example', `Authorization: ${authorization}`, 'X-Forwarded-Host: cds.evil.example', 'Content-Length: 2'];
    expect(await sendRaw(service.url, `${head(`POST ${SERVICE_PATH} HTTP/1.1`, lines)}{}`)).toBe(401);
  });
});

describe('a hostile fhirServer is refused before anything is read', () => {
  const port = (): string => new URL(hospital.evil.origin).port;
  const good = (): string => `${hospital.fhir.origin}/r4`;

  it.each<[string, () => unknown, number]>([
    ['the evil server', () => `${hospital.evil.origin}/r4`, 403],
    ['a name that begins like the good one', () => `http://127.0.0.1.evil.example:${port()}/r4`, 403],
    ['https://good.evil', () => 'https://ehr.st-elsewhere.example.evil.example/r4', 403],
    ['the good one as user', () => `http://${hospital.fhir.origin.slice(7)}@127.0.0.1:${port()}/r4`, 403],
    ['the good one with a user', () => good().replace('//', '//user:word@'), 403],
    ['a backslash', () => `${hospital.evil.origin}\\@${good().slice(7)}`, 403],
    ['a path that climbs', () => `${good()}/../evil`, 403],
    ['an encoded path that climbs', () => `${good()}/%2e%2e/evil`, 403],
    ['an encoded slash', () => `${good()}/..%2fevil`, 403],
    ['a path that begins like the good one', () => `${good()}evil`, 403],
    ['the good one behind a fragment', () => `${hospital.evil.origin}/#${good()}`, 403],
    ['a fragment behind the good one', () => `${good()}#@127.0.0.1:${port()}`, 403],
    ['the good one in the query', () => `${hospital.evil.origin}/?${good()}`, 403],
    ['another port', () => `http://127.0.0.1:${port()}/r4`, 403],
    ['an IPv4-mapped address', () => `http://[::ffff:127.0.0.1]:${port()}/r4`, 403],
    ['a decimal address', () => `http://2130706433:${port()}/r4`, 403],
    ['an octal address', () => `http://0177.0.0.1:${port()}/r4`, 403],
    ['a short address', () => `http://127.1:${port()}/r4`, 403],
    ['every address', () => `http://0.0.0.0:${port()}/r4`, 403],
    ['localhost', () => `http://localhost:${port()}/r4`, 403],
    ['the metadata service', () => 'http://169.254.169.254/latest/meta-data', 403],
    ['https where http is registered', () => good().replace('http:', 'https:'), 403],
    ['a file', () => 'file:///etc/passwd', 400],
    ['a script', () => 'javascript:alert(1)', 400],
    ['gopher', () => `gopher://127.0.0.1:${port()}/r4`, 400],
    ['no scheme', () => `//127.0.0.1:${port()}/r4`, 400],
    ['a list', () => [good(), `${hospital.evil.origin}/r4`], 400],
    ['an object', () => ({ toString: 'x' }), 400],
  ])('%s', async (_, fhirServer, status) => {
    const before = hospital.fhir.asked.length;
    const answer = await call(incompleteCall(fhirServer()));
    expect([answer.status, answer.text.includes(SECRETS.accessToken), hospital.fhir.asked.length]).toEqual([status, false, before]);
  }); // prettier-ignore
});

describe('a FHIR server that was taken over leads nowhere', () => {
  it.each<[string, number]>([
    ['good', 200],
    ['redirect-302', 412],
    ['redirect-307', 412],
    ['redirect-to-name', 412],
    ['redirect-to-metadata', 412],
    ['redirect-chain', 412],
    ['next-elsewhere', 200],
    ['next-without-scheme', 200],
    ['next-with-userinfo', 200],
    ['next-climbs', 200],
    ['form-elsewhere', 412],
    ['form-of-file', 412],
    ['form-redirects', 412],
    ['subject-elsewhere', 412],
    ['result-elsewhere', 200],
    ['medicine-elsewhere', 200],
    ['unpacks-to-anything', 412],
    ['twelve-megabytes', 412],
    ['never-ends', 412],
    ['never-answers', 412],
    ['nested-deep', 412],
    ['tells-secrets', 412],
    ['pollutes', 412],
  ])('%s', async (act, status) => {
    const answer = await call(incompleteCall(`${hospital.fhir.origin}/r4/${act}`));
    expect([act, answer.status]).toEqual([act, status]);
    expect(answer.text).not.toContain(SECRETS.accessToken);
  });

  it('and the token went to the registered base and nowhere else', () => {
    const withToken = hospital.fhir.asked.filter((_, at) => hospital.fhir.headers[at]?.authorization === `Bearer ${SECRETS.accessToken}`);
    expect(withToken.length).toBeGreaterThan(20);
    expect(hospital.fhir.asked.filter((line) => !line.startsWith('GET /r4/'))).toEqual([]);
    expect(hospital.keySets.headers.every(({ authorization }) => authorization === undefined)).toBe(true);
  });
});

describe('a hostile body is refused', () => {
  const json = JSON.stringify(hookCall());
  const longId = 'a'.repeat(5000);

  it.each<[string, () => Promise<{ readonly status: number }>, number]>([
    ['of 50 MB', () => call(`{"padding":"${'x'.repeat(50_000_000)}"}`), 413],
    ['of 50 MB, unannounced', async () => ({ status: await sendChunks(50) }), 413],
    ['100,000 deep in arrays', () => call('['.repeat(100_000) + ']'.repeat(100_000)), 413],
    ['100,000 deep in objects', () => call('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)), 413],
    ['deep inside prefetch', () => call(json.replace('"patient":', `"deep":${'['.repeat(5000)}${']'.repeat(5000)},"patient":`)), 413],
    ['of a million elements', () => call(`[${'1,'.repeat(1_000_000)}1]`), 413],
    ['compressed', () => call(json, { 'content-encoding': 'gzip' }), 415],
    ['as a form', () => call('hook=patient-view', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['as XML', () => call('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', { 'content-type': 'application/xml' }), 415],
    ['in UTF-16', () => call(json, { 'content-type': 'application/json; charset=utf-16' }), 415],
    ['in no UTF-8', () => call(Buffer.concat([Buffer.from('{"hook":"'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"}')])), 400],
    ['that ends too early', () => call(json.slice(0, -10)), 400],
    ['that is empty', () => call(''), 400],
    ['that is null', () => call('null'), 400],
    ['that is a list', () => call('[]'), 400],
    ['with a comment', () => call(json.replace('{', '{/* */')), 400],
    ['with __proto__', () => call(json.replace('{', '{"__proto__":{"hook":"patient-view"},')), 200],
    ['with __proto__ in the context', () => call(json.replace('"patientId"', '"__proto__":{"polluted":true},"patientId"')), 200],
    ['with constructor.prototype in prefetch', () => call(json.replace('"prefetch":{', '"prefetch":{"constructor":{"prototype":{"polluted":true}},')), 200],
    ['with prefetch keys of every object', () => call(hookCall({ prefetch: { toString: 1, hasOwnProperty: 2, valueOf: null } })), 412],
    ['with an id that asks for more', () => call(hookCall({ context: { patientId: '1&_count=9999', userId: 'Practitioner/1' } })), 400],
    ['with an id that climbs', () => call(hookCall({ context: { patientId: '../../Patient', userId: 'Practitioner/1' } })), 400],
    ['with an id of dots', () => call(hookCall({ context: { patientId: '..', userId: 'Practitioner/1' } })), 400],
    ['with an encoded id', () => call(hookCall({ context: { patientId: '%2e%2e%2fPatient', userId: 'Practitioner/1' } })), 400],
    ['with an id of 5,000 letters', () => call(hookCall({ context: { patientId: longId, userId: 'Practitioner/1' } })), 400],
    ['with an id that is an object', () => call(hookCall({ context: { patientId: { $ne: null } } })), 400],
    ['with another hook', () => call(hookCall({ hook: 'order-sign' })), 400],
    ['with a hookInstance that is SQL', () => call(hookCall({ hookInstance: "'; DROP TABLE decision; --" })), 400],
    ["with another patient's record", () => call(hookCall({ context: { patientId: 'somebody-else', userId: 'Practitioner/1' } })), 412],
    ['to a service that is none', () => service.post('/cds-services/__proto__', hookCall(), { authorization: hospital.bearer(`${service.url}/cds-services/__proto__`) }), 404],
    ['with another method', () => service.send('PUT', SERVICE_PATH, { body: json }), 405],
    ['to a path that cannot be decoded', () => service.send('POST', '/cds-services/%ff', { body: json }), 400],
  ])('%s', async (_, send, status) => {
    expect((await send()).status).toBe(status);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
  }); // prettier-ignore

  const sendChunks = (megabytes: number): Promise<number> => {
    const lines = ['Host: x', `Authorization: ${hospital.bearer(url())}`, 'Content-Type: application/json', 'Transfer-Encoding: chunked'];
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    return sendRaw(service.url, head(`POST ${SERVICE_PATH} HTTP/1.1`, lines) + chunk.repeat(megabytes));
  };

  it.each<[string, () => string, number]>([
    ['headers of 20 kB', () => head(`POST ${SERVICE_PATH} HTTP/1.1`, ['Host: x', `X-Padding: ${'x'.repeat(20_000)}`]), 431],
    ['two lengths', () => head(`POST ${SERVICE_PATH} HTTP/1.1`, ['Host: x', 'Content-Length: 2', 'Content-Length: 3']), 400],
    ['a length and chunks', () => `${head(`POST ${SERVICE_PATH} HTTP/1.1`, ['Host: x', 'Content-Length: 4', 'Transfer-Encoding: chunked'])}0\r\n\r\n`, 400],
    ['a line feed in a header', () => head(`POST ${SERVICE_PATH} HTTP/1.1`, ['Host: x', 'X-A: b\nX-C: d\0']), 400],
    ['no Host', () => head(`POST ${SERVICE_PATH} HTTP/1.1`, ['Content-Length: 0']), 400],
    ['no HTTP', () => 'HELO mail.example\r\n\r\n', 400],
    ['a method that is none', () => head(`HACK ${SERVICE_PATH} HTTP/1.1`, ['Host: x']), 400],
    ['a path that climbs', () => head('GET /../../etc/passwd HTTP/1.1', ['Host: x']), 404],
    ['an address as if it were a proxy', () => head(`GET ${hospital.evil.origin}/ HTTP/1.1`, ['Host: x']), 404],
    ['a tunnel', () => head(`CONNECT ${hospital.evil.origin.slice(7)} HTTP/1.1`, ['Host: x']), 0],
  ])('%s', async (_, bytes, status) => {
    expect(await sendRaw(service.url, bytes())).toBe(status);
  }); // prettier-ignore

  it('that is slow is given up, and the others are answered meanwhile', async () => {
    const patience = { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 50 };
    const server = createServer(patience, createApp(service.parts, consoleParts(service.parts)));
    const slow = `http://127.0.0.1:${await listenOn(server, 0, '127.0.0.1')}`;
    const lines = ['Host: x', `Authorization: ${hospital.bearer(url())}`, 'Content-Type: application/json', 'Content-Length: 100'];
    const statuses = Promise.all([
      sendRaw(slow, `POST ${SERVICE_PATH} HTTP/1.1\r\nHost: x\r\nX-Slow: `),
      sendRaw(slow, `${head(`POST ${SERVICE_PATH} HTTP/1.1`, lines)}{"hook"`),
    ]);
    expect((await fetch(`${slow}/livez`)).status).toBe(200);
    expect(await statuses).toEqual([408, 408]);
    server.closeAllConnections();
    server.close();
  });
});

describe('after all of them', () => {
  it('the service answers as before', async () => {
    expect((await call(hookCall())).status).toBe(200);
    expect((await service.get('/readyz')).status).toBe(200);
  });

  it('it has failed nowhere', () => {
    expect(service.logs.filter(({ event }) => event === 'internal-error' || event === 'failed')).toEqual([]);
  });
});
