/**
 * How long a chart takes when nothing came in prefetch: a FHIR server that needs 20 ms for every read, seven keys.
 * usage: tsx bench/completion.ts [milliseconds per read]
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { loadCodes } from '../src/fhir/codes/load.ts';
import { readChartInDetail } from '../src/fhir/read-chart.ts';
import type { HookRequest } from '../src/hooks/wire.ts';
import { bodiesOf, TYPICAL } from './bodies.ts';

const ROUNDS = 40;
const perRead = Number(process.argv[2] ?? 20);

interface Sent {
  readonly context: { readonly patientId: string };
  readonly prefetch: Readonly<Record<string, unknown>>;
}

/** What the prefetch of a typical request holds, by resource type. */
const holdings = (typical: Sent): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({
      DiagnosticReport: typical.prefetch.reports,
      Condition: typical.prefetch.conditions,
      MedicationRequest: typical.prefetch.medications,
      Procedure: typical.prefetch.procedures,
      ServiceRequest: typical.prefetch.serviceRequests,
      Observation: typical.prefetch.observations,
      Patient: typical.prefetch.patient,
    }).map(([type, value]) => [type, JSON.stringify(value ?? { resourceType: 'Bundle', type: 'searchset', total: 0 })]),
  );

const sent = JSON.parse(bodiesOf(TYPICAL)().toString()) as Sent;
const answers = holdings(sent);
const server = createServer((request, response) => {
  const [type = ''] = (request.url ?? '').replace(/^\/r4\//, '').split(/[/?]/);
  setTimeout(() => response.setHeader('content-type', 'application/fhir+json').end(answers.get(type) ?? '{}'), perRead);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/r4`;

const request: HookRequest = {
  hook: 'patient-view',
  serviceId: 'vertebral-fracture-patient-view',
  hookInstance: '00000000-0000-4000-8000-000000000000',
  context: { patientId: sent.context.patientId, userId: null, encounterId: null, reportId: null, reports: null },
  prefetch: {},
  fhirServer: base,
  accessToken: null,
};
const dispatcher = new Agent();
const parts = {
  codes: loadCodes(),
  options: { timeZone: 'Europe/London', lookBackMonths: 60, deadlineMs: 10_000, optionalReadsMs: 10_000 },
  today: new Date().toISOString().slice(0, 10),
};

const times: number[] = [];
let reads = 0;
for (let round = 0; round < ROUNDS; round += 1) {
  const started = performance.now();
  reads = (await readChartInDetail(request, { kind: 'server', base, accessToken: null, dispatcher }, parts)).reads;
  times.push(performance.now() - started);
}
times.sort((one, other) => one - other);
const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
process.stdout.write(
  `nothing in prefetch, ${String(reads)} reads of ${String(perRead)} ms each: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${(times.at(-1) ?? 0).toFixed(1)} ms\n`,
);
server.closeAllConnections();
server.close();
await dispatcher.close();
