/** What an integration analyst types in, for each EHR: behind the token in production. */
import { Router } from 'express';
import { Refusal } from '../refusals.ts';
import type { ConsoleParts } from './console-parts.ts';
import { registrationInMarkdown } from './registration/markdown.ts';
import { sendJson } from './send-json.ts';

export const registrationRoutes = ({ registrations, requireToken }: Pick<ConsoleParts, 'registrations' | 'requireToken'>): Router => {
  const router = Router({ caseSensitive: true });
  const guard = requireToken ? [requireToken] : [];

  router.get('/registrations', ...guard, (_request, response) => {
    sendJson(
      response,
      registrations.map(({ name, kind, dialect }) => ({ name, kind, dialect })),
    );
  });

  router.get('/registrations/:name', ...guard, (request, response) => {
    const name = String(request.params.name);
    const registration = registrations.find((one) => one.name === name);
    if (!registration) throw new Refusal('not-found', `there is no EHR or preset of this name; GET /registrations lists them`);
    if (request.query.format !== 'md') return sendJson(response, registration);
    response.setHeader('Content-Type', 'text/markdown; charset=utf-8');
    response.end(registrationInMarkdown(registration));
  });
  return router;
};
