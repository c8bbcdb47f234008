/** The fixed tokens of `/metrics` and `/stats`, compared in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Refusal } from '../refusals.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** @throws Refusal `unauthorized` for any other token or none. */
export const requireBearer = (token: string): RequestHandler => {
  const wanted = digest(`Bearer ${token}`);
  return (request, _response, next) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), wanted))
      throw new Refusal('unauthorized', 'the bearer token is missing or not the one that is set');
    next();
  };
};
