/** JSON answers of the console's own addresses. */
import type { Response } from 'express';

export const sendJson = (response: Response, body: unknown, type = 'application/json'): void => {
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  response.end(JSON.stringify(body));
};
