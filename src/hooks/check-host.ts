/** The demo profile answers to names of this machine only: a page elsewhere whose name is made to point here (DNS rebinding) gets nothing. */
import type { RequestHandler } from 'express';
import { Refusal } from '../refusals.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** @throws Refusal `host-not-allowed`. */
export const checkHost: RequestHandler = (request, _response, next) => {
  if (!LOOPBACK.test(request.headers.host ?? ''))
    throw new Refusal('host-not-allowed', 'the demo profile is for this machine only: call it as 127.0.0.1 or localhost');
  next();
};
