/** What Replay needs: the fixtures, the chain behind an answer, and a reading of pasted text. What is sent here is answered and forgotten. */
import { Router } from 'express';
import * as z from 'zod';
import { Refusal } from '../refusals.ts';
import type { ConsoleParts, DemoParts, FixtureSummary } from './console-parts.ts';
import { sendJson } from './send-json.ts';

const readRequest = z.object({ text: z.string() });

export const demoRoutes = ({ readJson, stats }: ConsoleParts, demo: DemoParts): Router => {
  const router = Router({ caseSensitive: true });

  router.get('/fixtures', (_request, response) => {
    const summaries = demo.fixtures().map(({ name, claim, service }): FixtureSummary => ({ name, claim, service }));
    sendJson(response, summaries);
  });

  router.get('/fixtures/:name', (request, response) => {
    const fixture = demo.fixture(String(request.params.name));
    if (!fixture) throw new Refusal('not-found', 'there is no fixture of this name; GET /fixtures lists them');
    sendJson(response, fixture);
  });

  router.post('/explain/:id', async (request, response) => {
    const caller = await demo.identify(request, request.path);
    sendJson(response, await demo.explain(String(request.params.id), await readJson(request), caller));
  });

  router.post('/read', async (request, response) => {
    const asked = readRequest.safeParse(await readJson(request));
    if (!asked.success) throw new Refusal('malformed-request', [{ path: 'text', message: 'send {"text": "the report"}' }]);
    sendJson(response, demo.read(asked.data.text));
  });

  router.get('/simulator/stats', async (_request, response) => {
    const counted = await stats().catch(() => {
      throw new Refusal('records-unavailable', 'the statistics cannot be read, because the database does not answer');
    });
    sendJson(response, counted);
  });
  return router;
};
