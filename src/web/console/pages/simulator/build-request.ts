/** The hook request that the simulated EHR sends: prefetch as planned, filled from its own FHIR server where the case brings none. */
import type { SimulatedEhr } from '../../service/demo.ts';
import { exchange } from '../../service/http.ts';
import type { CallPlan, KeyChoice } from './call-plan.ts';

type Json = Readonly<Record<string, unknown>>;

const FAILED = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception', details: { text: 'The EHR could not fetch this.' } }],
};

const fill = (template: string, context: Json): string =>
  template.replace(/\{\{context\.(\w+)\}\}/g, (_, field: string) => encodeURIComponent(String(context[field] ?? '')));

/** As the reference sandbox does; `undefined` where the server does not have it. */
const fetched = async (ehr: SimulatedEhr, template: string, context: Json): Promise<unknown> => {
  const { pathname } = new URL(ehr.fhirServer);
  const found = await exchange('GET', `${pathname}/${fill(template, context).replaceAll('|', '%7C')}`);
  return found.status === 200 ? found.body : undefined;
};

export interface Template {
  readonly key: string;
  readonly template: string;
}

/** `null` prefetch values are sent; absent keys are left out. */
export const buildRequest = async (
  fixtureRequest: Json,
  templates: readonly Template[],
  plan: CallPlan,
  ehr: SimulatedEhr,
  hook: string,
): Promise<Json> => {
  const context = (fixtureRequest.context ?? {}) as Json;
  const brought = (fixtureRequest.prefetch ?? {}) as Json;
  const valueFor = async (choice: KeyChoice, { key, template }: Template): Promise<unknown> => {
    if (choice === 'absent') return undefined;
    if (choice === 'null') return null;
    if (choice === 'failed') return FAILED;
    return key in brought ? brought[key] : fetched(ehr, template, context);
  };
  const values = await Promise.all(templates.map(async (one) => [one.key, await valueFor(plan.keys[one.key] ?? 'sent', one)] as const));
  const server =
    plan.server === 'off'
      ? {}
      : {
          fhirServer: ehr.fhirServer,
          fhirAuthorization: {
            access_token: ehr.accessTokens[plan.server],
            token_type: 'Bearer',
            expires_in: 300,
            scope: 'user/*.rs',
            subject: 'vertebral-fracture-cds',
          },
        };
  return {
    hook,
    hookInstance: crypto.randomUUID(),
    ...server,
    context,
    prefetch: Object.fromEntries(values.filter(([, value]) => value !== undefined)),
  };
};
