/** Load from a few keep-alive connections, each sending its next request when the last was answered; latencies from `performance.now()`, finer than a millisecond. */
import { Pool } from 'undici';

export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers other than 200. */
  readonly failures: number;
}

export interface Target {
  readonly port: number;
  readonly headers: () => Record<string, string>;
}

/** The service that is called. */
export const PATH = '/cds-services/vertebral-fracture-patient-view';

const quantile = (sorted: Float64Array, q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

/** Runs for so many milliseconds, and until each connection has its last answer. */
export const load = async ({ port, headers }: Target, body: () => Buffer, connections: number, milliseconds: number): Promise<Load> => {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1, headersTimeout: 30_000 });
  const latencies: number[] = [];
  let failures = 0;
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - begun < milliseconds) {
      const request = { path: PATH, method: 'POST', headers: { 'content-type': 'application/json', ...headers() }, body: body() } as const;
      const sent = performance.now();
      const answer = await pool.request(request);
      await answer.body.dump();
      latencies.push(performance.now() - sent);
      if (answer.statusCode !== 200) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - begun) / 1000;
  await pool.close();
  const sorted = Float64Array.from(latencies).sort();
  return { requests: sorted.length, perSecond: sorted.length / seconds, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), failures };
};

/** One call; the bytes of its answer. @throws Error where the answer is not 200. */
export const call = async ({ port, headers }: Target, body: Buffer): Promise<number> => {
  const answer = await fetch(`http://127.0.0.1:${port}${PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers() },
    body: new Uint8Array(body),
  });
  if (!answer.ok) throw new Error(`the service answered ${answer.status}: ${await answer.text()}`);
  return (await answer.arrayBuffer()).byteLength;
};
