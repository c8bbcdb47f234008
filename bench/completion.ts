/**
 * The whole hook over HTTP where nothing came in prefetch: everything is read from a FHIR server that needs 20 ms for each read.
 * Exit 1 where one call in twenty takes 250 ms or longer. usage: tsx bench/completion.ts [milliseconds per read]
 */
import { bodiesOf, TYPICAL } from './bodies.ts';
import { call } from './load.ts';
import { service } from './service.ts';
import { startSlowFhir } from './slow-fhir.ts';

const CALLS = 200;
/** The first calls of a process compile it. */
const WARM_UP = 100;
const BAR_MS = 250;
const perRead = Number(process.argv[2] ?? 20);

const fhir = await startSlowFhir(perRead);
const ours = await service('ours', { auth: 'RS384', fhirServers: [fhir.base] }, CALLS + WARM_UP);
const next = bodiesOf(TYPICAL);
const emptyBody = (): Buffer => Buffer.from(JSON.stringify({ ...JSON.parse(next().toString()), prefetch: {}, fhirServer: fhir.base }));

const timed = async (): Promise<number> => {
  const body = emptyBody();
  const sent = performance.now();
  await call(ours, body);
  return performance.now() - sent;
};

for (let number = 0; number < WARM_UP; number += 1) await timed();
const before = fhir.reads();
const times: number[] = [];
for (let number = 0; number < CALLS; number += 1) times.push(await timed());
const reads = (fhir.reads() - before) / CALLS;
await ours.stop();
fhir.stop();

times.sort((one, other) => one - other);
const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
const good = at(0.95) < BAR_MS;
process.stdout.write(
  `${good ? 'good' : 'NOT GOOD'}: nothing in prefetch, ${reads} reads of ${perRead} ms a call, ${CALLS} calls: ` +
    `p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, most ${at(1).toFixed(1)} ms; the bar is ${BAR_MS} ms\n`,
);
process.exitCode = good ? 0 : 1;
