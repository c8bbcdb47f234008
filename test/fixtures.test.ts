/** Every case of `fixtures/` through the same path as a hook call: its claim is the test. */
import { adviseForReplay } from '../src/commands/advise-for-replay.ts';
import { fixtureNames, readFixture } from '../src/replay/fixture.ts';
import { runCase, type CaseRun } from '../src/replay/run-case.ts';

const fixtures = fixtureNames().map((name) => readFixture(name));
const adviseOn = adviseForReplay();
const run = async (name: string): Promise<CaseRun> => runCase(readFixture(name), adviseOn);

const cardsOf = ({ expected }: { readonly expected: unknown }): number =>
  (expected as { readonly cards?: readonly unknown[] }).cards?.length ?? 0;

describe('the fixtures', () => {
  it.each(fixtures.map(({ claim, name }) => [claim, name]))('%s', async (_claim, name) => {
    expect((await run(name)).differences).toEqual([]);
  });

  it('hold about as many silences as cards', () => {
    const silent = fixtures.filter((fixture) => cardsOf(fixture) === 0).length;
    expect(silent).toBeGreaterThanOrEqual(10);
    expect(fixtures.length - silent).toBeGreaterThanOrEqual(10);
  });

  it('are all invented: NHS numbers of the test range, EHRs under .example', () => {
    const texts = fixtures.map(({ request, server }) => JSON.stringify([request, server]));
    const numbers = texts.flatMap((text) =>
      [...text.matchAll(/"https:\/\/fhir\.nhs\.uk\/Id\/nhs-number","value":"(\d+)"/g)].map(([, number]) => number),
    );
    const hosts = texts.flatMap((text) => [...text.matchAll(/https?:\/\/([a-z0-9.-]+)/g)].map(([, host = '']) => host));
    const published = /(^|\.)(example|hl7\.org|nhs\.uk|loinc\.org|snomed\.info|unitsofmeasure\.org|who\.int|nlm\.nih\.gov)$/;
    expect(numbers.filter((number) => !number?.startsWith('999'))).toEqual([]);
    expect([...new Set(hosts)].filter((host) => !published.test(host))).toEqual([]);
  });

  it('show a difference in words when the outcome is another', async () => {
    const fixture = readFixture('no-fracture-in-any-report-is-silence');
    const { differences } = await runCase({ ...fixture, expected: { status: 200, cards: [], silences: {} } }, adviseOn);
    expect(differences).toContainEqual(expect.stringMatching(/^silences\.assess: expected nothing, got "no-fracture-reported"$/));
  });
});
