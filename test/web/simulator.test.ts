import { startService, type TestService } from '../service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const FIXTURE = 'a-fracture-reported-this-year-is-very-high-risk';
const PATH = '/cds-services/vertebral-fracture-patient-view';

type Json = Record<string, unknown>;

const fixtureRequest = async (): Promise<Json & { context: { patientId: string }; prefetch: Json }> =>
  ((await service.get(`/fixtures/${FIXTURE}`)).json as { request: never }).request;

const mint = async (wish: Json = {}): Promise<string> => {
  const { token }: { token: string } = (await service.post('/simulator/token', { path: PATH, kind: 'good', dialect: 'standard', ...wish }))
    .json;
  return `Bearer ${token}`;
};

const call = (body: unknown, authorization: string) => service.post(PATH, body, { authorization });

describe('the simulated FHIR server', () => {
  it('answers every template of discovery for a patient of the fixtures', async () => {
    const { services }: { services: readonly { prefetch: Record<string, string> }[] } = (await service.get('/cds-services')).json;
    const { context, prefetch } = await fixtureRequest();
    const found: Record<string, number | string> = {};
    for (const [key, template] of Object.entries(services[0]?.prefetch ?? {})) {
      const query = template.replaceAll('{{context.patientId}}', context.patientId).replaceAll('|', '%7C');
      const { json } = await service.get(`/simulator/fhir/${query}`);
      found[key] = (json as { total?: number }).total ?? (json as { resourceType: string }).resourceType;
    }
    expect(found).toMatchObject({ patient: 'Patient', reports: 1, conditions: 0, observations: 0 });
    expect(Object.keys(found).sort()).toEqual(Object.keys(prefetch).sort());
  });

  it('answers a form as the reference sandbox posts it, from any origin', async () => {
    const { context } = await fixtureRequest();
    const answer = await service.send('POST', '/simulator/fhir/DiagnosticReport/_search', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json+fhir', origin: 'http://localhost:3000' },
      body: new URLSearchParams({ patient: context.patientId, _count: '50' }).toString(),
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.json).toMatchObject({ resourceType: 'Bundle', total: 1 });
  });

  it.each(['/simulator/fhir/Patient/nobody', '/simulator/fhir/a/b/c'])('says in FHIR that there is nothing at %s', async (path) => {
    const answer = await service.get(path);
    expect([answer.status, (answer.json as { resourceType: string }).resourceType]).toEqual([404, 'OperationOutcome']);
  });

  it('fails for a token that asks it to', async () => {
    const { accessTokens }: { accessTokens: Record<string, string> } = (await service.get('/simulator/ehr')).json;
    expect((await service.get('/simulator/fhir/metadata', { authorization: `Bearer ${accessTokens.failing}` })).status).toBe(503);
    expect((await service.get('/simulator/fhir/metadata', { authorization: `Bearer ${accessTokens.on}` })).status).toBe(200);
  });
});

describe('an EHR that honours less', () => {
  const withServer = async (behaviour: string, prefetch: Json): Promise<Json> => {
    const { fhirServer, accessTokens }: { fhirServer: string; accessTokens: Record<string, string> } = (await service.get('/simulator/ehr'))
      .json;
    return { ...(await fixtureRequest()), fhirServer, fhirAuthorization: { access_token: accessTokens[behaviour] }, prefetch };
  };

  it('is read from where it sent nothing', async () => {
    const { prefetch } = await fixtureRequest();
    const answer = await call(await withServer('on', { patient: prefetch.patient }), await mint());
    expect(answer.status).toBe(200);
    expect((answer.json as { cards: unknown[] }).cards).toHaveLength(1);
  });

  it.each(['failing', 'slow'])('is refused with 412 where its FHIR server is %s', async (behaviour) => {
    const answer = await call(await withServer(behaviour, {}), await mint());
    expect([answer.status, (answer.json as { resourceType: string }).resourceType]).toEqual([412, 'OperationOutcome']);
  });

  it('says what was not checked where an optional key is absent', async () => {
    const request = await fixtureRequest();
    const prefetch = Object.fromEntries(Object.entries(request.prefetch).filter(([key]) => key !== 'medications'));
    const answer = await call({ ...request, prefetch }, await mint());
    expect(answer.text).toContain('"unknown":["medications"]');
  });
});

describe('the tokens of the simulated EHR', () => {
  it.each([
    ['good', 200],
    ['expired', 401],
    ['future', 401],
    ['wrong-audience', 401],
    ['forged', 401],
  ])('a %s one brings %i', async (kind, status) => {
    expect((await call(await fixtureRequest(), await mint({ kind }))).status).toBe(status);
  });

  it('one that is sent twice is refused the second time', async () => {
    const token = await mint();
    const request = await fixtureRequest();
    expect([(await call(request, token)).status, (await call(request, token)).status]).toEqual([200, 401]);
  });

  it('one of an Epic dialect brings what Epic gets', async () => {
    const answer: { cards: { suggestions?: { actions: { resource: { resourceType: string } }[] }[] }[] } = (
      await call(await fixtureRequest(), await mint({ dialect: 'epic' }))
    ).json;
    const types = answer.cards.flatMap(({ suggestions = [] }) =>
      suggestions.flatMap(({ actions }) => actions.map(({ resource }) => resource.resourceType)),
    );
    expect(types).not.toContain('ServiceRequest');
  });

  it('verify against its key set', async () => {
    const { keys }: { keys: Json[] } = (await service.get('/simulator/jwks.json')).json;
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
  });
});

describe('what the service remembers of a demo patient', () => {
  it('quiets an overridden card, and is forgotten on request', async () => {
    const request = await fixtureRequest();
    const cards = async (): Promise<readonly { uuid: string; overrideReasons: Json[] }[]> =>
      ((await call(request, await mint())).json as { cards: never }).cards;
    const [card] = await cards();
    const feedback = {
      feedback: [
        {
          card: card?.uuid,
          outcome: 'overridden',
          overrideReason: { reason: card?.overrideReasons[0] },
          outcomeTimestamp: new Date().toISOString(),
        },
      ],
    };
    const sent = await service.post(`${PATH}/feedback`, feedback, { authorization: await mint({ path: `${PATH}/feedback` }) });
    expect(sent.status).toBe(200);
    expect((await cards()).map(({ uuid }) => uuid)).not.toContain(card?.uuid);
    const { rows }: { rows: number } = (await service.post('/simulator/forget', { patientId: request.context.patientId })).json;
    expect(rows).toBeGreaterThan(0);
    expect(await cards()).toHaveLength(1);
  });
});
