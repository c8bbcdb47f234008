import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeProcesses } from './processes-suite.ts';
import { anyUuid } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('processes and one SQLite file', () => {
  describeProcesses(async () => ({ databaseFile: join(folder, `${anyUuid()}.sqlite`) }));
});
