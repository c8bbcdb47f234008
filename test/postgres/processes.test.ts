import { describeProcesses } from '../records/processes-suite.ts';
import { startPostgres, type Postgres } from './start-postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.remove());

describe('processes and one PostgreSQL', () => {
  describeProcesses(async () => ({ databaseUrl: await postgres.newDatabase() }));
});
