import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { selfSigned } from './self-signed.ts';

const run = promisify(execFile);
const { key, certificate } = selfSigned();
const folder = mkdtempSync(join(tmpdir(), 'vfcds-tls-'));
const authority = join(folder, 'authority.pem');
const asked: string[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  writeFileSync(authority, certificate);
  server = createServer({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert: certificate }, (request, response) => {
    asked.push(String(request.url));
    response.end('over TLS');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const read = async (url: string, loopback: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const program = ['--import', 'tsx', 'test/trust/read-over-tls.ts', url, loopback];
  return (await run(process.execPath, program, { env: { ...process.env, NODE_OPTIONS: '', ...env } })).stdout;
};

describe('over TLS, a FHIR server', () => {
  it('whose certificate is good is read, by its name', async () => {
    expect(await read(`https://localhost:${port}/r4`, 'loopback', { NODE_EXTRA_CA_CERTS: authority })).toBe('200 over TLS');
    expect(asked.splice(0)).toEqual(['/r4/Patient/1']);
  });

  it('whose certificate nobody vouches for is not', async () => {
    expect(await read(`https://localhost:${port}/r4`, 'loopback', {})).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('whose certificate is for another name is not', async () => {
    expect(await read(`https://127.0.0.1:${port}/r4`, 'loopback', { NODE_EXTRA_CA_CERTS: authority })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('at an address that may not be read is not, whatever its certificate', async () => {
    expect(await read(`https://localhost:${port}/r4`, 'no', { NODE_EXTRA_CA_CERTS: authority })).toBe(
      'Blocked: an outgoing read was stopped: address',
    );
    expect(asked).toEqual([]);
  });
});
