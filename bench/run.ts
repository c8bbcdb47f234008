/**
 * Our service beside a bare `node:http` and a bare Express 5 application on the same bodies, interleaved in one run.
 * usage: tsx bench/run.ts [--full] [--seconds 4] [--rounds 5] [--json FILE] [--compare FILE]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bodiesOf, SIZES } from './bodies.ts';
import { calibrate, load, type Load } from './load.ts';
import { bare, PATH, service, type Running } from './service.ts';

const { values } = parseArgs({
  options: { full: { type: 'boolean', default: false }, seconds: { type: 'string', default: '4' }, rounds: { type: 'string', default: '5' }, json: { type: 'string' }, compare: { type: 'string' } },
});

/** A sample counts when the machine ran the calibration, before and after it, at most this much slower than its best in the run. */
const CALM = 1.35;

interface Row {
  readonly body: string;
  readonly connections: number;
  readonly server: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly ofExpress: number;
  readonly samples: number;
  readonly discarded: number;
  readonly failures: number;
  readonly memoryMb: number;
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;
const say = (text: string): boolean => process.stderr.write(`${text}\n`);

const answerBytes = async (server: Running, body: Buffer): Promise<number> => {
  const answer = await fetch(`http://127.0.0.1:${server.port}${PATH}`, { method: 'POST', headers: { 'content-type': 'application/json', ...server.headers() }, body: new Uint8Array(body) });
  if (!answer.ok) throw new Error(`the service answered ${answer.status}: ${await answer.text()}`);
  return (await answer.arrayBuffer()).byteLength;
};

interface Sample {
  readonly server: string;
  readonly load: Load;
  readonly calibration: number;
}

/** All servers, one after the other, round after round. */
const measure = async (servers: readonly Running[], body: () => Buffer, connections: number): Promise<readonly Sample[]> => {
  const samples: Sample[] = [];
  const seconds = Number(values.seconds);
  for (const server of servers) await load({ ...server, path: PATH, body }, connections, Math.max(1, seconds) * 1000);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const server of servers) {
      const before = calibrate();
      const measured = await load({ ...server, path: PATH, body }, connections, seconds * 1000);
      samples.push({ server: server.name, load: measured, calibration: Math.max(before, calibrate()) });
    }
  }
  return samples;
};

const rowsOf = (samples: readonly Sample[], servers: readonly Running[], body: string, connections: number): readonly Row[] => {
  const best = Math.min(...samples.map((sample) => sample.calibration));
  const calm = samples.filter((sample) => sample.calibration <= best * CALM);
  const of = (name: string): readonly Sample[] => calm.filter((sample) => sample.server === name);
  const express = median(of('bare-express').map((sample) => sample.load.perSecond));
  return servers.map((server) => {
    const mine = of(server.name);
    const perSecond = median(mine.map((sample) => sample.load.perSecond));
    return {
      body,
      connections,
      server: server.name,
      perSecond: Math.round(perSecond),
      p50: median(mine.map((sample) => sample.load.p50)),
      p99: median(mine.map((sample) => sample.load.p99)),
      ofExpress: perSecond / express,
      samples: mine.length,
      discarded: samples.filter((sample) => sample.server === server.name).length - mine.length,
      failures: mine.reduce((sum, sample) => sum + sample.load.failures, 0),
      memoryMb: Math.round(server.memory()),
    };
  });
};

const printed = (row: Row): string =>
  [row.body.padEnd(8), String(row.connections).padStart(4), row.server.padEnd(22), String(row.perSecond).padStart(8), row.p50.toFixed(2).padStart(9), row.p99.toFixed(2).padStart(9), `${(100 * row.ofExpress).toFixed(0)} %`.padStart(8), String(row.memoryMb).padStart(7), `${row.samples}-${row.discarded}`.padStart(8), String(row.failures).padStart(8)].join(' ');

const HEAD = 'body     conn server                  req/s    p50 ms    p99 ms  express  RSS MB  samples failures';

const sizes = values.full ? SIZES : SIZES.filter((size) => size.name === 'typical');
const connectionCounts = values.full ? [1, 10, 50] : [1, 50];
const rows: Row[] = [];

for (const size of sizes) {
  const own = await Promise.all([service('ours', 'none'), service('ours RS384', 'RS384'), ...(values.full ? [service('ours ES384', 'ES384')] : [])]);
  const body = bodiesOf(size);
  const bytes = await answerBytes(own[0] as Running, body());
  const servers = [await bare('bare-http', bytes), await bare('bare-express', bytes), ...own];
  say(`${size.name}: body ${body().byteLength} bytes, answer ${bytes} bytes`);
  for (const connections of connectionCounts) {
    const made = rowsOf(await measure(servers, body, connections), servers, size.name, connections);
    rows.push(...made);
    for (const row of made) say(printed(row));
  }
  for (const server of servers) server.stop();
}

const earlier = values.compare ? (JSON.parse(readFileSync(values.compare, 'utf8')) as { rows: readonly Row[] }).rows : [];
process.stdout.write(`${[HEAD, ...rows.map(printed)].join('\n')}\n`);
for (const row of rows) {
  const before = earlier.find((one) => one.body === row.body && one.connections === row.connections && one.server === row.server);
  if (before) process.stdout.write(`${row.body} ${row.connections} ${row.server}: ${(100 * before.ofExpress).toFixed(0)} % -> ${(100 * row.ofExpress).toFixed(0)} % of bare Express\n`);
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ at: new Date().toISOString(), node: process.version, rows }, null, 2)}\n`);
process.exit(rows.some((row) => row.failures > 0) ? 1 : 0);
