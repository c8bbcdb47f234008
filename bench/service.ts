/** Starts the servers that are compared, each in a process of its own: the two bare ones and the built service with and without authentication. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { stringify } from 'yaml';

export interface Running {
  readonly name: string;
  readonly port: number;
  readonly headers: () => Record<string, string>;
  /** Resident memory in MB. */
  readonly memory: () => number;
  readonly stop: () => void;
}

const SERVICE = 'vertebral-fracture-patient-view';
export const PATH = `/cds-services/${SERVICE}`;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const residentMb = (child: ChildProcess): number => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
};

export const bare = (name: 'bare-http' | 'bare-express', answerBytes: number): Promise<Running> =>
  new Promise((resolve) => {
    const child = fork(new URL(`./servers/${name}.ts`, import.meta.url), { execArgv: ['--import', 'tsx'], env: { ...process.env, ANSWER_BYTES: String(answerBytes) } });
    child.once('message', (message: { port: number }) =>
      resolve({ name, port: message.port, headers: () => ({}), memory: () => residentMb(child), stop: () => child.kill() }),
    );
  });

type Algorithm = 'RS384' | 'ES384';

/** Tokens signed ahead, so that signing does not slow the load generator; each is used once, as `replay: enforce` asks. */
const tokensAhead = (algorithm: Algorithm, audience: string, count: number): { readonly jwks: unknown; readonly next: () => string } => {
  const { publicKey, privateKey } = algorithm === 'RS384' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const kid = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('hex').slice(0, 16);
  const sign = (): string =>
    jwt.sign({ jti: randomUUID() }, privateKey, { algorithm: algorithm as jwt.Algorithm, keyid: kid, issuer: 'https://ehr.bench.example', audience, expiresIn: 3500 });
  const pool = Array.from({ length: count }, sign);
  let at = 0;
  return {
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' }] },
    next: () => {
      const token = pool[at] ?? sign();
      at += 1;
      return token;
    },
  };
};

/** The built service: `demo` is the demo profile with records and without authentication. */
export const service = async (name: string, auth: 'none' | Algorithm, tokens = 15_000): Promise<Running> => {
  const folder = mkdtempSync(join(tmpdir(), 'vfcds-bench-'));
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const signer = auth === 'none' ? null : tokensAhead(auth, `${publicUrl}${PATH}`, tokens);
  if (signer) {
    writeFileSync(join(folder, 'jwks.json'), JSON.stringify(signer.jwks));
    const entry = { name: 'bench', issuer: 'https://ehr.bench.example', keys: { file: join(folder, 'jwks.json') }, algorithms: [auth], audience: publicUrl, replay: 'enforce', dialect: 'standard', fhirServers: [] };
    writeFileSync(join(folder, 'ehrs.yaml'), stringify({ ehrs: [entry] }));
  }
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: publicUrl,
    DATABASE_FILE: join(folder, 'bench.sqlite'),
    EHRS_FILE: signer ? join(folder, 'ehrs.yaml') : join(folder, 'none.yaml'),
    LOG_LEVEL: 'warn',
    RATE_PER_MINUTE: '10000000',
    MAX_CONCURRENT: '1000',
  };
  const child = spawn(process.execPath, ['bin/vfcds.js', 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 200; tries += 1) {
    const up = await fetch(`${publicUrl}/readyz`).then((answer) => answer.ok, () => false);
    if (up) return { name, port, headers: () => (signer ? { authorization: `Bearer ${signer.next()}` } : ({} as Record<string, string>)), memory: () => residentMb(child), stop: () => child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} did not start on ${publicUrl}`);
};
