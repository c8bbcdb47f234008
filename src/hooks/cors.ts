/** CORS by exact origin and without cookies: browser clients such as the reference sandbox send `Authorization` and `Content-Type`. */
import type { RequestHandler } from 'express';

export interface CorsOptions {
  readonly origins: readonly string[];
  /** The demo profile: any port of this machine. */
  readonly localhost: boolean;
}

const LOCALHOST = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/** How long a browser may keep the answer to a preflight, in seconds. */
const KEEP = '600';

/** Answers preflights itself; they never need a token. */
export const cors =
  ({ origins, localhost }: CorsOptions, methods: string): RequestHandler =>
  (request, response, next) => {
    const { origin } = request.headers;
    response.vary('Origin');
    const allowed = origin !== undefined && (origins.includes(origin) || (localhost && LOCALHOST.test(origin)));
    if (allowed) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After');
    }
    if (request.method !== 'OPTIONS') return next();
    response.setHeader('Allow', methods);
    if (allowed) {
      response.setHeader('Access-Control-Allow-Methods', methods);
      response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
      response.setHeader('Access-Control-Max-Age', KEEP);
    }
    response.status(204).end();
  };
