/** The addresses of CDS Hooks itself. */
import { inPath, json, jsonBody, ref, refusal, UNAUTHORIZED, type Paths } from './describe-path.ts';

const REFUSALS = {
  400: refusal('Malformed: every fault is listed with its path'),
  401: UNAUTHORIZED,
  404: refusal('There is no such service, or it is not switched on'),
  405: refusal('Not a method of this address; see Allow'),
  413: refusal('Larger, deeper or with more elements than allowed'),
  415: refusal('Not plain, uncompressed JSON in UTF-8'),
  429: refusal('Too many requests of this EHR; see Retry-After'),
  500: refusal('The service failed; a failure is never an empty answer'),
  503: refusal('Overload, or a database that is needed and down; see Retry-After'),
};

const CLIENT_TOKEN = [{ ehrToken: [] }];

export const hookPaths = (serviceIds: readonly string[]): Paths => ({
  '/cds-services': {
    get: {
      summary: 'Discovery: the services that are on, with their prefetch templates',
      operationId: 'discover',
      security: [{}, ...CLIENT_TOKEN],
      responses: { 200: json('The services', ref('Discovery')), 401: UNAUTHORIZED },
    },
  },
  '/cds-services/{id}': {
    parameters: [inPath('id', 'The service', serviceIds)],
    post: {
      summary: 'Call a service: at most two cards, or none where the reports were read and there is nothing to say',
      operationId: 'callService',
      security: CLIENT_TOKEN,
      requestBody: jsonBody(ref('Request')),
      responses: {
        200: json('Cards, and what was looked at', ref('Response')),
        ...REFUSALS,
        403: refusal('The EHR is not registered with that FHIR server'),
        412: refusal('A needed prefetch key is missing and could not be read'),
      },
    },
  },
  '/cds-services/{id}/feedback': {
    parameters: [inPath('id', 'Any service: cards are known by their uuid', serviceIds)],
    post: {
      summary: 'What became of cards, one or many; on disk before it is answered',
      operationId: 'giveFeedback',
      security: CLIENT_TOKEN,
      requestBody: jsonBody(ref('Feedback')),
      responses: { 200: { description: 'Stored, or stored before' }, ...REFUSALS },
    },
  },
});
