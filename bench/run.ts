/**
 * Our service beside a bare `node:http` and a bare Express 5 application on the same bodies, interleaved in one run.
 * usage: tsx bench/run.ts [--full] [--seconds 4] [--rounds 5] [--json FILE] [--compare FILE]
 */
import { parseArgs } from 'node:util';
import { bodiesOf, SIZES, TYPICAL, type BodySize } from './bodies.ts';
import { call, load, type Load } from './load.ts';
import { readResults, writeResults, type Row } from './results.ts';
import { figures, median, ratioTo, takeRounds, type Rounds } from './rounds.ts';
import { bare, service, type Running } from './service.ts';
import { compared, head, printed } from './table.ts';

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
    compare: { type: 'string', default: 'bench/results.json' },
  },
});

const WARM_UP_MS = 5_000;
const EXPRESS = 'bare-express';
const milliseconds = Number(values.seconds) * 1000;

const say = (text: string): boolean => process.stderr.write(`${text}\n`);

/** The figures of every server on one body at one number of connections. */
const rowsOf = (rounds: Rounds<Load>, servers: readonly Running[], body: string, connections: number): readonly Row[] =>
  servers.map(({ name, memory }) => {
    const of = (figure: (sample: Load) => number): readonly number[] => figures(rounds, name, figure);
    return {
      body,
      connections,
      server: name,
      perSecond: Math.round(median(of(({ perSecond }) => perSecond))),
      p50: median(of(({ p50 }) => p50)),
      p99: median(of(({ p99 }) => p99)),
      ofExpress: ratioTo(rounds, name, EXPRESS, ({ perSecond }) => perSecond),
      p99OfExpress: ratioTo(rounds, name, EXPRESS, ({ p99 }) => p99),
      rounds: rounds.calm.length,
      discarded: rounds.discarded,
      failures: of(({ failures }) => failures).reduce((sum, count) => sum + count, 0),
      memoryMb: Math.round(memory()),
    };
  });

const measure = async (size: BodySize, connectionCounts: readonly number[]): Promise<readonly Row[]> => {
  const body = bodiesOf(size);
  const own = [await service('ours'), await service('ours RS384', { auth: 'RS384' })];
  if (values.full) own.push(await service('ours ES384', { auth: 'ES384' }));
  const [first] = own;
  const bytes = first ? await call(first, body()) : 0;
  const servers = [await bare('bare-http', bytes), await bare(EXPRESS, bytes), ...own];
  say(`${size.name}: body ${body().byteLength} bytes, answer ${bytes} bytes`);
  const rows: Row[] = [];
  for (const connections of connectionCounts) {
    const run = (server: Running, time: number): Promise<Load> => load(server, body, connections, time);
    for (const server of servers) await run(server, WARM_UP_MS);
    const byName = new Map(servers.map((server) => [server.name, server]));
    const rounds = await takeRounds(Number(values.rounds), [...byName.keys()], (name) => run(byName.get(name) as Running, milliseconds));
    const made = rowsOf(rounds, servers, size.name, connections);
    rows.push(...made);
    for (const row of made) say(printed(row));
  }
  for (const server of servers) await server.stop();
  return rows;
};

const rows: Row[] = [];
for (const size of values.full ? SIZES : [TYPICAL]) rows.push(...(await measure(size, values.full ? [1, 10, 50] : [1, 50])));

process.stdout.write(`${[head, ...rows.map(printed), '', ...compared(readResults(values.compare), rows)].join('\n')}\n`);
if (values.json) writeResults(values.json, rows);
process.exitCode = rows.some(({ failures }) => failures > 0) ? 1 : 0;
