/** A server on loopback that remembers who came: a key-set server, or one that nobody must ever reach. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listener {
  readonly origin: string;
  readonly port: number;
  /** `GET /path` of every request, in order. */
  readonly asked: readonly string[];
  /** Headers of every request, in order. */
  readonly headers: readonly IncomingMessage['headers'][];
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

export const listen = async (answer: RequestListener, host = '127.0.0.1'): Promise<Listener> => {
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    answer(request, response);
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    asked,
    headers,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export const sendJson = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};
