/** The OpenAPI 3.1 document of the whole HTTP interface, as it is in this profile. */
import type { ConsoleParts } from '../console-parts.ts';
import { demoPaths } from './demo-paths.ts';
import { hookPaths } from './hook-paths.ts';
import { jsonSchemaOf, SCHEMA_TITLES } from './json-schemas.ts';
import { OPERATION_PATHS, registrationPaths } from './operation-paths.ts';

const DISCOVERY = {
  type: 'object',
  required: ['services'],
  properties: {
    services: {
      type: 'array',
      items: {
        type: 'object',
        required: ['hook', 'id', 'title', 'description', 'usageRequirements', 'prefetch', 'version'],
        properties: {
          hook: { type: 'string' },
          id: { type: 'string' },
          title: { type: 'string' },
          description: { type: 'string' },
          usageRequirements: { type: 'string' },
          prefetch: { type: 'object', additionalProperties: { type: 'string' } },
          version: { const: '2.0.1' },
        },
      },
    },
  },
};

const OPERATION_OUTCOME = {
  type: 'object',
  description: 'FHIR R4 OperationOutcome: one issue for each fault',
  required: ['resourceType', 'issue'],
  properties: {
    resourceType: { const: 'OperationOutcome' },
    issue: {
      type: 'array',
      items: {
        type: 'object',
        required: ['severity', 'code'],
        properties: {
          severity: { const: 'error' },
          code: { type: 'string' },
          details: { type: 'object', properties: { text: { type: 'string' } } },
          diagnostics: { type: 'string' },
          expression: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
};

const SECURITY_SCHEMES = {
  ehrToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'JWT of a registered EHR (CDS Hooks 2.0.1, Trusting CDS Clients); aud is the address called. Not needed in the demo profile.',
  },
  fixedToken: { type: 'http', scheme: 'bearer', description: 'STATS_TOKEN or METRICS_TOKEN' },
};

export type DocumentedParts = Pick<ConsoleParts, 'version' | 'publicUrl' | 'schemas' | 'pages' | 'serviceIds' | 'intendedPurpose'>;

export const openApiDocument = ({ version, publicUrl, schemas, pages, serviceIds, intendedPurpose }: DocumentedParts): unknown => ({
  openapi: '3.1.0',
  info: {
    title: 'Vertebral Fracture CDS',
    version,
    description: `A CDS Hooks service on FHIR R4. ${intendedPurpose}`,
    license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
  },
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  servers: [{ url: publicUrl }],
  paths: {
    ...hookPaths(serviceIds),
    ...OPERATION_PATHS,
    ...(pages === 'none' ? {} : registrationPaths(pages === 'production')),
    ...(pages === 'demo' ? demoPaths(serviceIds) : {}),
  },
  components: {
    securitySchemes: SECURITY_SCHEMES,
    schemas: {
      Request: { title: SCHEMA_TITLES.request, ...jsonSchemaOf(schemas.request) },
      Response: { title: SCHEMA_TITLES.response, ...jsonSchemaOf(schemas.response) },
      Feedback: { title: SCHEMA_TITLES.feedback, ...jsonSchemaOf(schemas.feedback) },
      Discovery: DISCOVERY,
      OperationOutcome: OPERATION_OUTCOME,
    },
  },
});
