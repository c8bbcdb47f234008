/**
 * A PostgreSQL of one's own: Debian's binaries, an unprivileged user, a free port of the loopback, a temporary folder that goes with it.
 * It keeps its data through `stop` and `start`, so that a test can take the database away and bring it back.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const DEBIAN = '/usr/lib/postgresql';
const PATIENCE_MS = 20_000;

export interface Postgres {
  /** Connection string of an empty database. */
  readonly url: string;
  /** Connection string of another, new and empty database. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** Folder of the newest version's programs. */
const binaries = (): string => {
  const [newest] = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  if (!newest) throw new Error('no PostgreSQL is installed: apt-get install postgresql');
  return join(DEBIAN, newest, 'bin');
};

/** PostgreSQL refuses to run as root; the package brings a user for it. */
const unprivileged = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export const startPostgres = async (): Promise<Postgres> => {
  const bin = binaries();
  const user = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'vfcds-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  // `cwd`: the user has no right to the folder that the tests run in.
  const run = (program: string, ...args: string[]): string =>
    execFileSync(join(bin, program), args, { ...user, cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  run('initdb', '--pgdata', data, '--username', 'vfcds', '--auth', 'trust', '--encoding', 'UTF8', '--no-locale', '--no-sync');

  let server: ChildProcess | undefined;
  let databases = 0;

  const isUp = (): boolean => {
    try {
      run('pg_isready', '--quiet', '--host', '127.0.0.1', '--port', String(port));
      return true;
    } catch {
      return false;
    }
  };

  const start = async (): Promise<void> => {
    const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
    server = spawn(join(bin, 'postgres'), args, { ...user, cwd: folder, stdio: 'ignore' });
    for (const until = Date.now() + PATIENCE_MS; !isUp(); await wait(50)) {
      if (server.exitCode !== null || Date.now() > until) throw new Error('PostgreSQL did not start');
    }
  };

  /** SIGINT is PostgreSQL's fast shutdown: sessions are ended, data are written. */
  const stop = async (): Promise<void> => {
    const running = server;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGINT');
    await ended;
  };

  const urlOf = (database: string): string => `postgres://vfcds@127.0.0.1:${port}/${database}`;

  await start();
  return {
    url: urlOf('postgres'),
    newDatabase: async () => {
      const name = `test_${(databases += 1)}`;
      run('createdb', '--host', '127.0.0.1', '--port', String(port), '--username', 'vfcds', name);
      return urlOf(name);
    },
    stop,
    start,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
