/** The page under every address that its own router knows, and its hashed assets. */
import { Router, type Request, type Response } from 'express';
import { Refusal } from '../refusals.ts';
import { readPageFiles, shellFor, type PageFile } from './page-files.ts';

const PRODUCTION_PAGES = ['/', '/register', '/register/:name', '/statistics'];
const DEMO_PAGES = [...PRODUCTION_PAGES, '/replay', '/replay/:name', '/simulator'];

const send = (request: Request, response: Response, { type, body, gzip }: PageFile): void => {
  const zipped = request.acceptsEncodings('gzip') === 'gzip';
  response.setHeader('Content-Type', type);
  response.vary('Accept-Encoding');
  if (zipped) response.setHeader('Content-Encoding', 'gzip');
  response.end(zipped ? gzip : body);
};

/** Assets carry a hash of their content in their name. */
const FOREVER = 'public, max-age=31536000, immutable';

export const pageRoutes = (pages: 'demo' | 'production'): Router => {
  const files = readPageFiles();
  const shell = shellFor(files, pages);
  const router = Router({ caseSensitive: true });

  router.get(pages === 'demo' ? DEMO_PAGES : PRODUCTION_PAGES, (request, response) => {
    if (!shell) throw new Refusal('not-found', 'the console was not built: npm run build:console');
    send(request, response, shell);
  });

  router.get('/assets/:name', (request, response, next) => {
    const file = files.get(`assets/${request.params.name}`);
    if (!file) return next();
    response.setHeader('Cache-Control', FOREVER);
    send(request, response, file);
  });
  return router;
};
