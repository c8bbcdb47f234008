/**
 * How the time of one hook call grows with reports, resources and report length: the exponent of the power law that fits the larger sizes.
 * usage: tsx bench/growth.ts [ROUNDS]
 */
import { bodiesOf, type BodySize } from './bodies.ts';
import { load } from './load.ts';
import { figures, median, takeRounds } from './rounds.ts';
import { service } from './service.ts';

interface Series {
  readonly of: string;
  readonly sizes: readonly number[];
  readonly body: (size: number) => Omit<BodySize, 'name'>;
}

/** Below this one, what does not depend on the size weighs too much to tell how the rest grows. */
const FITTED = 3;
const MILLISECONDS = 1_000;

const SERIES: readonly Series[] = [
  { of: 'reports', sizes: [1, 25, 50, 100, 200], body: (size) => ({ reports: size, resources: size + 20, reportLength: 2_000 }) },
  { of: 'resources', sizes: [10, 300, 1_000, 2_500, 5_000], body: (size) => ({ reports: 2, resources: size, reportLength: 2_000 }) },
  { of: 'report length, kB', sizes: [1, 25, 50, 100, 190], body: (size) => ({ reports: 2, resources: 12, reportLength: size * 1_000 }) },
];

/** Least squares of log(time) on log(size): the slope. */
const exponent = (points: readonly { readonly size: number; readonly ms: number }[]): number => {
  const logs = points.map(({ size, ms }) => [Math.log(size), Math.log(ms)] as const);
  const mean = (index: 0 | 1): number => logs.reduce((sum, pair) => sum + pair[index], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
};

const server = await service('ours');
for (const { of, sizes, body } of SERIES) {
  const bodies = new Map(sizes.map((size) => [String(size), bodiesOf({ name: of, ...body(size) }, 5_000)]));
  const run = (name: string) => load(server, bodies.get(name) ?? (() => Buffer.alloc(0)), 1, MILLISECONDS);
  for (const name of bodies.keys()) await run(name);
  const rounds = await takeRounds(Number(process.argv[2] ?? 3), [...bodies.keys()], run);
  const points = sizes.map((size) => ({ size, ms: median(figures(rounds, String(size), ({ p50 }) => p50)) }));
  const times = points.map(({ size, ms }) => `${size}: ${ms.toFixed(2)} ms`).join('   ');
  process.stdout.write(`${of.padEnd(18)} ${times}   exponent ${exponent(points.slice(-FITTED)).toFixed(2)}\n`);
}
await server.stop();
