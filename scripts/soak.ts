/**
 * Calls the service at a set rate for minutes and reports errors, latency and memory; exit 1 unless there was no error and memory is flat.
 * usage: npm run soak -- [MINUTES] [CALLS PER SECOND]
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { openHospital } from '../test/security/hospital.ts';
import { spawnService } from './soak/spawn-service.ts';
import { callOf, everyPatient } from './soak/working-day.ts';

const [minutes = 10, perSecond = 20] = process.argv.slice(2).map(Number);

const STEPS = 20;
/** One after the other before the clock starts: the first calls of a process compile it. */
const WARM_UP = 200;
/** Memory counts as flat when its floor in the last quarter of the run is at most this much over that in the second, in MB. */
const FLAT_MB = 30;

const hospital = await openHospital(everyPatient);
const service = await spawnService(hospital.entry());
const pool = new Pool(service.url, { connections: 32, headersTimeout: 30_000 });

const latencies: number[] = [];
const errors: Record<string, number> = {};
const cards: string[] = [];

/** Latency counts from when the call was due, so that a service that stalls cannot hide it by being asked less. */
const send = async (number: number, due: number): Promise<void> => {
  const { path, body } = callOf(number, hospital, cards);
  const headers = { 'content-type': 'application/json', authorization: hospital.bearer(service.url + path) };
  try {
    const answer = await pool.request({ method: 'POST', path, headers, body });
    const text = await answer.body.text();
    latencies.push(performance.now() - due);
    if (answer.statusCode !== 200) errors[answer.statusCode] = (errors[answer.statusCode] ?? 0) + 1;
    for (const [, uuid = ''] of text.matchAll(/^\{"cards":\[\{"uuid":"([^"]+)"/g)) cards.push(uuid);
  } catch (error) {
    const name = error instanceof Error ? error.message : 'unknown';
    errors[name] = (errors[name] ?? 0) + 1;
  }
};

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * q)] ?? Number.NaN;

for (let number = 0; number < WARM_UP; number += 1) await send(number, performance.now());
latencies.length = 0;

const began = performance.now();
const total = Math.round(minutes * 60 * perSecond);
const memory: number[] = [];
let seen = 0;
const underWay = new Set<Promise<void>>();
for (let number = 0; number < total; number += 1) {
  const due = began + (number * 1000) / perSecond;
  const early = due - performance.now();
  if (early > 0) await wait(early);
  const sending = send(number, due);
  underWay.add(sending);
  void sending.finally(() => underWay.delete(sending));
  if ((number + 1) % Math.ceil(total / STEPS) !== 0 && number + 1 !== total) continue;
  memory.push(service.residentMb());
  const step = latencies.slice(seen);
  seen = latencies.length;
  process.stdout.write(
    `${number + 1} calls, p50 ${quantile(step, 0.5).toFixed(1)} ms, p99 ${quantile(step, 0.99).toFixed(1)} ms, ` +
      `${memory.at(-1)?.toFixed(0)} MB resident, errors ${JSON.stringify(errors)}\n`,
  );
}
await Promise.all(underWay);

const quarter = Math.floor(memory.length / 4);
const growth = Math.min(...memory.slice(-quarter)) - Math.min(...memory.slice(quarter, 2 * quarter));
const good = Object.keys(errors).length === 0 && growth <= FLAT_MB;
process.stdout.write(
  `${good ? 'good' : 'NOT GOOD'}: ${latencies.length} calls answered in ${minutes} minutes at ${perSecond} a second, p99 ${quantile(latencies, 0.99).toFixed(1)} ms, ` +
    `most memory ${Math.max(...memory).toFixed(0)} MB, floor of the last quarter against the second ${growth.toFixed(0)} MB, errors ${JSON.stringify(errors)}\n`,
);
await pool.close();
await service.stop();
await hospital.close();
process.exitCode = good ? 0 : 1;
