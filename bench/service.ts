/** Starts the servers that are compared, each in a process of its own: the bare ones, and the built service in several forms. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import { PATH, type Target } from './load.ts';
import { ISSUER, tokensAhead, type Algorithm, type Tokens } from './tokens.ts';

export interface Running extends Target {
  readonly name: string;
  /** Resident memory in MB. */
  readonly memory: () => number;
  readonly stop: () => Promise<void>;
}

/** How often the start looks whether the service is there, in milliseconds. */
const LOOK_MS = 5;
const START_PATIENCE_MS = 20_000;

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });

const residentMb = (child: ChildProcess): number => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
};

const ended = async (child: ChildProcess): Promise<void> => {
  const exit = new Promise((done) => child.once('exit', done));
  child.kill();
  await exit;
};

/** A yardstick that answers as many bytes as the service does. */
export const bare = async (name: 'bare-http' | 'bare-express', answerBytes: number): Promise<Running> => {
  const env = { ...process.env, NODE_ENV: 'production', ANSWER_BYTES: String(answerBytes) };
  const child = fork(new URL(`./servers/${name}.ts`, import.meta.url), { execArgv: ['--import', 'tsx'], env });
  const port = await new Promise<number>((found) => child.once('message', (message: { port: number }) => found(message.port)));
  return { name, port, headers: () => ({}), memory: () => residentMb(child), stop: () => ended(child) };
};

interface Form {
  readonly auth?: Algorithm;
  /** FHIR bases on loopback that it may read; only with `auth`. */
  readonly fhirServers?: readonly string[];
  /** Decides and answers the same, and remembers nothing. */
  readonly withoutRecords?: boolean;
  /** Options of `node`, such as `--cpu-prof`. */
  readonly node?: readonly string[];
}

const registry = (folder: string, { auth, fhirServers = [] }: Form, publicUrl: string, { jwks }: Tokens): string => {
  const [keys, file] = [join(folder, 'jwks.json'), join(folder, 'ehrs.yaml')];
  writeFileSync(keys, JSON.stringify(jwks));
  const entry = {
    name: 'bench',
    issuer: ISSUER,
    keys: { file: keys },
    algorithms: [auth],
    audience: publicUrl,
    replay: 'enforce',
    fhirServers,
    allowPrivateAddresses: true,
  };
  writeFileSync(file, stringify({ ehrs: [entry] }));
  return file;
};

/** Settings of a service of its own; where no registry is named the demo profile runs, which asks for no token. */
const settings = (folder: string, port: number, publicUrl: string, ehrsFile: string | undefined): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: 'production',
  PORT: String(port),
  HOST: '127.0.0.1',
  PUBLIC_URL: publicUrl,
  DATABASE_FILE: join(folder, 'bench.sqlite'),
  EHRS_FILE: ehrsFile,
  LOG_LEVEL: 'info',
  RATE_PER_MINUTE: '10000000',
  MAX_CONCURRENT: '1000',
});

/** Starts it without waiting until it answers. */
export const spawnService = async (name: string, form: Form, tokens = 12_000): Promise<Running> => {
  const { auth, withoutRecords = false, node = [] } = form;
  const folder = mkdtempSync(join(tmpdir(), 'vfcds-bench-'));
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const ahead = auth ? tokensAhead(auth, `${publicUrl}${PATH}`, tokens) : null;
  const env = settings(folder, port, publicUrl, ahead ? registry(folder, form, publicUrl, ahead) : undefined);
  const program = withoutRecords
    ? ['--import', import.meta.resolve('tsx'), resolve('bench/servers/without-records.ts')]
    : [resolve('bin/vfcds.js'), 'serve'];
  const child = spawn(process.execPath, [...node, ...program], { cwd: folder, env, stdio: 'ignore' });
  return {
    name,
    port,
    headers: () => (ahead ? { authorization: `Bearer ${ahead.next()}` } : {}),
    memory: () => residentMb(child),
    stop: async () => {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Resolves as soon as the first call is answered 200; sends it until then. @throws Error when that takes too long. */
export const untilAnswered = async ({ name, port }: Running, ask: () => Promise<unknown>): Promise<void> => {
  for (const until = performance.now() + START_PATIENCE_MS; performance.now() < until; await wait(LOOK_MS)) {
    const answered = await ask().then(
      () => true,
      () => false,
    );
    if (answered) return;
  }
  throw new Error(`${name} did not answer on port ${port}`);
};

export const service = async (name: string, form: Form = {}, tokens?: number): Promise<Running> => {
  const running = await spawnService(name, form, tokens);
  await untilAnswered(running, async () => {
    const answer = await fetch(`http://127.0.0.1:${running.port}/readyz`);
    if (!answer.ok) throw new Error('not ready');
  });
  return running;
};
