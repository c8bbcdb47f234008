/** Sends damaged requests to the service in process for as long as is asked. usage: npm run fuzz -- [REQUESTS] [SEED] */
import { fuzz, type Fuzzed } from '../test/security/fuzz.ts';

const [requests = 200_000, given] = process.argv.slice(2).map(Number);
/** Each round is a property of its own, so that progress is seen and a failure is found again by its seed. */
const ROUND = 10_000;

const total: Record<string, number> = {};
const add = ({ statuses }: Fuzzed): void => {
  for (const [status, count] of Object.entries(statuses)) total[status] = (total[status] ?? 0) + count;
};

for (let sent = 0; sent < requests; sent += ROUND) {
  const seed = (given ?? Date.now()) + sent;
  add(await fuzz(Math.min(ROUND, requests - sent), seed));
  process.stdout.write(`${Math.min(sent + ROUND, requests)} requests answered (seed ${seed}): ${JSON.stringify(total)}\n`);
}
