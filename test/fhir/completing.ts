/** FHIR servers that live as long as one test, and how a chart is completed from them. */
import { Agent } from 'undici';
import type { Chart } from '../../src/fhir/facts.ts';
import type { FhirServer } from '../../src/fhir/server.ts';
import { Refusal } from '../../src/refusals.ts';
import { startFhirServer, type Fault, type FhirServerUnderTest } from '../fhir-server/fhir-server.ts';

const agent = new Agent();
const open: FhirServerUnderTest[] = [];

export const start = async (resources: readonly unknown[], fault?: Fault): Promise<FhirServerUnderTest> => {
  const server = await startFhirServer(resources, fault);
  open.push(server);
  return server;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});
afterAll(() => agent.destroy());

export const via = ({ base }: { readonly base: string }): FhirServer => ({
  kind: 'server',
  base,
  accessToken: 'the-token',
  dispatcher: agent,
});

export const recordOf = (chart: Chart, part: string): Chart['keys'][number] | undefined =>
  chart.keys.find((record) => record.part === part);

export const refusal = async (reading: Promise<Chart>): Promise<Refusal> => {
  try {
    await reading;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
};
