/** The simulated EHR's own side: its FHIR server, its key set and the tokens that it signs. The hook calls themselves go to the real addresses. */
import { Router } from 'express';
import * as z from 'zod';
import { Refusal } from '../../refusals.ts';
import type { ConsoleParts, DemoParts } from '../console-parts.ts';
import { sendJson } from '../send-json.ts';
import { accessTokenFor, BEHAVIOURS } from './behaviours.ts';
import { fhirRoutes } from './fhir-routes.ts';

const wanted = z.object({
  /** Path that the token is for, as it will be called. */
  path: z.string().regex(/^\/cds-services(\/[A-Za-z0-9-]+(\/feedback)?)?$/),
  kind: z.enum(['good', 'expired', 'future', 'wrong-audience', 'forged']),
  dialect: z.enum(['standard', 'epic', 'oracle']),
});

const patient = z.object({ patientId: z.string().regex(/^[A-Za-z0-9\-.]{1,128}$/) });

/** @throws Refusal `malformed-request` that names each fault. */
const parsed = <Shape>(schema: z.ZodType<Shape>, body: unknown): Shape => {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new Refusal(
    'malformed-request',
    result.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'body', message })),
  );
};

export const simulatorRoutes = ({ publicUrl, version, readJson }: ConsoleParts, demo: DemoParts): Router => {
  const base = `${publicUrl}/simulator/fhir`;
  const router = Router({ caseSensitive: true });

  router.get('/simulator/ehr', (_request, response) => {
    const accessTokens = Object.fromEntries(BEHAVIOURS.map((behaviour) => [behaviour, accessTokenFor(behaviour)]));
    sendJson(response, { issuer: demo.issuer.issuer, fhirServer: base, accessTokens });
  });

  router.get('/simulator/jwks.json', (_request, response) => sendJson(response, demo.issuer.jwks));

  router.post('/simulator/token', async (request, response) => {
    const { path, kind, dialect } = parsed(wanted, await readJson(request));
    sendJson(response, {
      token: demo.issuer.mint({ audience: publicUrl + path, kind, ...(dialect === 'standard' ? {} : { tenant: dialect }) }),
    });
  });

  router.post('/simulator/forget', async (request, response) => {
    const { patientId } = parsed(patient, await readJson(request));
    const rows = await demo.forget(patientId).catch(() => {
      throw new Refusal('records-unavailable', 'nothing was forgotten, because the database does not answer');
    });
    sendJson(response, { rows });
  });

  router.use('/simulator/fhir', fhirRoutes({ base, version, fixtures: demo.fixtures }));
  return router;
};
