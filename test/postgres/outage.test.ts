import { describeOutage } from '../outage-suite.ts';
import { startPostgres, type Postgres } from './start-postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.remove());

describe('a PostgreSQL that is stopped and started again', () => {
  describeOutage(async () => ({ env: { DATABASE_URL: await postgres.newDatabase() }, takeAway: postgres.stop, bringBack: postgres.start }));
});
