/** The service in a process of its own, with a registry of one EHR, so that its memory is its own too. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from '../../test/service.ts';

export interface SpawnedService {
  readonly url: string;
  readonly residentMb: () => number;
  readonly stop: () => Promise<void>;
}

const START_PATIENCE_MS = 60_000;

/** `{url}` in the entry is the service's own address. */
export const spawnService = async (entry: Readonly<Record<string, unknown>>): Promise<SpawnedService> => {
  const folder = mkdtempSync(join(tmpdir(), 'vfcds-soak-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'ehrs.yaml'), stringify({ ehrs: [entry] }).replaceAll('{url}', url));
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    EHRS_FILE: join(folder, 'ehrs.yaml'),
    DATABASE_FILE: join(folder, 'soak.sqlite'),
    RATE_PER_MINUTE: '1000000',
    LOG_LEVEL: 'info',
  };
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), resolve('src/cli.ts'), 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const isReady = (): Promise<boolean> =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const until = performance.now() + START_PATIENCE_MS; !(await isReady()); await wait(100))
    if (performance.now() > until || child.exitCode !== null) throw new Error('the service did not start');
  return {
    url,
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: async () => {
      const exit = new Promise((done) => child.once('exit', done));
      child.kill();
      await exit;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
