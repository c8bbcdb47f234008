/** Answers on the wire: JSON, and every refusal as an OperationOutcome that says what to do next (CDS Hooks 3.0.0, HTTP Status Codes). */
import type { OperationOutcome } from 'fhir/r4.js';
import type { Response } from 'express';
import type { Refusal } from '../refusals.ts';

/** Where the codes of refusals are listed. */
const REFUSAL_CODES = 'https://vertebral-fracture-cds.github.io/CodeSystem/refusals';

/** Longest message of one fault: it may name what the client sent. */
const LONGEST = 500;

export const operationOutcome = (refusal: Refusal): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: refusal.faults.map(({ path, message }) => ({
    severity: 'error',
    code: refusal.issue,
    details: { coding: [{ system: REFUSAL_CODES, code: refusal.code }], text: message.slice(0, LONGEST) },
    diagnostics: path ? `${path} (${refusal.rule})` : refusal.rule,
    ...(path ? { expression: [path] } : {}),
  })),
});

export const sendJson = (response: Response, status: number, body: unknown): void => {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
};

/** Seconds after which a throttled client may ask again. */
const RETRY_AFTER = '1';

/** A 401 says nothing but how to authenticate: no body, no reason. */
export const sendRefusal = (response: Response, refusal: Refusal): void => {
  if (refusal.code === 'unauthorized') {
    response.setHeader('WWW-Authenticate', 'Bearer');
    response.status(401).end();
    return;
  }
  if ((refusal.status === 429 || refusal.status === 503) && !response.hasHeader('Retry-After'))
    response.setHeader('Retry-After', RETRY_AFTER);
  sendJson(response, refusal.status, operationOutcome(refusal));
};
