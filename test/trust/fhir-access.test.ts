import { request } from 'undici';
import type { FhirServer } from '../../src/fhir/server.ts';
import { demoEntry } from '../../src/trust/demo-issuer.ts';
import type { TrustEvent } from '../../src/trust/events.ts';
import { openFhirAccess, type FhirAccess } from '../../src/trust/fhir-access.ts';
import { listen, sendJson, type Listener } from './listener.ts';

const BASE = 'https://fhir.good.example/R4';
const events: TrustEvent[] = [];
const opened: FhirAccess[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((access) => access.close()));
  events.splice(0);
});

const named = (
  fhirServer: string | null,
  fhirServers: readonly string[] = [BASE],
  profile: 'demo' | 'production' = 'production',
): FhirServer => {
  const access = openFhirAccess({ publicIsLoopback: true, profile, report: (event) => events.push(event) });
  opened.push(access);
  const ehr = { ...demoEntry(''), name: 'st-elsewhere', fhirServers, allowPrivateAddresses: true };
  return access.serverFor({ ehr, issuer: null }, { fhirServer, accessToken: 'the-token' });
};

describe('the FHIR server of a request', () => {
  it.each([
    ['the registered base', BASE, BASE],
    ['with a slash', `${BASE}/`, BASE],
    ['with the port that https has anyway, in capitals', 'HTTPS://FHIR.GOOD.EXAMPLE:443/R4', BASE],
    ['a tenant below it', `${BASE}/tenant-7`, `${BASE}/tenant-7`],
  ])('may be %s', (_, sent, base) => {
    expect(named(sent)).toMatchObject({ kind: 'server', base, accessToken: 'the-token' });
    expect(events).toEqual([]);
  });

  it('may be none', () => expect(named(null)).toEqual({ kind: 'none' }));

  it.each([
    'https://fhir.good.example.evil.example/R4',
    'https://good.evil/R4',
    'https://fhir.good.example@evil.example/R4',
    'https://fhir.good.example:R4@evil.example/',
    'https://user:word@fhir.good.example/R4',
    'https://fhir.good.example/R4evil',
    'https://fhir.good.example/R4/../admin',
    'https://fhir.good.example/R4/%2e%2e/admin',
    'https://fhir.good.example/R4/..%2fadmin',
    'https://fhir.good.example/R4/..;/admin',
    'https://fhir.good.example',
    'https://fhir.good.example/r4',
    'https://fhir.good.example:8443/R4',
    'http://fhir.good.example/R4',
    'https://fhir.good.example/R4#https://evil.example',
    'https://fhir.good.example/R4?redirect=https://evil.example',
    'https://evil.example/?https://fhir.good.example/R4',
    'https://evil.example#fhir.good.example/R4',
    'https://evil.example\\@fhir.good.example/R4',
    'https://fhir.good.example\u3002evil.example/R4',
    'https://2130706433/R4',
    'https://0x7f000001/R4',
    'https://127.1/R4',
    'https://[::ffff:127.0.0.1]/R4',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'gopher://fhir.good.example/R4',
    'no url',
  ])('is not registered: %s', (sent) => {
    expect(named(sent).kind).toBe('not-registered');
    expect(events).toEqual([{ kind: 'fhir-server', ehr: 'st-elsewhere', result: 'not-registered' }]);
  });

  it('is named without user and password where it is not registered', () => {
    expect(named('https://evil.example/R4/')).toEqual({ kind: 'not-registered', base: 'https://evil.example/R4' });
    expect(JSON.stringify(named('https://user:word@evil.example/R4'))).not.toContain('word');
  });

  it('that is not the simulator counts as absent in the demo profile', () => {
    const simulator = 'http://127.0.0.1:8080/simulator/fhir';
    expect(named(BASE, [simulator], 'demo')).toEqual({ kind: 'none' });
    expect(named(simulator, [simulator], 'demo').kind).toBe('server');
  });
});

describe('a read of that server', () => {
  let fhir: Listener;
  beforeAll(async () => {
    fhir = await listen((_, response) => sendJson(response, {}));
  });
  afterAll(() => fhir.close());

  const read = async (url: string, base: string): Promise<void> => {
    const server = named(base, [base]);
    if (server.kind !== 'server') throw new Error(server.kind);
    await (await request(url, { dispatcher: server.dispatcher })).body.dump();
  };

  it('is counted by the type that was asked for, and by no word of the request', async () => {
    for (const path of ['Patient/123', 'DiagnosticReport?patient=1', 'Binary/1', 'Secret-7/1', ''])
      await read(`${fhir.origin}/r4/${path}`, `${fhir.origin}/r4`);
    await read(`${fhir.origin}/Condition?x=1`, fhir.origin);
    expect(events.map((event) => event.kind === 'fhir-read' && event.resource)).toEqual([
      'Patient',
      'DiagnosticReport',
      'Binary',
      'other',
      'other',
      'Condition',
    ]);
  });

  it('goes to this base only, not to another of the same EHR', async () => {
    const server = named(`${fhir.origin}/r4`, [`${fhir.origin}/r4`, `${fhir.origin}/other`]);
    if (server.kind !== 'server') throw new Error(server.kind);
    await expect(request(`${fhir.origin}/other/Patient/1`, { dispatcher: server.dispatcher })).rejects.toThrow('path');
  });

  it('keeps one set of connections for all requests', () => {
    const access = openFhirAccess({ publicIsLoopback: true, profile: 'production', report: () => undefined });
    opened.push(access);
    const ehr = { ...demoEntry(''), fhirServers: [fhir.origin] };
    const [one, two] = ['a', 'b'].map((accessToken) => access.serverFor({ ehr, issuer: null }, { fhirServer: fhir.origin, accessToken }));
    expect(one).toMatchObject({ accessToken: 'a' });
    expect(two).toMatchObject({ accessToken: 'b' });
    expect(one?.kind === 'server' && two?.kind === 'server' && one.dispatcher === two.dispatcher).toBe(true);
  });
});
