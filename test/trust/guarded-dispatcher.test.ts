import { Client } from 'fhir-kit-client';
import { gzipSync } from 'node:zlib';
import { request, type Dispatcher } from 'undici';
import { lookupAllowed, type AddressPolicy } from '../../src/trust/allowed-addresses.ts';
import type { BlockedReason } from '../../src/trust/events.ts';
import { openGuardedDispatcher, type MeasuredRead } from '../../src/trust/guarded-dispatcher.ts';
import { listen, sendJson, type Listener } from './listener.ts';

const OPEN: AddressPolicy = { private: true, loopback: true };
const MAX_BYTES = 10_000;

let good: Listener;
let evil: Listener;
const opened: Dispatcher[] = [];

beforeAll(async () => {
  evil = await listen((_, response) => sendJson(response, { stolen: true }));
  good = await listen((asked, response) => {
    const { url = '' } = asked;
    if (url.startsWith('/r4/redirect-out')) response.writeHead(307, { location: `${evil.origin}/r4/Patient/1` }).end();
    else if (url.startsWith('/r4/redirect-in')) response.writeHead(302, { location: '/r4/Patient/1' }).end();
    else if (url.startsWith('/r4/gzip'))
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'));
    else if (url.startsWith('/r4/large')) sendJson(response, { text: 'x'.repeat(MAX_BYTES) });
    else if (url.startsWith('/r4/unannounced')) for (let sent = 0; sent <= MAX_BYTES; sent += 1000) response.write('x'.repeat(1000));
    else sendJson(response, { url, acceptEncoding: asked.headers['accept-encoding'], authorization: asked.headers.authorization });
  });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((dispatcher) => dispatcher.destroy()));
  expect(evil.connections()).toBe(0);
});
afterAll(() => Promise.all([good.close(), evil.close()]));

const open = (
  base: string,
  addresses: AddressPolicy = OPEN,
): { readonly dispatcher: Dispatcher; readonly reasons: BlockedReason[]; readonly reads: MeasuredRead[] } => {
  const reasons: BlockedReason[] = [];
  const reads: MeasuredRead[] = [];
  const dispatcher = openGuardedDispatcher({
    base,
    addresses,
    maxBytes: MAX_BYTES,
    report: (reason) => reasons.push(reason),
    measure: (read) => reads.push(read),
  });
  opened.push(dispatcher);
  return { dispatcher, reasons, reads };
};

/** The two libraries that read FHIR servers, and the key-set reader's. */
const WAYS = {
  'fhir-kit-client': (dispatcher: Dispatcher, url: string) =>
    new Client({
      baseUrl: `${good.origin}/r4`,
      bearerToken: 'the-token',
      requestOptions: { dispatcher } as Record<string, unknown>,
    }).request(url),
  undici: async (dispatcher: Dispatcher, url: string) => {
    const answer = await request(url, { dispatcher, headers: { authorization: 'Bearer the-token' } });
    return (await answer.body.json()) as Record<string, unknown>;
  },
};

describe.each(Object.entries(WAYS))('under %s, the guarded dispatcher', (_, read) => {
  it('reads inside its base, uncompressed', async () => {
    const { dispatcher, reasons, reads } = open(`${good.origin}/r4`);
    expect(await read(dispatcher, `${good.origin}/r4/Patient/1?x=../..`)).toMatchObject({
      url: '/r4/Patient/1?x=../..',
      acceptEncoding: 'identity',
      authorization: 'Bearer the-token',
    });
    expect(reasons).toEqual([]);
    expect(reads).toEqual([{ path: '/r4/Patient/1?x=../..', status: 200, seconds: expect.any(Number) }]);
  });

  it.each([
    ['another origin', () => `${evil.origin}/r4/Patient/1`, 'origin'],
    ['another name of the same machine', () => `http://localhost:${good.port}/r4/Patient/1`, 'origin'],
    ['another path of its origin', () => `${good.origin}/admin`, 'path'],
    ['a path that climbs', () => `${good.origin}/r4/%2e%2e/admin`, 'path'],
    ['a path that climbs once it is decoded', () => `${good.origin}/r4/..%2fadmin`, 'path'],
    ['a path that begins like the base', () => `${good.origin}/r4x/Patient/1`, 'path'],
  ] as const)('does not go to %s', async (_place, url, reason) => {
    const { dispatcher, reasons } = open(`${good.origin}/r4`);
    const before = good.asked.length;
    await expect(read(dispatcher, url())).rejects.toThrow();
    expect(reasons).toEqual([reason]);
    expect(good.asked).toHaveLength(before);
  });

  it.each([
    ['a redirect to another origin', '/r4/redirect-out', 'redirect'],
    ['a redirect inside the base', '/r4/redirect-in', 'redirect'],
    ['a compressed answer, which may unpack to any size', '/r4/gzip', 'encoding'],
    ['an answer over the bound', '/r4/large', 'size'],
    ['an answer over the bound that does not say so', '/r4/unannounced', 'size'],
  ] as const)('stops at %s', async (_answer, path, reason) => {
    const { dispatcher, reasons } = open(`${good.origin}/r4`);
    const before = good.asked.length;
    await expect(read(dispatcher, good.origin + path)).rejects.toThrow();
    expect(reasons).toEqual([reason]);
    expect(good.asked).toHaveLength(before + 1);
  });

  it.each([
    ['http://127.0.0.1:{port}/r4', { private: true, loopback: false }],
    ['http://[::ffff:127.0.0.1]:{port}/r4', { private: true, loopback: false }],
    ['http://2130706433:{port}/r4', { private: true, loopback: false }],
    ['http://localhost:{port}/r4', { private: true, loopback: false }],
    ['http://10.255.255.1/r4', { private: false, loopback: true }],
    ['http://169.254.169.254/latest', { private: true, loopback: true }],
    ['http://0.0.0.0:{port}/r4', { private: true, loopback: true }],
  ])('does not connect to %s where that is not allowed, though it was registered', async (base, policy) => {
    const url = new URL(base.replace('{port}', String(good.port))).href;
    const { dispatcher, reasons } = open(url, policy);
    const before = good.connections();
    await expect(read(dispatcher, `${url}/Patient/1`)).rejects.toThrow();
    expect(reasons).toEqual(['address']);
    expect(good.connections()).toBe(before);
  });
});

describe('a name', () => {
  const resolving = async (addresses: readonly string[], policy: AddressPolicy, all = true): Promise<unknown> => {
    const resolve = lookupAllowed(policy, (_name, _options, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
    return new Promise((settle) => resolve('fhir.good.example', { all }, (error, found) => settle(error ?? found)));
  };

  it('that resolves to a forbidden address is not connected to', async () => {
    expect(await resolving(['10.0.0.1', '169.254.169.254', '::1'], { private: false, loopback: false })).toMatchObject({
      reason: 'address',
    });
  });

  it('that resolves to several is connected to at the allowed ones only', async () => {
    expect(await resolving(['10.0.0.1', '193.62.1.1'], { private: false, loopback: false })).toEqual([
      { address: '193.62.1.1', family: 4 },
    ]);
    expect(await resolving(['::1', '10.0.0.1'], { private: true, loopback: false }, false)).toBe('10.0.0.1');
  });

  it('that does not resolve fails as before', async () => {
    const resolve = lookupAllowed(OPEN, (_name, _options, done) => done(new Error('ENOTFOUND'), []));
    const failure = await new Promise((settle) => resolve('nowhere.example', { all: true }, settle));
    expect(failure).toEqual(new Error('ENOTFOUND'));
  });
});

it('hands undici every header, however they were written', async () => {
  const { dispatcher } = open(`${good.origin}/r4`);
  const before = good.headers.length;
  await (await request(`${good.origin}/r4/a`, { dispatcher, headers: ['x-one', '1', 'Accept-Encoding', 'gzip'] })).body.dump();
  await (await request(`${good.origin}/r4/b`, { dispatcher, headers: new Map([['x-one', '1']]) })).body.dump();
  await (await request(`${good.origin}/r4/c`, { dispatcher })).body.dump();
  const [flat, map, none] = good.headers.slice(before);
  expect(flat).toMatchObject({ 'x-one': '1', 'accept-encoding': 'identity' });
  expect(map).toMatchObject({ 'x-one': '1', 'accept-encoding': 'identity' });
  expect(none).toMatchObject({ 'accept-encoding': 'identity' });
});

it('gives up when its caller does', async () => {
  const silent = await listen(() => undefined);
  const { dispatcher } = open(silent.origin);
  const controller = new AbortController();
  const reading = request(silent.origin, { dispatcher, signal: controller.signal });
  controller.abort();
  await expect(reading).rejects.toThrow(/abort/i);
  await silent.close();
});

it('would be noticed by the evil server', async () => {
  const another = await listen((_, response) => sendJson(response, {}));
  await (await request(another.origin)).body.dump();
  expect(another.connections()).toBe(1);
  expect(another.asked).toEqual(['GET /']);
  await another.close();
});
