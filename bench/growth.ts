/**
 * How the time of one hook call grows with reports, resources and report length: the exponent of the power law that fits the larger half of the sizes.
 * usage: tsx bench/growth.ts
 */
import { bodiesOf, type BodySize } from './bodies.ts';
import { load } from './load.ts';
import { PATH, service } from './service.ts';

interface Series {
  readonly of: string;
  readonly points: readonly { readonly at: number; readonly size: BodySize }[];
}

const size = (changes: Partial<BodySize>): BodySize => ({ name: 'growth', reports: 5, resources: 60, reportLength: 1_000, ...changes });

const SERIES: readonly Series[] = [
  { of: 'reports', points: [1, 25, 50, 100, 200].map((at) => ({ at, size: size({ reports: at, resources: at + 20 }) })) },
  { of: 'resources', points: [10, 300, 1_000, 2_500, 5_000].map((at) => ({ at, size: size({ resources: at, reports: 2 }) })) },
  { of: 'report length (kB)', points: [1, 25, 50, 100, 200].map((at) => ({ at, size: size({ reports: 2, resources: 12, reportLength: at * 1_000 }) })) },
];

/** Least squares of log(time) on log(size): the slope. */
const exponent = (points: readonly { readonly at: number; readonly ms: number }[]): number => {
  const logs = points.map((point) => [Math.log(point.at), Math.log(point.ms)] as const);
  const mean = (index: 0 | 1): number => logs.reduce((sum, pair) => sum + pair[index], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
};

const server = await service('ours', 'none');
for (const series of SERIES) {
  const times: { at: number; ms: number }[] = [];
  for (const point of series.points) {
    const target = { ...server, path: PATH, body: bodiesOf(point.size, 500) };
    await load(target, 1, 500);
    times.push({ at: point.at, ms: (await load(target, 1, 1_500)).p50 });
  }
  const fitted = exponent(times.slice(-3));
  process.stdout.write(`${series.of.padEnd(20)} ${times.map(({ at, ms }) => `${at}: ${ms.toFixed(2)} ms`).join('  ')}  exponent ${fitted.toFixed(2)}\n`);
}
server.stop();
