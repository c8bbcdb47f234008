import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { jsonBody } from '../../src/hooks/json-body.ts';
import { Refusal } from '../../src/refusals.ts';

const LIMIT_MB = 1;
let server: Server;
let port: number;
/** What became of the last body: the value, or the code of the refusal. */
let became: Promise<unknown>;

beforeAll(async () => {
  server = createServer((request, response) => {
    became = jsonBody(request, LIMIT_MB).catch((error: unknown) => (error instanceof Refusal ? error.code : error));
    void became.then(() => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const sent = async (
  body: string | Uint8Array,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<unknown> => {
  await (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: body as string, headers })).text();
  return became;
};

describe('the body of a request', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/fhir+json',
    'application/json+fhir',
  ])('is taken as %s', async (type) => {
    expect(await sent('{"a":1}', { 'content-type': type })).toEqual({ a: 1 });
  });

  it.each([
    ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', '{}', { 'content-type': 'text/plain' }],
    ['XML', '<a/>', { 'content-type': 'application/fhir+xml' }],
    ['JSON in Latin-1', '{}', { 'content-type': 'application/json; charset=iso-8859-1' }],
    ['JSON in gzip', gzipSync('{}'), { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('is refused as %s', async (_, body, headers) => {
    expect(await sent(body, headers)).toBe('media-type');
  });

  it.each([
    ['nothing at all', ''],
    ['half an object', '{"a":'],
    ['two objects', '{}{}'],
    ['a trailing comma', '[1,]'],
    ['a comment', '{} // really'],
    ['bytes that are no UTF-8', Uint8Array.from([0x22, 0xff, 0xfe, 0x22])],
    ['half of a surrogate pair in UTF-8', Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ])('is refused where it is %s', async (_, body) => {
    expect(await sent(body)).toBe('malformed-json');
  });

  it('may begin with a byte order mark', async () => {
    expect(await sent('\uFEFF{"a":1}')).toEqual({ a: 1 });
  });

  it('is refused by its announced length before it is read', async () => {
    expect(await sent(`"${'x'.repeat(LIMIT_MB * 1024 * 1024)}"`)).toBe('body-too-large');
  });

  it('is refused at the limit where no length is announced', async () => {
    await new Promise((resolve, reject) => {
      const call = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-type': 'application/json' } }, resolve);
      call.on('error', reject);
      for (let sent = 0; sent < 2 * LIMIT_MB * 16; sent += 1) call.write(Buffer.alloc(64 * 1024, 'x'));
      call.end();
    });
    expect(await became).toBe('body-too-large');
  });

  it('is refused where it is nested too deep or has too many elements', async () => {
    expect(await sent('['.repeat(101) + ']'.repeat(101))).toBe('body-too-deep');
    expect(await sent('['.repeat(100) + ']'.repeat(100))).toBeInstanceOf(Array);
    expect(await sent(`[${'0,'.repeat(100_001)}0]`)).toBe('body-too-deep');
  });

  it('is given up when the connection ends before it does', async () => {
    const socket = connect(port, '127.0.0.1');
    const begun = new Promise((resolve) => server.once('request', resolve));
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a"');
    await begun;
    socket.destroy();
    expect(await became).toBe('malformed-json');
  });

  it('is given up when the connection has ended before it is looked at', async () => {
    const late = new Promise<unknown>((resolve) => {
      const other = createServer((message) =>
        message.once('close', () => resolve(jsonBody(message, LIMIT_MB).catch((error: Refusal) => error.code))),
      ).listen(0, '127.0.0.1', () => {
        const socket = connect((other.address() as AddressInfo).port, '127.0.0.1');
        socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a"');
        other.once('request', () => {
          socket.destroy();
          other.close();
        });
      });
    });
    expect(await late).toBe('malformed-json');
  });

  it('keeps a member called __proto__ as a member', async () => {
    const body = (await sent('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')) as object;
    expect(Object.keys(body)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
