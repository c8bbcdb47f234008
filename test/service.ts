/** A whole service in process, on a free port, with a database of its own: what tests of the edge talk to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { AppParts } from '../src/app.ts';
import { start } from '../src/main.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; `undefined` where it is empty or something else. */
  readonly json: never;
}

export interface TestService {
  readonly url: string;
  readonly parts: AppParts;
  /** Every log line so far, parsed. */
  readonly logs: readonly Readonly<Record<string, unknown>>[];
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  /** A string or bytes are sent as they are, anything else as JSON. */
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly send: (method: string, path: string, init?: RequestInit) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

export interface ServiceWishes {
  /** Wins over the defaults of the test. */
  readonly env?: Readonly<Record<string, string>>;
  /** Entries of ehrs.yaml: the production profile; `{url}` in them is the service's own address. Without them: the demo profile. */
  readonly ehrs?: readonly Readonly<Record<string, unknown>>[];
  readonly now?: () => Date;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const json = (text: string): never => {
  try {
    return JSON.parse(text) as never;
  } catch {
    return undefined as never;
  }
};

export const startService = async ({ env = {}, ehrs, now }: ServiceWishes = {}): Promise<TestService> => {
  const folder = mkdtempSync(join(tmpdir(), 'vfcds-test-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const registry = join(folder, 'ehrs.yaml');
  if (ehrs) writeFileSync(registry, stringify({ ehrs }).replaceAll('{url}', url));
  const logs: Record<string, unknown>[] = [];
  const settings = {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    EHRS_FILE: ehrs ? registry : 'none',
    DATABASE_FILE: join(folder, 'test.sqlite'),
    ...env,
  };
  const service = await start(settings, { ...(now ? { now } : {}), logStream: { write: (line) => void logs.push(JSON.parse(line)) } });

  const send = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const answer = await fetch(url + path, { method, redirect: 'manual', ...init });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: json(text) };
  };
  return {
    url,
    parts: service.parts,
    logs,
    send,
    get: (path, headers = {}) => send('GET', path, { headers }),
    post: (path, body, headers = {}) => {
      const raw = typeof body === 'string' || body instanceof Uint8Array;
      return send('POST', path, {
        headers: { 'content-type': 'application/json', ...headers },
        body: raw ? (body as string) : JSON.stringify(body),
      });
    },
    stop: async () => {
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
