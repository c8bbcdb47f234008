/** The whole service in a process of its own, as it runs at a site: it can be killed. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { RecordsSettings } from '../../src/records/open-records.ts';
import { freePort } from '../service.ts';

const START_PATIENCE_MS = 90_000;

export interface ServiceProcess {
  /** The status, and the body as JSON where there is one. @throws Error when the process is gone. */
  post(path: string, body: unknown, token?: string): Promise<{ readonly status: number; readonly json: unknown }>;
  /** As a crash does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProcessWishes {
  readonly settings: RecordsSettings;
  readonly hashKey: string;
  /** Entries of ehrs.yaml; without them the demo profile. */
  readonly ehrs?: readonly Readonly<Record<string, unknown>>[];
}

export const startProcess = async ({ settings, hashKey, ehrs }: ProcessWishes): Promise<ServiceProcess> => {
  const folder = mkdtempSync(join(tmpdir(), 'vfcds-process-'));
  const registry = join(folder, 'ehrs.yaml');
  if (ehrs) writeFileSync(registry, stringify({ ehrs }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    LOG_LEVEL: 'silent',
    HASH_KEY: hashKey,
    EHRS_FILE: ehrs ? registry : 'none',
    DATABASE_FILE: settings.databaseFile ?? join(folder, 'unused.sqlite'),
    DATABASE_URL: settings.databaseUrl ?? '',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', resolve('src/cli.ts'), 'serve'], { env, stdio: 'ignore' });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));

  const isReady = (): Promise<boolean> =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const until = Date.now() + START_PATIENCE_MS; !(await isReady()); await wait(20)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error('the service did not start');
  }

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    post: async (path, body, token) => {
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) };
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
};
