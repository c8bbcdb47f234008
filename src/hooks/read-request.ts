/** An unknown body becomes a hook request, or a refusal that lists every fault with its path. */
import type * as z from 'zod';
import { Refusal, type Fault } from '../refusals.ts';
import { hookRequest } from './schemas.ts';
import { SERVICES, type Service } from './services.ts';
import type { HookRequest } from './wire.ts';

const CUSTOM = '.imaging-result-available';

const faultsOf = (error: z.ZodError): readonly Fault[] =>
  error.issues.map((issue) => ({ path: issue.path.join('.') || 'body', message: issue.message }));

/** Draft contexts send ids as strings, coded values, references or lists of one (report-* hooks of 2026). */
const lenientId = (value: unknown, type: string): unknown => {
  if (Array.isArray(value)) return lenientId(value[0], type);
  if (value && typeof value === 'object') {
    const { reference, value: inner, id } = value as Record<string, unknown>;
    return lenientId(reference ?? inner ?? id, type);
  }
  return typeof value === 'string' && value.startsWith(`${type}/`) ? value.slice(type.length + 1) : value;
};

const lenientContext = (context: unknown): unknown => {
  if (!context || typeof context !== 'object' || Array.isArray(context)) return context;
  const given = context as Record<string, unknown>;
  return {
    ...given,
    patientId: lenientId(given.patientId, 'Patient'),
    encounterId: lenientId(given.encounterId, 'Encounter'),
    reportId: lenientId(given.reportId, 'DiagnosticReport'),
    userId: Array.isArray(given.userId) ? given.userId[0] : given.userId,
  };
};

/** The custom hook is ours under any reverse domain: the one that is set is what discovery says. */
const isHookOf = (service: Service, hook: string): boolean =>
  service.hook === 'imaging-result' ? hook === service.hook || hook.endsWith(CUSTOM) : hook === service.hook;

const reportFaults = (
  service: Service,
  prefetch: Readonly<Record<string, unknown>>,
  context: Readonly<Record<string, unknown>>,
): readonly Fault[] => {
  if (!service.aboutOneReport || prefetch.report || context.reports || context.reportId) return [];
  return [
    { path: 'context.reportId', message: 'this hook is about one report: send context.reportId, context.reports or prefetch.report' },
  ];
};

/**
 * Prefetch values are passed on as they are. `serviceId` must be known.
 * @throws Refusal `unknown-service`, `malformed-request` with every fault and its path, or `hook-mismatch`.
 */
export const readHookRequest = (serviceId: string, body: unknown): HookRequest => {
  const service = SERVICES.find((one) => one.id === serviceId);
  if (!service) throw new Refusal('unknown-service', `there is no service "${serviceId.slice(0, 80)}"; GET /cds-services lists them`);
  if (!body || typeof body !== 'object' || Array.isArray(body))
    throw new Refusal('malformed-request', [{ path: 'body', message: 'must be a JSON object: a CDS Hooks request' }]);
  const given = body as Record<string, unknown>;
  const parsed = hookRequest.safeParse({ ...given, context: lenientContext(given.context) });
  if (!parsed.success) throw new Refusal('malformed-request', faultsOf(parsed.error));
  const { hook, hookInstance, context, fhirServer, fhirAuthorization } = parsed.data;
  if (!isHookOf(service, hook))
    throw new Refusal('hook-mismatch', [
      { path: 'hook', message: `"${hook.slice(0, 80)}" is not the hook of ${serviceId}, which is ${service.hook}` },
    ]);
  const prefetch = parsed.data.prefetch ?? {};
  const faults = reportFaults(service, prefetch, context);
  if (faults.length > 0) throw new Refusal('malformed-request', faults);
  return {
    hook: service.hook,
    serviceId,
    hookInstance,
    context: {
      patientId: context.patientId,
      userId: context.userId ?? null,
      encounterId: context.encounterId ?? null,
      reportId: context.reportId ?? null,
      reports: context.reports ?? null,
    },
    prefetch,
    fhirServer: fhirServer?.replace(/\/+$/, '') ?? null,
    accessToken: fhirAuthorization?.access_token ?? null,
  };
};
