import { startService, type TestService } from '../service.ts';

const TOKEN = 'a-token-for-statistics';
const BEARER = { authorization: `Bearer ${TOKEN}` };

const EHR = {
  name: 'st-elsewhere',
  issuer: 'https://ehr.st-elsewhere.example',
  keys: { jwksUrl: 'https://ehr.st-elsewhere.example/jwks.json' },
  audience: '{url}',
  dialect: 'epic',
  fhirServers: ['https://fhir.st-elsewhere.example/R4'],
  off: ['VFSymptoms'],
  orderCodes: { dxa: { system: 'urn:example:orders', code: '123', display: 'DXA hip and spine' } },
  links: [{ label: 'Local FLS form', url: 'https://intranet.st-elsewhere.example/fls', on: ['VFAssess'] }],
};

const DEMO_ONLY = [
  ['GET', '/replay'],
  ['GET', '/simulator'],
  ['GET', '/fixtures'],
  ['GET', '/fixtures/a-child-is-out-of-scope'],
  ['GET', '/simulator/ehr'],
  ['GET', '/simulator/jwks.json'],
  ['GET', '/simulator/stats'],
  ['GET', '/simulator/fhir/metadata'],
  ['POST', '/read'],
  ['POST', '/explain/vertebral-fracture-patient-view'],
  ['POST', '/simulator/token'],
  ['POST', '/simulator/forget'],
] as const;

const PAGES = ['/', '/register', '/register/epic', '/statistics'];
const ALWAYS = ['/openapi.json', '/schemas/request.json', '/schemas/response.json', '/schemas/feedback.json'];

const statusOf = async (service: TestService, method: string, path: string): Promise<number> =>
  (await (method === 'GET' ? service.get(path) : service.post(path, {}))).status;

describe('in the demo profile', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it.each(DEMO_ONLY)('%s %s is there', async (method, path) => {
    expect([200, 400]).toContain(await statusOf(service, method, path));
  });

  it.each([...PAGES, ...ALWAYS, '/registrations', '/registrations/nhs'])('%s is open', async (path) => {
    expect((await service.get(path)).status).toBe(200);
  });

  it('serves the page under a policy that allows no inline script, and its assets for good', async () => {
    const page = await service.get('/replay/a-child-is-out-of-scope');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.text).not.toMatch(/<script(?![^>]*src=)|<style|style=|\son\w+=/);
    const [asset = ''] = /\/assets\/[^"]+\.js/.exec(page.text) ?? [];
    const script = await service.get(asset);
    expect([script.status, script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
  });

  it.each([
    '/assets/../../package.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/assets/none.js',
    '/fixtures/..%2f..%2fpackage.json',
    '/registrations/none',
  ])('has nothing at %s', async (path) => {
    expect((await service.get(path)).status).toBe(404);
  });

  it('lists the fixtures by what they prove, with dates that say today what they said then', async () => {
    const list: readonly { name: string; claim: string }[] = (await service.get('/fixtures')).json;
    expect(list.length).toBeGreaterThan(20);
    const name = 'a-fracture-reported-this-year-is-very-high-risk';
    const { request }: { request: { prefetch: unknown } } = (await service.get(`/fixtures/${name}`)).json;
    const dates = [...JSON.stringify(request).matchAll(/"effectiveDateTime":"(\d{4}-\d\d-\d\d)"/g)].map(([, day = '']) => day);
    const aYearAgo = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10);
    expect(dates.length).toBeGreaterThan(0);
    expect(dates.every((day) => day > aYearAgo)).toBe(true);
  });

  it('explains an answer in every dialect, and remembers nothing of it', async () => {
    const { service: id, request }: { service: string; request: unknown } = (
      await service.get('/fixtures/a-fracture-reported-this-year-is-very-high-risk')
    ).json;
    const explained: { explanation: { cards: unknown[]; shown: unknown[] }; wire: Record<string, { cards: { suggestions?: unknown }[] }> } =
      (await service.post(`/explain/${id}`, request)).json;
    expect(explained.explanation.shown).toHaveLength(10);
    expect(explained.wire.standard?.cards).toHaveLength(1);
    expect(explained.wire.standard?.cards[0]?.suggestions).toBeDefined();
    expect(explained.wire.oracle?.cards[0]?.suggestions).toBeUndefined();
    const { requests }: { requests: { total: number } } = (await service.get('/simulator/stats')).json;
    expect(requests.total).toBe(0);
  });

  it('reads a text and says which lexicon entries decided', async () => {
    const {
      reading,
      entries,
    }: { reading: { verdict: string; statements: { cues: { entry: string }[] }[] }; entries: Record<string, unknown> } = (
      await service.post('/read', { text: 'There is a fracture of T12.' })
    ).json;
    expect(reading.verdict).toBe('fracture');
    expect(Object.keys(entries)).toEqual(expect.arrayContaining(reading.statements.flatMap(({ cues }) => cues.map(({ entry }) => entry))));
  });

  it.each([
    ['/read', { text: 5 }],
    ['/read', []],
    ['/simulator/token', { path: '/elsewhere', kind: 'good', dialect: 'standard' }],
    ['/simulator/token', { path: '/cds-services', kind: 'perfect', dialect: 'standard' }],
    ['/simulator/forget', { patientId: '../..' }],
    ['/explain/vertebral-fracture-patient-view', { hook: 'patient-view' }],
  ])('%s refuses %j with every fault', async (path, body) => {
    const answer = await service.post(path, body);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('keeps what was pasted out of the log', async () => {
    await service.post('/read', { text: 'Fracture of Zebrapatient' });
    await service.post('/explain/vertebral-fracture-patient-view', { hook: 'Zebrapatient' });
    expect(JSON.stringify(service.logs)).not.toContain('Zebrapatient');
  });
});

describe('with an EHR registered', () => {
  describe.each([
    ['the console off', {}],
    ['the console on, but no token set', { CONSOLE: 'on' }],
  ])('and %s', (_claim, env) => {
    let service: TestService;
    beforeAll(async () => {
      service = await startService({ ehrs: [EHR], env });
    });
    afterAll(() => service.stop());

    it('nothing of the console answers', async () => {
      const paths = [...DEMO_ONLY, ...[...PAGES, '/registrations', '/registrations/epic'].map((path) => ['GET', path] as const)];
      const statuses = await Promise.all(paths.map(([method, path]) => statusOf(service, method, path)));
      expect(statuses).toEqual(paths.map(() => 404));
    });

    it('the interface is still described', async () => {
      expect(await Promise.all(ALWAYS.map((path) => statusOf(service, 'GET', path)))).toEqual(ALWAYS.map(() => 200));
    });
  });

  describe('and the console on with its token', () => {
    let service: TestService;
    beforeAll(async () => {
      service = await startService({ ehrs: [EHR], env: { CONSOLE: 'on', STATS_TOKEN: TOKEN } });
    });
    afterAll(() => service.stop());

    it.each(DEMO_ONLY)('%s %s is not there', async (method, path) => {
      expect(await statusOf(service, method, path)).toBe(404);
    });

    it('serves Register and Statistics, whose figures need the token', async () => {
      expect(await Promise.all(PAGES.map((path) => statusOf(service, 'GET', path)))).toEqual(PAGES.map(() => 200));
      for (const path of ['/registrations', '/registrations/st-elsewhere', '/stats']) {
        expect([path, (await service.get(path)).status, (await service.get(path, { authorization: 'Bearer other' })).status]).toEqual([
          path,
          401,
          401,
        ]);
        expect([path, (await service.get(path, BEARER)).status]).toEqual([path, 200]);
      }
    });

    it('tells the page that it is not the demo', async () => {
      expect((await service.get('/')).text).toContain('data-pages="production"');
    });

    it('prints what this EHR is registered with', async () => {
      const registration = (await service.get('/registrations/st-elsewhere', BEARER)).json;
      expect(registration).toMatchObject({
        kind: 'entry',
        dialect: 'epic',
        fhirServers: EHR.fhirServers,
        token: { issuer: EHR.issuer, keys: EHR.keys.jwksUrl, algorithms: ['ES384', 'RS384'], audience: null },
        orderCodes: expect.arrayContaining([{ order: 'dxa', code: EHR.orderCodes.dxa }]),
        links: expect.arrayContaining([{ label: 'Local FLS form', url: EHR.links[0]?.url, topics: ['VFAssess'] }]),
        topics: expect.arrayContaining([expect.objectContaining({ topic: expect.objectContaining({ code: 'VFSymptoms' }), off: true })]),
      });
    });
  });
});
