import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig, SETTINGS, settingsTable, type Config } from '../src/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-config-'));
const registry = join(folder, 'ehrs.yaml');
writeFileSync(join(folder, 'jwks.json'), '{"keys":[]}');
writeFileSync(
  registry,
  'ehrs:\n  - name: north\n    issuer: https://north.example\n    keys: { jwksUrl: https://north.example/jwks.json }\n    audience: https://cds.example\n',
);
const empty = join(folder, 'empty.yaml');
writeFileSync(empty, 'ehrs: []\n');
afterAll(() => rmSync(folder, { recursive: true }));

type Env = Readonly<Record<string, string>>;

const demo = (env: Env = {}): Config => readConfig({ EHRS_FILE: 'none', ...env });
const production = (env: Env = {}): Config =>
  readConfig({ EHRS_FILE: registry, PUBLIC_URL: 'https://cds.example', HASH_KEY: 'k'.repeat(32), ...env });

const faults = (read: () => Config): readonly string[] => {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('the demo profile', () => {
  it('needs no setting at all', () => {
    expect(demo()).toMatchObject({
      profile: 'demo',
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:8080',
      publicIsLoopback: true,
      console: true,
      ehrs: [],
      hooks: ['patient-view', 'encounter-discharge', 'report-view', 'report-review', 'report-sign', 'imaging-result'],
      REQUEST_DEADLINE_MS: 2000,
      TIME_ZONE: 'Europe/London',
    });
  });

  it('has no limit of rate and concurrency', () => {
    expect(demo().RATE_PER_MINUTE).toBeUndefined();
    expect(demo().MAX_CONCURRENT).toBeUndefined();
  });

  it.each(['0.0.0.0', '::', '192.168.0.7', 'cds.example'])('never listens on %s', (host) => {
    expect(faults(() => demo({ HOST: host }))).toEqual([expect.stringMatching(/^HOST: .*ehrs\.yaml/)]);
  });

  it.each(['127.0.0.1', 'localhost', '::1'])('may listen on %s', (host) => expect(demo({ HOST: host }).host).toBe(host));

  it('is never what a registry file that is named and missing leads to', () => {
    expect(faults(() => readConfig({ EHRS_FILE: join(folder, 'ehr.yaml') }))).toEqual([expect.stringContaining('does not exist')]);
  });
});

describe('with a registry', () => {
  it('the service is closed in every way that is not opened', () => {
    expect(production()).toMatchObject({
      profile: 'production',
      host: '0.0.0.0',
      publicUrl: 'https://cds.example',
      publicIsLoopback: false,
      console: false,
      hooks: ['patient-view', 'encounter-discharge', 'imaging-result'],
      RATE_PER_MINUTE: 1200,
      MAX_CONCURRENT: 50,
      CORS_ORIGINS: [],
    });
    expect(production().ehrs.map(({ name }) => name)).toEqual(['north']);
  });

  it.each<[string, Env, RegExp]>([
    ['no public address', { PUBLIC_URL: '' }, /^PUBLIC_URL: set it/],
    ['an http address that is not loopback', { PUBLIC_URL: 'http://cds.example' }, /^PUBLIC_URL: must be https/],
    ['no key to hash with', { HASH_KEY: '' }, /^HASH_KEY: set it/],
    ['a key that is too short', { HASH_KEY: 'short' }, /^HASH_KEY: must have 32/],
    ['CORS for everybody', { CORS_ORIGINS: '*' }, /^CORS_ORIGINS.*wildcard/],
    ['CORS for an address instead of an origin', { CORS_ORIGINS: 'https://ehr.example/app' }, /^CORS_ORIGINS.*exact origins/],
    ['an empty registry', { EHRS_FILE: empty }, /empty/],
    ['the same refusals whatever NODE_ENV says', { NODE_ENV: 'development', PUBLIC_URL: 'http://cds.example' }, /^PUBLIC_URL/],
  ])('does not start with %s', (_, env, expected) => {
    expect(faults(() => production(env))).toEqual([expect.stringMatching(expected)]);
  });

  it('may be tried on this machine over http, with a hash key beside the database', () => {
    expect(production({ PUBLIC_URL: 'http://127.0.0.1:8080/', HASH_KEY: '' })).toMatchObject({
      publicUrl: 'http://127.0.0.1:8080',
      publicIsLoopback: true,
    });
  });

  it('tells every fault at once', () => {
    expect(faults(() => production({ PUBLIC_URL: 'http://cds.example', HASH_KEY: '', EHRS_FILE: empty }))).toHaveLength(3);
  });
});

describe('settings', () => {
  it.each<[string, string]>([
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'cds.example'],
    ['LOG_LEVEL', 'loud'],
    ['HOOKS', 'patient-view,order-sign'],
    ['DISCOVERY', 'closed'],
    ['BODY_LIMIT_MB', '0'],
    ['RATE_PER_MINUTE', '-1'],
    ['REQUEST_DEADLINE_MS', '10'],
    ['MAX_CARDS', '3'],
    ['TIME_ZONE', 'Middle/Earth'],
    ['CUSTOM_HOOK_DOMAIN', 'Vertebra'],
    ['CONSOLE', 'yes'],
    ['STATS_TOKEN', 'short'],
    ['METRICS_TOKEN', 'short'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(faults(() => demo({ [name]: value }))).toEqual([expect.stringMatching(new RegExp(`^${name}`))]);
  });

  it('that are empty count as not set', () =>
    expect(demo({ PORT: '', TIME_ZONE: '' })).toMatchObject({ PORT: 8080, TIME_ZONE: 'Europe/London' }));

  it('are read as lists, numbers and choices', () => {
    const env = {
      HOOKS: 'patient-view, report-sign',
      PORT: '0',
      CORS_ORIGINS: 'https://a.example,http://b.example:81',
      CONSOLE: 'off',
      RATE_PER_MINUTE: '7',
    };
    expect(demo(env)).toMatchObject({
      hooks: ['patient-view', 'report-sign'],
      PORT: 0,
      CORS_ORIGINS: ['https://a.example', 'http://b.example:81'],
      console: false,
      RATE_PER_MINUTE: 7,
    });
  });

  it('are all in the table that --help prints, and nothing else is', () => {
    const printed = settingsTable().split('\n');
    expect(printed).toHaveLength(SETTINGS.length);
    expect(SETTINGS.every(({ name }, index) => printed[index]?.trim().startsWith(name))).toBe(true);
    const known = [...Object.keys(demo()), 'HOST', 'PUBLIC_URL', 'EHRS_FILE', 'HOOKS', 'CONSOLE'].filter(
      (name) => name === name.toUpperCase(),
    );
    expect(SETTINGS.map(({ name }) => name)).toEqual(expect.arrayContaining(known));
  });
});
