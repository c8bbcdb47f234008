/** The service as an Express application: routes in the order of their trust, and the one error handler. It never listens and never reads the environment. */
import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Advise } from './advise.ts';
import type { Config } from './config.ts';
import { createAccount } from './hooks/account.ts';
import { sendRefusal } from './hooks/answer.ts';
import { checkHost } from './hooks/check-host.ts';
import { operationRoutes, type OperationParts } from './hooks/operation.ts';
import { hookRoutes, type HookParts } from './hooks/routes.ts';
import type { HookName } from './hooks/wire.ts';
import type { Knowledge } from './knowledge.ts';
import { errorFields, type Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { CountedRecords } from './records/open-records.ts';
import { Refusal } from './refusals.ts';
import type { Trust } from './trust/open-trust.ts';
import type { Call } from './trust/verify-caller.ts';
import type { ConsoleParts } from './web/console-parts.ts';
import { consoleRoutes } from './web/console-routes.ts';

export interface AppParts {
  /** `publicUrl` is the real one, also where `PORT` is 0. */
  readonly config: Config;
  readonly version: string;
  readonly knowledge: Knowledge;
  readonly records: CountedRecords;
  readonly trust: Trust;
  readonly advise: Advise;
  /** The same without records: nothing is remembered and nothing is quieted. */
  readonly explain: Advise;
  readonly templatesFor: (hook: HookName, overrides: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => Date;
  /** Started, and not yet asked to stop. */
  readonly isServing: () => boolean;
}

const NOTHING = ["'none'"];
const OWN = ["'self'"];

/** One policy for answers and pages alike: everything from here, no inline script, nobody may frame it. */
const securityHeaders = (overHttps: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: NOTHING,
        scriptSrc: OWN,
        styleSrc: OWN,
        fontSrc: OWN,
        imgSrc: [...OWN, 'data:'],
        connectSrc: OWN,
        baseUri: NOTHING,
        formAction: NOTHING,
        frameAncestors: NOTHING,
      },
    },
    strictTransportSecurity: overHttps,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });

const beginCall: RequestHandler = (_request, response, next) => {
  const requestId = randomUUID();
  response.locals = { requestId, started: performance.now() };
  response.setHeader('X-Request-Id', requestId);
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const notFound: RequestHandler = (request) => {
  throw new Refusal('not-found', `there is nothing at ${request.path.slice(0, 80)}; GET /cds-services lists the services`);
};

/** Express itself refuses paths that cannot be decoded. */
const refusalOf = (error: unknown): Refusal | null => {
  if (error instanceof Refusal) return error;
  if (error instanceof URIError) return new Refusal('malformed-request', 'the path cannot be decoded');
  return null;
};

const answerError =
  (log: Log): ErrorRequestHandler =>
  (error, _request, response, next) => {
    const refusal = refusalOf(error);
    if (!refusal) log.error('internal-error', { requestId: response.locals.requestId as string, ...errorFields(error) });
    if (response.headersSent) next(error);
    else
      sendRefusal(
        response,
        refusal ?? new Refusal('internal', `the service failed; its log names request ${response.locals.requestId as string}`),
      );
  };

/** What a call says of who makes it: the header and the path as they came, and from where. */
const callOf = (request: Request): Call => ({
  authorization: request.headers.authorization,
  path: request.originalUrl.split('?')[0] ?? '',
  sender: { address: request.ip ?? null, connection: request.socket },
});

/** The database of feedback is needed: without it the answer is 503, and the EHR sends it again. */
const storeFeedback =
  ({ records, log, metrics }: AppParts): HookParts['storeFeedback'] =>
  async (ehr, answers, receivedAt) => {
    try {
      return await records.answer(ehr, answers, receivedAt);
    } catch (error) {
      metrics.recordsDown.inc();
      log.error('records-down', errorFields(error));
      throw new Refusal('records-unavailable', 'the feedback was not stored, because the database does not answer; send it again later');
    }
  };

const hookParts = (parts: AppParts): HookParts => {
  const { config, knowledge, log, metrics, trust } = parts;
  return {
    settings: {
      hooks: config.hooks,
      domain: config.CUSTOM_HOOK_DOMAIN,
      toDo: knowledge.cards.frame.toDo,
      discoveryNeedsToken: config.DISCOVERY === 'token',
      cors: { origins: config.CORS_ORIGINS, localhost: config.profile === 'demo' },
      bodyLimitMb: config.BODY_LIMIT_MB,
      ratePerMinute: config.RATE_PER_MINUTE ?? null,
      maxConcurrent: config.MAX_CONCURRENT ?? null,
    },
    now: parts.now,
    verifyCaller: (request) => trust.verifyCaller(callOf(request)),
    templatesFor: parts.templatesFor,
    advise: parts.advise,
    storeFeedback: storeFeedback(parts),
    account: createAccount(log, metrics, new Set(Object.keys(knowledge.cards.snoozes.reasons))),
  };
};

const operationParts = ({ config, isServing, records, metrics, now, log }: AppParts): OperationParts => ({
  isServing,
  records,
  metrics,
  now,
  log,
  needsRecords: config.ehrs.some((ehr) => ehr.replay === 'enforce'),
  metricsToken: config.METRICS_TOKEN ?? null,
  statsToken: config.STATS_TOKEN ?? null,
  timeZone: config.TIME_ZONE,
});

export const createApp = (parts: AppParts, pages: ConsoleParts): express.Express => {
  const { config, log } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('trust proxy', config.TRUST_PROXY);

  app.use(beginCall, securityHeaders(config.publicUrl.startsWith('https:')));
  if (config.profile === 'demo') app.use(checkHost);
  app.use(hookRoutes(hookParts(parts)));
  app.use(operationRoutes(operationParts(parts)));
  app.use(consoleRoutes(pages));
  app.use(notFound, answerError(log));
  return app;
};
