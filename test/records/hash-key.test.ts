import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashKeyFile, readOrMakeHashKey } from '../../src/records/hash-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-key-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the hash key beside the database', () => {
  it('is made once, for its owner only, and leaves no other file behind', () => {
    const database = join(folder, 'data', 'records.sqlite');
    const key = readOrMakeHashKey(database);
    expect(key.length).toBeGreaterThanOrEqual(32);
    expect(readOrMakeHashKey(database)).toBe(key);
    expect(statSync(hashKeyFile(database)).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'data'))).toEqual(['records.sqlite.hash-key']);
  });

  it('differs from database to database', () => {
    expect(readOrMakeHashKey(join(folder, 'one.sqlite'))).not.toBe(readOrMakeHashKey(join(folder, 'two.sqlite')));
  });

  it('is refused when somebody emptied or shortened it', () => {
    const database = join(folder, 'short.sqlite');
    writeFileSync(hashKeyFile(database), 'too short\n');
    expect(() => readOrMakeHashKey(database)).toThrow('shorter than 32');
  });
});
