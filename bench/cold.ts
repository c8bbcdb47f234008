/** From process start to the first answered hook, several times. usage: tsx bench/cold.ts [TIMES] */
import { bodiesOf, TYPICAL } from './bodies.ts';
import { call } from './load.ts';
import { median } from './rounds.ts';
import { spawnService, untilAnswered } from './service.ts';

const body = bodiesOf(TYPICAL)();
const times: number[] = [];
for (let round = Number(process.argv[2] ?? 7); round > 0; round -= 1) {
  const begun = performance.now();
  const server = await spawnService('ours', {});
  await untilAnswered(server, () => call(server, body));
  times.push(performance.now() - begun);
  await server.stop();
}
const ms = (value: number): string => `${value.toFixed(0)} ms`;
process.stdout.write(
  `cold start to first answer: least ${ms(Math.min(...times))}, median ${ms(median(times))}, most ${ms(Math.max(...times))}\n`,
);
