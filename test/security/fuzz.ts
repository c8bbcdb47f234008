/** Sends fuzzed requests to a service in process and says what must never happen: a failure of ours, a hang, a leak, a read elsewhere. */
import fc from 'fast-check';
import { Pool } from 'undici';
import { startService } from '../service.ts';
import { goodToken, signed } from '../trust/signing.ts';
import { fuzzedRequest, type FuzzedRequest } from './fuzzed-request.ts';
import { ISSUER, openHospital } from './hospital.ts';
import { SERVICES } from '../../src/hooks/services.ts';

/** Sent together over connections that are kept. */
const BATCH = 25;
/** Far beyond any deadline of the service, in milliseconds. */
const HANG_MS = 20_000;
/** What only bad requests get; 503 is for overload, and there is none here. */
const EXPECTED = [200, 204, 400, 401, 403, 404, 405, 412, 413, 415];
/** Of a program that tells too much: stack frames, library errors, and what JavaScript writes for a value that nobody meant to show. */
const INSIDES = /\bat [\w.<>]+ \(|node_modules|\/src\/|SQLITE|TypeError|ZodError|\[object Object\]/;

export interface Fuzzed {
  readonly requests: number;
  readonly statuses: Readonly<Record<number, number>>;
}

const TOKEN = 'opaque-token-of-the-fuzz';

/** @throws Error with the smallest batch that broke a promise, and the seed that finds it again. */
export const fuzz = async (requests: number, seed?: number): Promise<Fuzzed> => {
  const hospital = await openHospital();
  const entry = hospital.entry({ replay: 'off', fhirServers: [`${hospital.fhir.origin}/r4`, hospital.fhir.origin] });
  const service = await startService({
    ehrs: [entry],
    env: {
      HOOKS: 'patient-view,encounter-discharge,report-view,report-review,report-sign,imaging-result',
      RATE_PER_MINUTE: '100000000',
      TOKEN_CHECKS_PER_SECOND: '100000000',
      MAX_CONCURRENT: '100000',
      REQUEST_DEADLINE_MS: '1000',
      LOG_LEVEL: 'warn',
    },
  });
  const pool = new Pool(service.url, { connections: BATCH });
  const statuses: Record<number, number> = {};

  const paths = SERVICES.flatMap(({ id }) => [`/cds-services/${id}`, `/cds-services/${id}/feedback`]);
  const audience = paths.map((path) => service.url + path);
  const mint = (): string => signed(goodToken(hospital.rsaKey, { issuer: ISSUER, audience, now: new Date() }), hospital.rsaKey);
  const headers = { 'content-type': 'application/json', get authorization() { return `Bearer ${token}`; } }; // prettier-ignore
  let token = mint();

  const send = async ({ method, path, headers: sent, body }: FuzzedRequest): Promise<void> => {
    const answer = await pool.request({ method: method as 'POST', path, headers: { ...sent }, body, signal: AbortSignal.timeout(HANG_MS) });
    const text = await answer.body.text();
    statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1;
    if (!EXPECTED.includes(answer.statusCode)) throw new Error(`answered ${answer.statusCode} ${text.slice(0, 300)}`);
    if (answer.statusCode !== 200 && INSIDES.test(text)) throw new Error(`tells of its insides: ${text.slice(0, 300)}`);
    if (text.includes(TOKEN) || text.includes(token)) throw new Error('tells a token');
  };

  try {
    const property = fc.asyncProperty(fc.array(fuzzedRequest(headers), { minLength: BATCH, maxLength: BATCH }), async (batch) => {
      await Promise.all(batch.map(send));
    });
    const refresh = setInterval(() => (token = mint()), 60_000);
    await fc
      .assert(property, { numRuns: Math.ceil(requests / BATCH), ...(seed === undefined ? {} : { seed }) })
      .finally(() => clearInterval(refresh));
    const failures = service.logs.filter(({ event }) => event === 'internal-error' || event === 'failed' || event === 'records-down');
    if (failures.length > 0) throw new Error(`the log tells of failures: ${JSON.stringify(failures[0])}`);
    if (hospital.evil.connections() > 0) throw new Error('the evil server was reached');
    if ((await service.get('/readyz')).status !== 200) throw new Error('the service is not ready any more');
    return { requests: Object.values(statuses).reduce((sum, count) => sum + count, 0), statuses };
  } finally {
    await pool.destroy();
    await service.stop();
    await hospital.close();
  }
};
