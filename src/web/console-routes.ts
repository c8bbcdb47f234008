/** Every address of the console, by profile: what is not served here falls through to the service's 404. */
import { Router } from 'express';
import type { ConsoleParts } from './console-parts.ts';
import { demoRoutes } from './demo-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { registrationRoutes } from './registration-routes.ts';
import { simulatorRoutes } from './simulator/simulator-routes.ts';

export const consoleRoutes = (parts: ConsoleParts): Router => {
  const router = Router({ caseSensitive: true });
  router.use(documentRoutes(parts));
  if (parts.pages !== 'none') router.use(registrationRoutes(parts), pageRoutes(parts.pages));
  if (parts.demo) router.use(demoRoutes(parts, parts.demo), simulatorRoutes(parts, parts.demo));
  return router;
};
