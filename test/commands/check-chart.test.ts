/** The command itself: a file in, words or JSON out, the exit code says whether there is something to tell. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkChartCommand } from '../../src/commands/check-chart.ts';
import { completePrefetch, PATIENT_ID } from '../fhir/sample.ts';
import { runCommand, type Ran } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'check-chart-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

const body = (prefetch: Record<string, unknown>, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    hook: 'patient-view',
    hookInstance: 'b9a1f1f0-0000-4000-8000-000000000001',
    context: { userId: 'Practitioner/p', patientId: PATIENT_ID },
    prefetch,
    ...more,
  });

const run = (captured: string, ...args: readonly string[]): Promise<Ran> => {
  const file = join(folder, 'captured.json');
  writeFileSync(file, captured);
  return runCommand(checkChartCommand, [file, ...args], { EHRS_FILE: '' });
};

describe('vfcds check-chart', () => {
  it('has nothing to tell of a complete request', async () => {
    const { out, error } = await run(body(completePrefetch()));
    expect([process.exitCode, out, error]).toEqual([0, expect.stringContaining('Answer: 200'), null]);
  });

  it('exits 1 where there is something to tell, as JSON where that is asked for', async () => {
    const { out } = await run(body({}), '--json');
    expect([process.exitCode, (JSON.parse(out) as { missing: string[] }).missing]).toEqual([1, ['patient', 'reports']]);
  });

  it('judges a report hook by its own keys', async () => {
    const captured = body(completePrefetch(), {
      hook: 'io.github.vertebral-fracture-cds.imaging-result-available',
      context: { userId: 'Practitioner/p', patientId: PATIENT_ID, reportId: 'rep-1' },
    });
    expect((await run(captured)).out).toMatch(/^imaging-result.*\nAnswer: 200/);
  });

  it.each([
    ['a capture that was cut', '{"hook": "patient-', [], /not JSON, or the capture was cut/],
    ['a request that the service would refuse', body({}, { hookInstance: 'x', context: {} }), [], /hookInstance: .*context\.patientId: /],
    ['a preset that does not exist', body({}), ['--preset', 'emis'], /not one of epic, oracle, nhs/],
    ['an EHR that is not registered', body({}), ['--ehr', 'nobody'], /no EHR "nobody"/],
  ] as const)('%s is an input error that says so', async (_, captured, args, fault) => {
    const { out, error } = await run(captured, ...args);
    expect([out, error]).toEqual(['', expect.stringMatching(fault)]);
  });
});
