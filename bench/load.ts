/** Load from a few keep-alive connections, each sending its next request when the last was answered; latencies from `performance.now()`, finer than a millisecond. */
import { Pool } from 'undici';

export interface Load {
  readonly requests: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

export interface Target {
  readonly port: number;
  readonly path: string;
  readonly body: () => Buffer;
  readonly headers: () => Record<string, string>;
}

const quantile = (sorted: Float64Array, q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

/** Runs for about `milliseconds` and stops when each connection has its last answer. */
export const load = async (target: Target, connections: number, milliseconds: number): Promise<Load> => {
  const pool = new Pool(`http://127.0.0.1:${target.port}`, { connections, pipelining: 1, headersTimeout: 30_000 });
  const latencies: number[] = [];
  let failures = 0;
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - begun < milliseconds) {
      const body = target.body();
      const sent = performance.now();
      const { statusCode, body: answer } = await pool.request({ path: target.path, method: 'POST', headers: { 'content-type': 'application/json', ...target.headers() }, body });
      await answer.dump();
      latencies.push(performance.now() - sent);
      if (statusCode !== 200) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - begun) / 1000;
  await pool.close();
  const sorted = Float64Array.from(latencies).sort();
  return { requests: sorted.length, seconds, perSecond: sorted.length / seconds, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), failures };
};

/** Milliseconds that a fixed piece of work takes now: samples taken while the machine was slower than usual are told apart by it. */
export const calibrate = (): number => {
  const text = JSON.stringify(Array.from({ length: 2_000 }, (_, index) => ({ index, name: `entry ${index}` })));
  const begun = performance.now();
  for (let round = 0; round < 20; round += 1) JSON.parse(text);
  return performance.now() - begun;
};
