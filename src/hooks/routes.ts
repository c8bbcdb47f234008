/** `GET /cds-services`, `POST /cds-services/{id}` and its feedback: who calls is known before a byte of the body is read. */
import { rateLimit } from 'express-rate-limit';
import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { Explanation } from '../explanation.ts';
import type { Answer, Stored } from '../records/records.ts';
import { Refusal } from '../refusals.ts';
import type { Caller } from '../trust/caller.ts';
import type { Account, Advised, Call } from './account.ts';
import { sendJson } from './answer.ts';
import { cors, type CorsOptions } from './cors.ts';
import { toDialect } from './dialects.ts';
import { discover } from './discovery.ts';
import { withEvaluated } from './evaluated.ts';
import { readFeedback } from './feedback.ts';
import { createGate, OPEN_GATE } from './gate.ts';
import { bodyOf, jsonBody, parseBody } from './json-body.ts';
import { methodNotAllowed } from './methods.ts';
import { readHookRequest } from './read-request.ts';
import { SERVICES, type Service } from './services.ts';
import type { HookName, HookRequest } from './wire.ts';

export interface HookSettings {
  readonly hooks: readonly HookName[];
  readonly domain: string;
  /** Heading of suggestions that an EHR can only show as text. */
  readonly toDo: string;
  readonly discoveryNeedsToken: boolean;
  readonly cors: CorsOptions;
  readonly bodyLimitMb: number;
  /** Per EHR; `null` is no limit. */
  readonly ratePerMinute: number | null;
  readonly maxConcurrent: number | null;
}

export interface HookParts {
  readonly settings: HookSettings;
  readonly now: () => Date;
  /** @throws Refusal `unauthorized`, `too-many-requests`, `overloaded` or `records-unavailable`. */
  readonly verifyCaller: (request: Request) => Promise<Caller>;
  readonly templatesFor: (hook: HookName, overrides: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly advise: (request: HookRequest, caller: Caller) => Promise<Advised>;
  /** Resolves once the answers are on disk. @throws Error when the database is down. */
  readonly storeFeedback: (ehr: Caller['ehr'], answers: readonly Answer[], receivedAt: Date) => Promise<readonly Stored[]>;
  readonly account: Account;
}

/** Calls of all EHRs that may be at work at once in one process. */
const AT_ONCE = 500;

interface Locals {
  requestId: string;
  started: number;
  caller?: Caller;
}

const localsOf = (response: Response): Locals => response.locals as Locals;

/** The service of the address, if it is one that is on. @throws Refusal `unknown-service`. */
const serviceAt = (services: readonly Service[], id: string): Service => {
  const service = services.find((one) => one.id === id);
  if (!service)
    throw new Refusal('unknown-service', `there is no service "${id.slice(0, 80)}" here; GET /cds-services lists those that are on`);
  return service;
};

const callOf = (services: readonly Service[], request: Request, response: Response): Call => {
  const { requestId, started, caller } = localsOf(response);
  const service = services.find((one) => one.id === request.params.id) ?? null;
  return { requestId, started, service, ehr: caller?.ehr ?? null, address: request.ip ?? null };
};

const limiter = (perMinute: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: false,
    keyGenerator: (_request, response) => localsOf(response).caller?.ehr.name ?? 'nobody',
    handler: (_request, _response, next) =>
      next(new Refusal('too-many-requests', `more than ${perMinute} requests a minute from this EHR`)),
  });

const admission = ({ settings, verifyCaller }: HookParts): readonly RequestHandler[] => [
  async (request, response, next) => {
    localsOf(response).caller = await verifyCaller(request);
    next();
  },
  ...(settings.ratePerMinute === null ? [] : [limiter(settings.ratePerMinute)]),
];

/** Open discovery never refuses; a token that is good brings the templates of its EHR. */
const templateOverrides = async ({ settings, verifyCaller }: HookParts, request: Request): Promise<Readonly<Record<string, string>>> => {
  if (!settings.discoveryNeedsToken && request.headers.authorization === undefined) return {};
  try {
    return (await verifyCaller(request)).ehr.prefetch;
  } catch (error) {
    if (settings.discoveryNeedsToken || !(error instanceof Refusal)) throw error;
    return {};
  }
};

const answerFor = (
  { response, explanation }: { readonly response: Advised['response']; readonly explanation: Explanation },
  { ehr }: Caller,
  { domain, toDo }: HookSettings,
) => withEvaluated(toDialect(response, ehr, toDo), explanation, domain, ehr.mode);

export const hookRoutes = (parts: HookParts): Router => {
  const { settings, account } = parts;
  const services = SERVICES.filter((service) => settings.hooks.includes(service.hook));
  const inProcess = createGate(AT_ONCE, 'overloaded', 'too many requests are being answered; ask again in a moment');
  const perEhr =
    settings.maxConcurrent === null
      ? OPEN_GATE
      : createGate(settings.maxConcurrent, 'too-many-requests', `more than ${settings.maxConcurrent} requests of this EHR at once`);

  /** The rest of a call, once the caller is known: within the gates, for one of the services. */
  const within =
    (
      among: readonly Service[],
      work: (request: Request, response: Response, caller: Caller, service: Service) => Promise<void>,
    ): RequestHandler =>
    async (request, response) => {
      const { caller } = localsOf(response);
      if (!caller) throw new Refusal('unauthorized', 'no caller');
      const service = serviceAt(among, String(request.params.id));
      await inProcess('all', () => perEhr(caller.ehr.name, () => work(request, response, caller, service)));
    };

  const listServices: RequestHandler = async (request, response) => {
    const overrides = await templateOverrides(parts, request);
    sendJson(
      response,
      200,
      discover(services, settings.domain, (service) => parts.templatesFor(service.hook, overrides)),
    );
  };

  /**
   * One body in its turn. Who waits for a turn grows old meanwhile, as V8 sees it, and what is then handed to an old promise lives until the next
   * full collection: so the chart and all that is found in it stay within this function, which begins with the turn.
   */
  const answerBody = async (bytes: Buffer, request: Request, response: Response, caller: Caller, service: Service): Promise<void> => {
    const advised = await parts.advise(readHookRequest(service.id, parseBody(bytes, settings.bodyLimitMb)), caller);
    const answer = answerFor(advised, caller, settings);
    sendJson(response, 200, answer);
    account.decided(callOf(services, request, response), advised, answer);
  };

  const answerHook = within(services, async (request, response, caller, service) => {
    const bytes = await bodyOf(request, settings.bodyLimitMb);
    await answerBody(bytes, request, response, caller, service);
  });

  /** Also for a service that was switched off since: its cards may still be answered. */
  const takeFeedback = within(SERVICES, async (request, response, caller) => {
    const receivedAt = parts.now();
    const answers = readFeedback(await jsonBody(request, settings.bodyLimitMb), receivedAt);
    const stored = await parts.storeFeedback(caller.ehr, answers, receivedAt);
    response.status(200).end();
    account.answered(callOf(services, request, response), answers, stored);
  });

  const accountRefusal: ErrorRequestHandler = (error, request, response, next) => {
    account.refused(callOf(services, request, response), error);
    next(error);
  };

  const [reading, calling] = ['GET, HEAD, OPTIONS', 'POST, OPTIONS'];
  const admitted = admission(parts);
  const router = Router({ caseSensitive: true });
  router.route('/cds-services').all(cors(settings.cors, reading)).get(listServices).all(methodNotAllowed(reading));
  router
    .route('/cds-services/:id')
    .all(cors(settings.cors, calling))
    .post(...admitted, answerHook, accountRefusal)
    .all(methodNotAllowed(calling));
  router
    .route('/cds-services/:id/feedback')
    .all(cors(settings.cors, calling))
    .post(...admitted, takeFeedback)
    .all(methodNotAllowed(calling));
  return router;
};
