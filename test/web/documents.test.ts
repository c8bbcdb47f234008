import { z } from 'zod';
import { fixtureNames, readFixture } from '../../src/replay/fixture.ts';
import { startService, type TestService } from '../service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const published = async (name: string): Promise<z.ZodType> => z.fromJSONSchema((await service.get(`/schemas/${name}.json`)).json);

/** What stands for a parameter of a path. */
const PARAMETERS: Readonly<Record<string, string>> = {
  id: 'vertebral-fracture-patient-view',
  type: 'Patient',
  name: 'a-child-is-out-of-scope',
};

describe('the OpenAPI document', () => {
  let document: OpenApi;
  beforeAll(async () => {
    document = (await service.get('/openapi.json')).json;
  });

  it('is OpenAPI 3.1 with operations that have names of their own', () => {
    expect(document.openapi).toBe('3.1.0');
    const names = Object.values(document.paths).flatMap((path) => [path.get, path.post].flatMap((one) => one?.operationId ?? []));
    expect(names.length).toBeGreaterThan(20);
    expect(new Set(names).size).toBe(names.length);
  });

  it('points only to schemas that it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });

  it('describes only addresses that are there', async () => {
    const missing: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of ['get', 'post'].filter((name) => name in methods)) {
        const address = path
          .replace('/schemas/{name}', '/schemas/request')
          .replace('/registrations/{name}', '/registrations/epic')
          .replace(/\{(\w+)\}/g, (_, name: string) => PARAMETERS[name] ?? name);
        const { status } = await (method === 'get' ? service.get(address) : service.post(address, {}));
        if (status === 404 && !path.startsWith('/simulator/fhir/') && path !== '/stats') missing.push(`${method} ${path}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('names no address of the demo once an EHR is registered', async () => {
    const registered = await startService({
      ehrs: [{ name: 'one', issuer: 'https://one.example', keys: { jwksUrl: 'https://one.example/jwks' }, audience: '{url}' }],
    });
    const { paths }: OpenApi = (await registered.get('/openapi.json')).json;
    await registered.stop();
    expect(Object.keys(paths).filter((path) => /fixtures|explain|read$|simulator|registrations/.test(path))).toEqual([]);
    expect(Object.keys(paths)).toContain('/cds-services/{id}');
  });
});

describe('the JSON Schemas', () => {
  it('take the request of every fixture', async () => {
    const schema = await published('request');
    const refused = fixtureNames().filter((name) => !schema.safeParse(readFixture(name).request).success);
    expect(refused).toEqual([]);
  });

  it('take what the service answers', async () => {
    const { service: id, request }: { service: string; request: unknown } = (
      await service.get('/fixtures/a-fracture-reported-this-year-is-very-high-risk')
    ).json;
    const answer = await service.post(`/cds-services/${id}`, request);
    expect((answer.json as { cards: unknown[] }).cards).toHaveLength(1);
    expect((await published('response')).safeParse(answer.json).error).toBeUndefined();
  });

  it.each([
    ['request', { hook: 'patient-view', hookInstance: '77777777-7777-4771-aaa6-6d2c7ddf743f' }],
    ['request', { hook: 'patient-view', hookInstance: 'x', context: { patientId: 'a/b' } }],
    ['response', { cards: [{ summary: 'x' }] }],
    ['feedback', { feedback: [] }],
    ['feedback', { feedback: [{ card: '77777777-7777-4771-aaa6-6d2c7ddf743f', outcome: 'ignored' }] }],
  ])('refuse a %s that is none: %j', async (name, body) => {
    expect((await published(name)).safeParse(body).success).toBe(false);
  });
});
