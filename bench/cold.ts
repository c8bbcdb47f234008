/** From process start to the first answered hook, five times. usage: tsx bench/cold.ts */
import { bodiesOf, SIZES } from './bodies.ts';
import { load } from './load.ts';
import { PATH, service } from './service.ts';

const typical = SIZES.find((size) => size.name === 'typical') ?? SIZES[0];
if (!typical) throw new Error('no body size is defined');

const times: number[] = [];
for (let round = 0; round < 5; round += 1) {
  const begun = performance.now();
  const server = await service('ours', 'none');
  await load({ ...server, path: PATH, body: bodiesOf(typical, 1) }, 1, 1);
  times.push(performance.now() - begun);
  server.stop();
}
times.sort((a, b) => a - b);
process.stdout.write(`cold start to first answer: min ${times[0]?.toFixed(0)} ms, median ${times[2]?.toFixed(0)} ms, max ${times[4]?.toFixed(0)} ms\n`);
