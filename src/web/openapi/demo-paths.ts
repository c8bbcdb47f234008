/** The addresses of the demo profile; none of them answers once an EHR is registered. */
import { inPath, json, jsonBody, ref, refusal, type Paths } from './describe-path.ts';

const FHIR_JSON = { 'application/fhir+json': { schema: { type: 'object' } } };

const TOKEN_WISH = {
  type: 'object',
  required: ['path', 'kind', 'dialect'],
  properties: {
    path: { type: 'string', description: 'Path that will be called, such as /cds-services/vertebral-fracture-patient-view' },
    kind: { enum: ['good', 'expired', 'future', 'wrong-audience', 'forged'] },
    dialect: { enum: ['standard', 'epic', 'oracle'] },
  },
};

export const demoPaths = (serviceIds: readonly string[]): Paths => ({
  '/fixtures': {
    get: { summary: 'The invented cases, with what each proves', operationId: 'fixtures', responses: { 200: json('Cases') } },
  },
  '/fixtures/{name}': {
    parameters: [inPath('name', 'A case')],
    get: {
      summary: 'One case, its dates moved to today',
      operationId: 'fixture',
      responses: { 200: json('The case'), 404: refusal('No such case') },
    },
  },
  '/explain/{id}': {
    parameters: [inPath('id', 'The service', serviceIds)],
    post: {
      summary: 'The chain behind an answer: report, statements, facts, rules, cards; nothing is remembered',
      operationId: 'explain',
      requestBody: jsonBody(ref('Request')),
      responses: {
        200: json('Explanation, and the answer in each dialect'),
        400: refusal('Malformed'),
        412: refusal('A needed key is missing'),
      },
    },
  },
  '/read': {
    post: {
      summary: 'What a report says about the vertebrae',
      operationId: 'read',
      requestBody: jsonBody({ type: 'object', required: ['text'], properties: { text: { type: 'string' } } }),
      responses: { 200: json('The reading'), 400: refusal('Malformed') },
    },
  },
  '/simulator/ehr': {
    get: {
      summary: 'Issuer, FHIR server and access tokens of the simulated EHR',
      operationId: 'simulatedEhr',
      responses: { 200: json('The EHR') },
    },
  },
  '/simulator/jwks.json': { get: { summary: 'Public keys of its issuer', operationId: 'simulatorKeys', responses: { 200: json('JWKS') } } },
  '/simulator/token': {
    post: {
      summary: 'A token of the simulated EHR, good or bad',
      operationId: 'simulatorToken',
      requestBody: jsonBody(TOKEN_WISH),
      responses: { 200: json('The token'), 400: refusal('Malformed') },
    },
  },
  '/simulator/forget': {
    post: {
      summary: 'Forget what was shown and answered for an invented patient',
      operationId: 'simulatorForget',
      requestBody: jsonBody({ type: 'object', required: ['patientId'], properties: { patientId: { type: 'string' } } }),
      responses: { 200: json('Rows removed'), 400: refusal('Malformed') },
    },
  },
  '/simulator/stats': {
    get: { summary: 'The figures of /stats, without a token', operationId: 'simulatorStats', responses: { 200: json('Counts') } },
  },
  '/simulator/fhir/{type}': {
    parameters: [inPath('type', 'A FHIR R4 resource type')],
    get: {
      summary: 'Search the invented patients',
      operationId: 'simulatorSearch',
      responses: { 200: { description: 'A searchset Bundle', content: FHIR_JSON } },
    },
  },
  '/simulator/fhir/{type}/{id}': {
    parameters: [inPath('type', 'A FHIR R4 resource type'), inPath('id', 'Its logical id')],
    get: {
      summary: 'Read one resource',
      operationId: 'simulatorRead',
      responses: { 200: { description: 'The resource', content: FHIR_JSON }, 404: { description: 'Not there', content: FHIR_JSON } },
    },
  },
});
