/** An address that is there, asked with a method that it does not have: 405 with `Allow` (RFC 9110). */
import type { RequestHandler } from 'express';
import { Refusal } from '../refusals.ts';

/** Stands after the handlers of a route. @throws Refusal `method-not-allowed`. */
export const methodNotAllowed =
  (allowed: string): RequestHandler =>
  (request, response) => {
    response.setHeader('Allow', allowed);
    throw new Refusal('method-not-allowed', `${request.method.slice(0, 20)} is not a method of this address; use ${allowed}`);
  };
