/** `/openapi.json` and `/schemas/<name>.json`: made once at start from the very schemas that check the wire. */
import { Router } from 'express';
import { openApiDocument, type DocumentedParts } from './openapi/document.ts';
import { publishedSchema, SCHEMA_NAMES } from './openapi/json-schemas.ts';
import { sendJson } from './send-json.ts';

export const documentRoutes = (parts: DocumentedParts): Router => {
  const router = Router({ caseSensitive: true });
  const document = openApiDocument(parts);
  router.get('/openapi.json', (_request, response) => sendJson(response, document));
  for (const name of SCHEMA_NAMES) {
    const schema = publishedSchema(name, parts.schemas[name], parts.publicUrl);
    router.get(`/schemas/${name}.json`, (_request, response) => sendJson(response, schema, 'application/schema+json'));
  }
  return router;
};
