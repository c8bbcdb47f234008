import type { RequestListener } from 'node:http';
import { startService, type TestService } from '../service.ts';
import { sendJson } from '../trust/listener.ts';
import { completePrefetch, incompleteCall, patient } from './call.ts';
import { openHospital, SERVICE_PATH, type Hospital } from './hospital.ts';

/** One for each read that hangs: resolves when the service has let go of it. */
const letGo: Promise<unknown>[] = [];

const needed: Readonly<Record<string, unknown>> = { Patient: patient, DiagnosticReport: completePrefetch().reports };

/** What is needed is there at once; what is optional never comes. */
const slowForTheRest: RequestListener = (request, response) => {
  const type = request.url?.split(/[/?]/)[2] ?? '';
  if (needed[type]) sendJson(response, needed[type]);
  else letGo.push(new Promise((resolve) => response.on('close', resolve)));
};

let hospital: Hospital;
let service: TestService;

beforeAll(async () => {
  hospital = await openHospital(slowForTheRest);
  service = await startService({ ehrs: [hospital.entry()] });
});
afterAll(async () => {
  await service.stop();
  await hospital.close();
});

it('the access token is used until the answer and not after: reads that hang are let go, and no other begins', async () => {
  const authorization = hospital.bearer(service.url + SERVICE_PATH);
  const answer = await service.post(SERVICE_PATH, incompleteCall(`${hospital.fhir.origin}/r4`), { authorization });
  expect(answer.status).toBe(200);
  const asked = hospital.fhir.asked.length;
  expect(letGo.length).toBeGreaterThan(0);
  await Promise.all(letGo);
  expect((await service.get('/livez')).status).toBe(200);
  expect(hospital.fhir.asked).toHaveLength(asked);
});
