/** The HTTP server below the application: listens with bounded patience, and stops without cutting an answer. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds. Idle connections outlive those of the usual load balancers (60 s), so that none is closed while a request is on its way. */
export const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
} as const;

/** Longest time that calls under way get when the service stops: less than the ten seconds after which containers are killed. */
const DRAIN_MS = 8_000;

/** Resolves to the port, also where 0 asked for a free one. @throws Error where the address is taken or not ours. */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });

/** How often connections are looked through that have had their answer and would be kept alive. */
const SWEEP_MS = 50;

/** No new connections; calls under way are answered, and those that take too long are cut. */
export const drain = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
