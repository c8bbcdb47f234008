/** For those who run the service: is it alive, is it ready, its meters and its statistics. None of them says anything of a patient. */
import { Router } from 'express';
import type { Log } from '../log.ts';
import { errorFields } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { Refusal } from '../refusals.ts';
import { sendJson } from './answer.ts';
import { requireBearer } from './bearer.ts';
import { methodNotAllowed } from './methods.ts';

export interface OperationParts {
  readonly isServing: () => boolean;
  /** `stats` gives counts of the last weeks. @throws Error when the database is down. */
  readonly records: { readonly ready: () => Promise<boolean>; readonly stats: (now: Date, timeZone: string) => Promise<unknown> };
  /** Some EHR is checked for replayed tokens: without the database nothing of it can be answered. */
  readonly needsRecords: boolean;
  readonly metrics: Metrics;
  /** `null`: `/metrics` needs none. */
  readonly metricsToken: string | null;
  /** `null`: `/stats` is 404. */
  readonly statsToken: string | null;
  readonly timeZone: string;
  readonly now: () => Date;
  readonly log: Log;
}

const PATHS = ['/livez', '/readyz', '/metrics'];

export const operationRoutes = (parts: OperationParts): Router => {
  const router = Router({ caseSensitive: true });

  router.get('/livez', (_request, response) => sendJson(response, 200, { status: 'alive' }));

  router.get('/readyz', async (_request, response) => {
    const recordsUp = await parts.records.ready().catch(() => false);
    const ready = parts.isServing() && (recordsUp || !parts.needsRecords);
    sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', records: recordsUp ? 'up' : 'down' });
  });

  router.get('/metrics', ...(parts.metricsToken === null ? [] : [requireBearer(parts.metricsToken)]), async (_request, response) => {
    response.setHeader('Content-Type', parts.metrics.registry.contentType);
    response.end(await parts.metrics.registry.metrics());
  });

  if (parts.statsToken !== null) {
    router.get('/stats', requireBearer(parts.statsToken), async (_request, response) => {
      const stats = await parts.records.stats(parts.now(), parts.timeZone).catch((error: unknown) => {
        parts.log.error('records-down', errorFields(error));
        throw new Refusal('records-unavailable', 'the statistics cannot be read, because the database does not answer');
      });
      sendJson(response, 200, stats);
    });
  }
  router.all(PATHS, methodNotAllowed('GET, HEAD'));
  return router;
};
