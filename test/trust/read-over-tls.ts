/** Reads one URL through a guarded dispatcher and prints what came of it: a process of its own, because Node takes further authorities at its start only. */
import { request } from 'undici';
import { openGuardedDispatcher } from '../../src/trust/guarded-dispatcher.ts';

const [url = '', loopback] = process.argv.slice(2);
const dispatcher = openGuardedDispatcher({
  base: url,
  addresses: { private: true, loopback: loopback === 'loopback' },
  maxBytes: 1000,
  report: () => undefined,
});
const outcome = await request(`${url}/Patient/1`, { dispatcher }).then(
  async ({ statusCode, body }) => `${statusCode} ${await body.text()}`,
  (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
);
process.stdout.write(outcome);
await dispatcher.destroy();
