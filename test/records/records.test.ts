import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { hashKeyFile, readOrMakeHashKey } from '../../src/records/hash-key.ts';
import { makeKeys } from '../../src/records/keys.ts';
import { openRecords } from '../../src/records/open-records.ts';
import { describeRecords } from './records-suite.ts';
import { decision, delivery, NOW, overridden, subject } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('records in a SQLite file', () => {
  describeRecords(() => ({ databaseFile: join(folder, 'suite', 'records.sqlite') }));

  it('are made on first use, for their owner only', async () => {
    const databaseFile = join(folder, 'a', 'new', 'folder', 'records.sqlite');
    const records = await openRecords({ databaseFile });
    await records.remember(decision());
    const files = readdirSync(join(folder, 'a', 'new', 'folder'));
    expect(files).toContain('records.sqlite-wal');
    for (const file of files) expect(statSync(join(folder, 'a', 'new', 'folder', file)).mode & 0o077).toBe(0);
    await records.close();
  });

  it('survive being closed and opened', async () => {
    const databaseFile = join(folder, 'reopened.sqlite');
    const first = await openRecords({ databaseFile });
    const [card] = await first.remember(decision({ deliveries: [delivery()] }));
    await first.close();
    const second = await openRecords({ databaseFile });
    expect((await second.recall(subject(), new Date(0))).deliveries).toEqual([card]);
    await second.close();
  });

  it('write what is still waiting when they are closed, and refuse what comes later', async () => {
    const records = await openRecords({ databaseFile: join(folder, 'closing.sqlite') });
    const waiting = records.remember(decision());
    await records.close();
    await expect(waiting).resolves.toEqual([]);
    await expect(records.remember(decision())).rejects.toThrow('closed');
    await expect(records.recall(subject(), NOW)).rejects.toThrow();
    expect(await records.ready()).toBe(false);
  });

  it('are made once, however many open a new file at the same moment', async () => {
    const databaseFile = join(folder, 'together.sqlite');
    const all = await Promise.all(Array.from({ length: 5 }, () => openRecords({ databaseFile })));
    const [card] = (await all[0]?.remember(decision({ deliveries: [delivery()] }))) ?? [];
    for (const records of all) expect((await records.recall(subject(), new Date(0))).deliveries).toEqual([card]);
    await Promise.all(all.map((records) => records.close()));
  });

  it('are not opened without a place', async () => {
    await expect(openRecords({})).rejects.toThrow('neither');
  });

  it('are not opened where the file is no database', async () => {
    await expect(openRecords({ databaseFile: folder })).rejects.toThrow();
  });
});

describe('a database that another process has locked', () => {
  it('fails within the patience of a hook without stopping the service, and comes back by itself', async () => {
    const databaseFile = join(folder, 'locked.sqlite');
    const records = await openRecords({ databaseFile });
    const other = new Libsql(databaseFile);
    other.exec('begin immediate');
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 10);
    await expect(records.remember(decision())).rejects.toThrow('locked');
    clearInterval(clock);
    expect(turns).toBeGreaterThan(10);
    expect(await records.recall(subject(), NOW)).toEqual({ deliveries: [], answers: [] });
    other.exec('rollback');
    other.close();
    expect(await records.answer({ name: 'st-elsewhere', tenant: null }, [overridden('unknown')], NOW)).toEqual([
      { result: 'unknown-card', rule: null },
    ]);
    await records.close();
  });
});

describe('privacy of the file', () => {
  const keys = makeKeys(readOrMakeHashKey(join(folder, 'private.sqlite')));
  const site = { ehr: 'st-elsewhere', tenant: null };
  const patientKey = keys.patient(site, 'patient-4711');
  const files = () => readdirSync(folder).filter((name) => name.startsWith('private.sqlite'));
  const holds = (text: string): boolean => files().some((name) => readFileSync(join(folder, name)).includes(text));

  it('holds no id of a patient, user, report or token, and nothing of a patient who was forgotten', async () => {
    const records = await openRecords({ databaseFile: join(folder, 'private.sqlite') });
    const userKey = keys.user(site, 'Practitioner/dr-finch');
    const shown = delivery({ userKey, fingerprint: keys.fingerprint(site, 'T12 fracture acute report-0815') });
    const who = subject({ patientKey, userKey });
    await records.remember(decision({ subject: who, reportKeys: [keys.report(site, 'report-0815')], deliveries: [shown] }));
    await records.useToken({ issuer: 'https://ehr.example', tenant: null, jti: 'token-jti-99', expires: new Date(Date.now() + 60_000) });
    expect(holds(patientKey)).toBe(true);
    for (const id of ['patient-4711', 'dr-finch', 'report-0815', 'T12 fracture', 'token-jti-99'])
      expect([id, holds(id)]).toEqual([id, false]);

    await records.forget('st-elsewhere', patientKey);
    expect(holds(patientKey)).toBe(false);
    await records.close();
  });

  it('keeps its key beside it, readable by the owner only', () => {
    const file = hashKeyFile(join(folder, 'private.sqlite'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim().length).toBeGreaterThanOrEqual(32);
  });
});
