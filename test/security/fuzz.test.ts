import { fuzz } from './fuzz.ts';

/** `npm run fuzz` sends 200,000. */
const REQUESTS = 10_000;

it(`answers ${REQUESTS} damaged requests without a failure, a hang or a leak`, async () => {
  const { requests, statuses } = await fuzz(REQUESTS);
  expect(requests).toBe(REQUESTS);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '404', '405', '412', '415']));
}, 600_000);
