/** The addresses for those who run the service, and the descriptions of it. */
import { inPath, json, refusal, UNAUTHORIZED, type Paths } from './describe-path.ts';
import { SCHEMA_NAMES } from './json-schemas.ts';

const FIXED_TOKEN = [{ fixedToken: [] }];

export const OPERATION_PATHS: Paths = {
  '/livez': { get: { summary: 'The process is alive', operationId: 'livez', responses: { 200: json('Alive') } } },
  '/readyz': {
    get: {
      summary: 'Started, not stopping, and the database answers where it is needed',
      operationId: 'readyz',
      responses: { 200: json('Ready'), 503: json('Not ready') },
    },
  },
  '/metrics': {
    get: {
      summary: 'Meters for Prometheus; with METRICS_TOKEN set, a token is needed',
      operationId: 'metrics',
      security: [{}, ...FIXED_TOKEN],
      responses: {
        200: { description: 'Text format 0.0.4', content: { 'text/plain': { schema: { type: 'string' } } } },
        401: UNAUTHORIZED,
      },
    },
  },
  '/stats': {
    get: {
      summary: 'Counts of the last thirteen weeks; 404 without STATS_TOKEN',
      operationId: 'stats',
      security: FIXED_TOKEN,
      responses: { 200: json('Counts, nothing of any patient'), 401: UNAUTHORIZED, 404: refusal('STATS_TOKEN is not set') },
    },
  },
  '/openapi.json': { get: { summary: 'This document', operationId: 'openapi', responses: { 200: json('OpenAPI 3.1') } } },
  '/schemas/{name}.json': {
    parameters: [inPath('name', 'What it describes', SCHEMA_NAMES)],
    get: { summary: 'JSON Schema 2020-12', operationId: 'schema', responses: { 200: json('The schema') } },
  },
};

export const registrationPaths = (behindToken: boolean): Paths => {
  const security = behindToken ? FIXED_TOKEN : [];
  const unauthorized = behindToken ? { 401: UNAUTHORIZED } : {};
  return {
    '/registrations': {
      get: {
        summary: 'The EHRs of the registry, and presets',
        operationId: 'registrations',
        security,
        responses: { 200: json('Names'), ...unauthorized },
      },
    },
    '/registrations/{name}': {
      parameters: [inPath('name', 'An EHR or a preset')],
      get: {
        summary: 'Everything that an analyst types in to register this service; as Markdown with ?format=md',
        operationId: 'registration',
        security,
        responses: { 200: json('The registration'), ...unauthorized, 404: refusal('No such EHR or preset') },
      },
    },
  };
};
