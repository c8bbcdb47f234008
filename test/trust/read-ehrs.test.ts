import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { templateFaults } from '../../src/fhir/prefetch-templates.ts';
import { readEhrs, type Registry } from '../../src/trust/read-ehrs.ts';
import { makeKey } from './signing.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-registry-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = makeKey('one');
writeFileSync(join(folder, 'good.json'), JSON.stringify({ keys: [key.jwk] }));
writeFileSync(join(folder, 'private.json'), JSON.stringify({ keys: [{ ...key.privateKey.export({ format: 'jwk' }), kid: 'one' }] }));

const read = (text: string, publicIsLoopback = false): Registry =>
  readEhrs(text, { file: 'ehrs.yaml', folder, publicIsLoopback, prefetchFaults: templateFaults });

const ENTRY = {
  name: 'st-elsewhere',
  issuer: 'https://ehr.st-elsewhere.example',
  keys: { jwksUrl: 'https://ehr.st-elsewhere.example/jwks.json' },
  audience: 'https://cds.example.org',
};
const readEntry = (over: object, publicIsLoopback = false): Registry =>
  read(stringify({ ehrs: [{ ...ENTRY, ...over }] }), publicIsLoopback);

describe('the registry of trusted EHRs', () => {
  it('is what ehrs.example.yaml shows, from the least to everything', () => {
    const { entries, faults } = read(readFileSync('ehrs.example.yaml', 'utf8'));
    expect(faults).toEqual([]);
    const [least, everything] = entries;
    expect(least).toMatchObject({
      algorithms: ['ES384', 'RS384'],
      replay: 'enforce',
      dialect: 'standard',
      mode: 'live',
      off: [],
      fhirServers: [],
      allowPrivateAddresses: false,
      tenant: null,
    });
    expect(Object.keys(everything ?? {}).sort()).toEqual(Object.keys(least ?? {}).sort());
    for (const value of Object.values(everything?.orderCodes ?? {})) expect(value).toHaveProperty('display');
  });

  it('takes bases with and without a slash at the end for the same', () => {
    const [entry] = readEntry({ audience: 'https://cds.example.org/', fhirServers: ['https://fhir.example.org/R4/'] }).entries;
    expect(entry).toMatchObject({ audience: 'https://cds.example.org', fhirServers: ['https://fhir.example.org/R4'] });
  });

  it('finds key-set files beside itself', () => {
    expect(readEntry({ keys: { file: 'good.json' } }).entries[0]?.keys).toEqual({ file: join(folder, 'good.json') });
  });

  it('tells every fault at once, each with its line', () => {
    const { entries, faults } = read(
      `ehrs:
  - name: St Elsewhere
    issuer: https://a.example
    keys: { jwksUrl: https://a.example/jwks.json }
    audience: https://cds.example.org
    algorithms: [HS256]
    colour: red
  - name: second
    issuer: https://sandbox.cds-hooks.org
    keys: { file: private.json }
    audience: https://cds.example.org
    fhirServers:
      - https://fhir.example.org/R4
      - http://fhir.example.org/R4
    prefetch:
      reports: DiagnosticReport?patient={{context.patientId}}
      allergies: AllergyIntolerance?patient={{context.patientId}}
`,
    );
    expect(entries).toEqual([]);
    expect(faults.map((fault) => fault.split(':').slice(0, 3).join(':'))).toEqual([
      'ehrs.yaml:2: ehrs.0.name',
      'ehrs.yaml:6: ehrs.0.algorithms.0',
      'ehrs.yaml:7: ehrs.0.colour',
      'ehrs.yaml:9: ehrs.1.issuer',
      'ehrs.yaml:10: ehrs.1.keys.file',
      'ehrs.yaml:14: ehrs.1.fhirServers.1',
      'ehrs.yaml:17: ehrs.1.prefetch.allergies',
    ]);
  });

  it.each([
    ['the empty registry', 'ehrs: []', 'the registry is empty'],
    ['an empty file', '', 'must be { ehrs: [...] }'],
    ['a file of something else', 'servers: []', 'ehrs'],
    ['a key twice', 'ehrs: []\nehrs: []', 'ehrs.yaml:2: Map keys must be unique'],
    ['broken YAML', 'ehrs: [', 'ehrs.yaml:1'],
  ])('refuses %s', (_, text, message) => {
    expect(read(text).faults.join('\n')).toContain(message);
  });

  it.each([
    ['HMAC', { algorithms: ['HS384'] }, 'HMAC and none are never accepted'],
    ['no signature', { algorithms: ['none'] }, 'HMAC and none are never accepted'],
    ["the public sandbox's issuer", { issuer: 'https://sandbox.cds-hooks.org' }, 'private key of https://sandbox.cds-hooks.org is public'],
    ['an http base', { fhirServers: ['http://fhir.example.org/R4'] }, 'must be https'],
    ['an http key set', { keys: { jwksUrl: 'http://ehr.example.org/jwks.json' } }, 'must be https'],
    ['a base with a user', { fhirServers: ['https://user@fhir.example.org/R4'] }, 'plain base URL'],
    ['a base with a query', { fhirServers: ['https://fhir.example.org/R4?tenant=1'] }, 'plain base URL'],
    ['a base that leads out of itself', { fhirServers: ['https://fhir.example.org/R4/..%2f'] }, 'plain base URL'],
    ['a private address that may not be read', { fhirServers: ['https://10.1.2.3/R4'] }, 'will never be read'],
    ['loopback for a public service', { fhirServers: ['https://127.0.0.1/R4'], allowPrivateAddresses: true }, 'will never be read'],
    ['localhost for a public service', { fhirServers: ['https://localhost/R4'], allowPrivateAddresses: true }, 'will never be read'],
    ['a metadata address', { fhirServers: ['https://169.254.169.254/R4'], allowPrivateAddresses: true }, 'will never be read'],
    ['an audience with a query', { audience: 'https://cds.example.org/?a' }, 'plain base URL'],
    ['a key-set file that is not there', { keys: { file: 'none.json' } }, 'the key-set file none.json cannot be read'],
    ['a key-set file with a private key', { keys: { file: 'private.json' } }, 'holds a private key'],
    [
      'both kinds of keys',
      { keys: { file: 'good.json', jwksUrl: 'https://ehr.example.org/jwks.json' } },
      'must be { jwksUrl: ... } or { file: ... }',
    ],
    ['a link that is no web page', { links: [{ label: 'x', url: 'javascript:alert(1)', on: [] }] }, 'links.0.url'],
    ['a topic that is none', { off: ['assess'] }, 'must be a topic code'],
    [
      'a token that is not of the context',
      { prefetch: { conditions: 'Condition?patient={{userPatientId}}' } },
      'tokens must be root context fields',
    ],
  ])('refuses %s', (_, over, message) => {
    const { entries, faults } = readEntry(over);
    expect(faults.join('\n')).toContain(message);
    expect(entries).toEqual([]);
  });

  it('lets a service on loopback read EHRs on loopback over http, where the entry says so', () => {
    const local = { fhirServers: ['http://127.0.0.1:8080/fhir'], keys: { jwksUrl: 'http://localhost:8080/jwks.json' } };
    expect(readEntry({ ...local, allowPrivateAddresses: true }, true).faults).toEqual([]);
    expect(readEntry(local, true).faults).toHaveLength(4);
    expect(readEntry({ ...local, allowPrivateAddresses: true }, false).faults).toHaveLength(4);
  });

  it('has one entry for each name, and for each issuer and tenant', () => {
    const two = (over: object): readonly string[] => read(stringify({ ehrs: [ENTRY, { ...ENTRY, ...over }] })).faults;
    expect(two({})).toHaveLength(2);
    expect(two({ name: 'other' }).join()).toContain('give each site its tenant');
    expect(two({ name: 'other', tenant: 'other' })).toEqual([]);
    expect(two({ issuer: 'https://other.example' }).join()).toContain('is taken by another entry');
  });
});
