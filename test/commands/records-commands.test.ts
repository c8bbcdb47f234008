import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetCommand } from '../../src/commands/forget.ts';
import { statsCommand } from '../../src/commands/stats.ts';
import { makeKeys } from '../../src/records/keys.ts';
import { openRecords } from '../../src/records/open-records.ts';
import { readOrMakeHashKey } from '../../src/records/hash-key.ts';
import { makeKey } from '../trust/signing.ts';
import { accepted, decision, delivery } from '../records/sample.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HASH_KEY = 'a key of thirty-two characters or more';
const ehrs = join(folder, 'ehrs.yaml');
const entry = (name: string, tenant: string) =>
  `  - { name: ${name}, issuer: https://ehr.example, tenant: ${tenant}, keys: { file: ${name}.json }, audience: https://cds.example }\n`;
for (const name of ['north', 'south']) writeFileSync(join(folder, `${name}.json`), JSON.stringify({ keys: [makeKey(name).jwk] }));
writeFileSync(ehrs, `ehrs:\n${entry('north', 'n')}${entry('south', 's')}`);

/** A database in which one card of a patient was shown at both sites and accepted at the first. */
const settingsOf = async (name: string, over: Readonly<Record<string, string>> = {}) => {
  const file = join(folder, `${name}.sqlite`);
  const records = await openRecords({ databaseFile: file });
  for (const site of [
    { ehr: 'north', tenant: 'n' },
    { ehr: 'south', tenant: 's' },
  ]) {
    const patientKey = makeKeys(HASH_KEY).patient(site, 'patient-1');
    const card = delivery({ at: new Date(), suggestions: { fls: 'suggestion-1' } });
    await records.remember(decision({ at: new Date(), subject: { ...site, patientKey, userKey: 'user-key-1' }, deliveries: [card] }));
    if (site.ehr === 'north')
      await records.answer({ name: site.ehr, tenant: site.tenant }, [accepted(card.cardUuid, ['suggestion-1'])], new Date());
  }
  await records.close();
  return { DATABASE_FILE: file, EHRS_FILE: ehrs, PUBLIC_URL: 'https://cds.example', HASH_KEY, ...over };
};

describe('vfcds stats', () => {
  it('prints a table, and with --json the figures themselves', async () => {
    const settings = await settingsOf('stats');
    const table = await runCommand(statsCommand, [], settings);
    expect(table).toMatchObject({ talk: '', error: null });
    expect(table.out).toMatch(/Hook requests +2\n/);
    const { out } = await runCommand(statsCommand, ['--json'], settings);
    expect(JSON.parse(out)).toMatchObject({
      requests: { total: 2, byEhr: { north: 1, south: 1 } },
      answers: { accepted: 1, acceptance: 1, responseRate: 0.5 },
    });
  });

  it('makes no database where there is none', async () => {
    const file = join(folder, 'nowhere.sqlite');
    const { error } = await runCommand(statsCommand, [], { DATABASE_FILE: file });
    expect(error).toContain('there is no database');
    expect(existsSync(file)).toBe(false);
  });
});

describe('vfcds forget', () => {
  const asked = (ehr: string, patient = 'patient-1') => ['--ehr', ehr, '--patient', patient];

  it('removes one patient of one EHR, and finds nothing the second time', async () => {
    const settings = await settingsOf('forget');
    expect(await runCommand(forgetCommand, asked('north'), settings)).toEqual({ out: 'rows removed: 3\n', talk: '', error: null });
    const again = await runCommand(forgetCommand, asked('north'), settings);
    expect(again.out).toBe('rows removed: 0\n');
    expect(again.talk).toContain('nothing was held');
    expect((await runCommand(forgetCommand, asked('south'), settings)).out).toBe('rows removed: 2\n');
  });

  it.each([
    ['an EHR that is not registered', asked('west'), {}, '"west" is not one of north, south'],
    ['something that is no id', asked('north', 'Patient/1'), {}, 'without "Patient/"'],
    ['a key that nobody gave', asked('north'), { HASH_KEY: '', PUBLIC_URL: 'http://127.0.0.1:8080' }, 'HASH_KEY'],
  ])('does nothing about %s', async (what, args, over, fault) => {
    const settings = await settingsOf(what.replaceAll(' ', '-'), over);
    const { out, error } = await runCommand(forgetCommand, args, settings);
    expect([out, error]).toEqual(['', expect.stringContaining(fault)]);
  });

  it('takes the key beside the database where none is set, as the service does', async () => {
    const settings = await settingsOf('beside', { HASH_KEY: '', PUBLIC_URL: 'http://127.0.0.1:8080' });
    const key = readOrMakeHashKey(settings.DATABASE_FILE);
    const records = await openRecords({ databaseFile: settings.DATABASE_FILE });
    const patientKey = makeKeys(key).patient({ ehr: 'north', tenant: 'n' }, 'patient-2');
    await records.remember(decision({ subject: { ehr: 'north', tenant: 'n', patientKey, userKey: null } }));
    await records.close();
    expect((await runCommand(forgetCommand, asked('north', 'patient-2'), settings)).out).toBe('rows removed: 1\n');
  });
});
