/** A FHIR server that needs so long for every read, and holds for each patient what a typical request carries in prefetch. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodiesOf, TYPICAL } from './bodies.ts';

export interface SlowFhir {
  readonly base: string;
  /** Reads so far. */
  readonly reads: () => number;
  readonly stop: () => void;
}

interface Sent {
  readonly context: { readonly patientId: string };
  readonly prefetch: Readonly<Record<string, unknown>>;
}

const NOTHING = { resourceType: 'Bundle', type: 'searchset', total: 0 };

/** By resource type, as JSON about the first patient. */
const holdings = ({ prefetch }: Sent): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({
      DiagnosticReport: prefetch.reports,
      Condition: prefetch.conditions,
      MedicationRequest: prefetch.medications,
      Procedure: prefetch.procedures,
      ServiceRequest: prefetch.serviceRequests,
      Observation: prefetch.observations,
      Patient: prefetch.patient,
    }).map(([type, held]) => [type, JSON.stringify(held ?? NOTHING)]),
  );

export const startSlowFhir = async (millisecondsPerRead: number): Promise<SlowFhir> => {
  const sent = JSON.parse(bodiesOf(TYPICAL)().toString()) as Sent;
  const { patientId } = sent.context;
  const held = holdings(sent);
  let reads = 0;

  const server = createServer(({ url = '' }, response) => {
    reads += 1;
    const [type = ''] = url.replace(/^\/r4\//, '').split(/[/?]/);
    const [asked = patientId] = /bench-\d+/.exec(url) ?? [];
    const answer = (held.get(type) ?? JSON.stringify(NOTHING)).replaceAll(patientId, asked);
    setTimeout(() => response.setHeader('content-type', 'application/fhir+json').end(answer), millisecondsPerRead);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/r4`,
    reads: () => reads,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
