/** Resident memory over 100,000 requests of the typical body from 20,000 patients. usage: tsx bench/memory.ts [REQUESTS] */
import { bodiesOf, SIZES } from './bodies.ts';
import { load } from './load.ts';
import { PATH, service } from './service.ts';

const typical = SIZES.find((size) => size.name === 'typical') ?? SIZES[0];
if (!typical) throw new Error('no body size is defined');

const wanted = Number(process.argv[2] ?? 100_000);
const server = await service('ours', 'none');
const target = { ...server, path: PATH, body: bodiesOf(typical) };
let sent = 0;
while (sent < wanted) {
  const measured = await load(target, 10, 10_000);
  sent += measured.requests;
  process.stdout.write(`${sent} requests, ${measured.perSecond.toFixed(0)}/s, p99 ${measured.p99.toFixed(1)} ms, ${server.memory().toFixed(0)} MB resident, ${measured.failures} failures\n`);
}
server.stop();
