import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintCommand } from '../../src/commands/lint.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-lint-'));
const NO_EHRS = { EHRS_FILE: 'none' };

afterAll(() => {
  rmSync(folder, { recursive: true });
});

afterEach(() => {
  process.exitCode = undefined;
});

const lint = async (args: readonly string[] = [], settings: Readonly<Record<string, string>> = {}) => {
  const { out } = await runCommand(lintCommand, args, { ...NO_EHRS, ...settings });
  return { out, exitCode: process.exitCode };
};

describe('vfcds lint', () => {
  it('finds the content good and says what is owed', async () => {
    const { out, exitCode } = await lint(['--today', '2026-11-24']);
    expect(exitCode).toBeUndefined();
    for (const what of ['thresholds', 'cards and sources', 'code lists', 'lexicon', 'configuration'])
      expect(out).toContain(`${what}: good`);
    expect(out).toMatch(/^ {2}notice {2}\d+ numbers to be signed off by a clinician$/m);
    expect(out).toMatch(/^ {2}notice {2}\d+ cards not signed off by a clinician$/m);
    expect(out).not.toContain('review was due');
  });

  it('counts what is owed in one line for each kind, unless it is asked for all', async () => {
    const [short, long] = [await lint(), await lint(['--notices'])];
    const notices = (out: string): readonly string[] => out.split('\n').filter((line) => line.startsWith('  notice  '));
    expect(notices(short.out).length).toBeLessThanOrEqual(6);
    const total = notices(short.out).reduce((sum, line) => sum + Number(/^ {2}notice {2}(\d+) /.exec(line)?.[1] ?? 1), 0);
    expect(notices(long.out)).toHaveLength(total);
    expect(long.out).toContain('  notice  symptomAcute: to be signed off by a clinician');
    expect(long.out).toContain('  notice  assess.yaml: not signed off by a clinician');
    expect([short.exitCode, long.exitCode]).toEqual([undefined, undefined]);
  });

  it('lists reviews that are past due, as a notice', async () => {
    const { out, exitCode } = await lint(['--today', '2031-01-01', '--notices']);
    expect(out).toMatch(/notice {2}assess\.yaml: review was due \d+ [A-Z][a-z]{2} 2027/);
    expect(exitCode).toBeUndefined();
  });

  it('tells every fault of a registry, with its line, and exits 1', async () => {
    const file = join(folder, 'ehrs.yaml');
    writeFileSync(file, 'ehrs:\n  - name: Bad Name\n    issuer: x\n');
    const { out, exitCode } = await lint(['--ehrs', file]);
    expect(out).toMatch(/configuration: \d+ to be put right/);
    expect(out).toMatch(/FAULT {3}.*ehrs\.yaml:2: /);
    expect(exitCode).toBe(1);
  });

  it('tells when the registry that is named does not exist', async () => {
    const { out, exitCode } = await lint(['--ehrs', join(folder, 'nowhere.yaml')]);
    expect(out).toContain('nowhere.yaml does not exist');
    expect(exitCode).toBe(1);
  });

  it("tells what is wrong with a site's own code lists", async () => {
    writeFileSync(join(folder, 'own.yaml'), 'concepts: nothing\n');
    const { out, exitCode } = await lint([], { CODES_DIR: folder });
    expect(out).toMatch(/code lists: \d+ to be put right/);
    expect(out).toContain('own.yaml');
    expect(exitCode).toBe(1);
  });

  it('tells what is wrong with a setting', async () => {
    const { out, exitCode } = await lint([], { PORT: 'many' });
    expect(out).toMatch(/FAULT {3}PORT: /);
    expect(exitCode).toBe(1);
  });
});
