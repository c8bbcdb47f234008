/** Resident memory over many requests of the typical body from 20,000 patients. usage: tsx bench/memory.ts [REQUESTS] [CONNECTIONS] */
import { bodiesOf, TYPICAL } from './bodies.ts';
import { load } from './load.ts';
import { service } from './service.ts';

const wanted = Number(process.argv[2] ?? 100_000);
const connections = Number(process.argv[3] ?? 10);
const STEP_MS = 10_000;

const server = await service('ours');
const body = bodiesOf(TYPICAL);
let [sent, most] = [0, 0];
while (sent < wanted) {
  const { requests, perSecond, p99, failures } = await load(server, body, connections, STEP_MS);
  const resident = server.memory();
  sent += requests;
  most = Math.max(most, resident);
  const line = [
    `${sent} requests`,
    `${perSecond.toFixed(0)}/s`,
    `p99 ${p99.toFixed(1)} ms`,
    `${resident.toFixed(0)} MB resident`,
    `${failures} failures`,
  ];
  process.stdout.write(`${line.join(', ')}\n`);
}
process.stdout.write(`most ${most.toFixed(0)} MB\n`);
await server.stop();
