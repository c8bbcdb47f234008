/** A small read-only FHIR R4 server over the fixtures, for the simulator and for the reference sandbox: reads, `GET` and `POST _search`, CORS. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Router, type RequestHandler, type Response } from 'express';
import type { MovedFixture } from '../console-parts.ts';
import { sendJson } from '../send-json.ts';
import { behaviourOf, SLOW_MS } from './behaviours.ts';
import { capability } from './capability.ts';
import { storeOf, type FhirStore } from './fhir-store.ts';
import { formBody } from './form-body.ts';
import { search } from './search.ts';

export interface FhirParts {
  readonly base: string;
  readonly version: string;
  readonly fixtures: () => readonly MovedFixture[];
}

const FHIR_JSON = 'application/fhir+json';

const outcome = (code: string, text: string): unknown => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, details: { text } }],
});

const refuse = (response: Response, status: number, code: string, text: string): void => {
  response.status(status);
  sendJson(response, outcome(code, text), FHIR_JSON);
};

/** Invented patients only: any page may read them, without cookies. */
const openToBrowsers: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? 'authorization, content-type');
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
  if (request.method === 'OPTIONS') response.status(204).end();
  else next();
};

const misbehave: RequestHandler = async (request, response, next) => {
  const behaviour = behaviourOf(request.headers.authorization);
  if (behaviour === 'failing') return refuse(response, 503, 'transient', 'The simulated FHIR server is failing.');
  if (behaviour === 'slow') await sleep(SLOW_MS);
  next();
};

export const fhirRoutes = ({ base, version, fixtures }: FhirParts): Router => {
  const store = (): FhirStore => storeOf(fixtures());
  const router = Router({ caseSensitive: true });
  router.use(openToBrowsers, misbehave);

  router.get('/metadata', (_request, response) => sendJson(response, capability(base, version), FHIR_JSON));

  router.get('/:type', (request, response) => {
    const parameters = new URL(request.originalUrl, base).searchParams;
    sendJson(response, search(store(), base, request.params.type, parameters), FHIR_JSON);
  });

  router.post('/:type/_search', async (request, response) => {
    sendJson(response, search(store(), base, request.params.type, await formBody(request)), FHIR_JSON);
  });

  router.get('/:type/:id', (request, response) => {
    const { type, id } = request.params;
    const resource = store().get(`${type}/${id}`);
    if (!resource) return refuse(response, 404, 'not-found', `There is no ${type} of this id.`);
    sendJson(response, resource, FHIR_JSON);
  });

  router.use((_request, response) => refuse(response, 404, 'not-supported', 'This address is not part of the simulated FHIR server.'));
  return router;
};
