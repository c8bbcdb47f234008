import type { ServerResponse } from 'node:http';
import { bundle, PATIENT_ID, patient, report } from './fhir/sample.ts';
import { hookCall, NOON, PATIENT_VIEW, type WireAnswer, type WireOutcome } from './hooks/call.ts';
import { startService, type TestService } from './service.ts';
import { signedEhr } from './signed-ehr.ts';
import { listen, sendJson, type Listener } from './trust/listener.ts';

const EVALUATED = 'io.github.vertebral-fracture-cds.evaluated';
const FEEDBACK = `${PATIENT_VIEW}/feedback`;
const FORM = { label: 'Local FLS referral form', url: 'https://intranet.north.example/fls', on: ['VFAssess', 'VFVeryHighRisk'] };

/** A FHIR server that keeps every answer back until it is told. */
const waiting: (() => void)[] = [];
let fhir: Listener;
let service: TestService;

const live = signedEhr('live');
const silent = signedEhr('silent', { mode: 'silent' });
const cautious = signedEhr('cautious', { off: ['VFAssess', 'VFVeryHighRisk'] });
const oracle = signedEhr('oracle', { dialect: 'oracle', links: [FORM] });
const busy = signedEhr('busy');
let reading: ReturnType<typeof signedEhr>;

const answerFhir = (path: string, response: ServerResponse): void => {
  if (path.includes('/Patient/')) return sendJson(response, patient);
  sendJson(response, bundle(...(path.includes('DiagnosticReport') ? [report('rep-1')] : [])));
};

beforeAll(async () => {
  fhir = await listen(({ url = '' }, response) => void waiting.push(() => answerFhir(url, response)));
  reading = signedEhr('reading', { fhirServers: [`${fhir.origin}/R4`], allowPrivateAddresses: true });
  const ehrs = [live, silent, cautious, oracle, busy, reading].map(({ entry }) => entry);
  const env = { RATE_PER_MINUTE: '12', MAX_CONCURRENT: '2', CORS_ORIGINS: 'https://ehr.example', REQUEST_DEADLINE_MS: '20000' };
  service = await startService({ ehrs, env, now: NOON });
});
afterAll(async () => {
  await service.stop();
  await fhir.close();
});

/** Lets the FHIR server answer until the calls are answered. */
const release = async <T>(calls: Promise<T>): Promise<T> => {
  const timer = setInterval(() => waiting.splice(0).forEach((answer) => answer()), 5);
  return calls.finally(() => clearInterval(timer));
};
const cardsOf = (json: unknown): WireAnswer['cards'] => (json as WireAnswer).cards;
const fromServer = () => hookCall({ prefetch: {}, fhirServer: `${fhir.origin}/R4` });

describe('a registered EHR', () => {
  it('is answered when it shows a token', async () => {
    const { status, json } = await live.post(service, PATIENT_VIEW, hookCall());
    expect({ status, some: cardsOf(json).length > 0 }).toEqual({ status: 200, some: true });
  });

  it.each([
    ['no token', {}],
    ['something that is no token', { authorization: 'Bearer x' }],
    ['a token for another path', () => ({ authorization: live.authorization(service, FEEDBACK) })],
  ])('is told nothing with %s', async (_, headers) => {
    const answer = await service.post(PATIENT_VIEW, hookCall(), typeof headers === 'function' ? headers() : headers);
    expect({ status: answer.status, text: answer.text, scheme: answer.headers.get('www-authenticate') }).toEqual({
      status: 401,
      text: '',
      scheme: 'Bearer',
    });
  });

  it('without a token does not learn which services there are, nor whether its body is right', async () => {
    expect((await service.post('/cds-services/nothing', hookCall())).status).toBe(401);
    expect((await service.post(PATIENT_VIEW, '{')).status).toBe(401);
  });

  it('has only the published hooks and the custom one unless told otherwise', async () => {
    const { services } = (await service.get('/cds-services')).json as { services: readonly { id: string }[] };
    expect(services.map(({ id }) => id.replace('vertebral-fracture-', ''))).toEqual([
      'patient-view',
      'encounter-discharge',
      'imaging-result',
    ]);
    const { status } = await live.post(service, '/cds-services/vertebral-fracture-report-view', hookCall({ hook: 'report-view' }));
    expect(status).toBe(404);
  });

  it('in silent mode is evaluated and recorded, and gets no card and is told so', async () => {
    const { status, json } = await silent.post(service, PATIENT_VIEW, hookCall());
    expect({ status, cards: cardsOf(json) }).toEqual({ status: 200, cards: [] });
    expect((json as WireAnswer).extension[EVALUATED]).toMatchObject({ mode: 'silent', reportsRead: 1 });
    const { requests, rules } = await service.parts.records.stats(NOON(), 'Europe/London');
    expect(requests.silentMode).toBe(1);
    expect(Object.values(rules).some(({ wouldHaveSpoken }) => wouldHaveSpoken === 1)).toBe(true);
  });

  it('does not get cards that it has switched off', async () => {
    const { json } = await cautious.post(service, PATIENT_VIEW, hookCall());
    expect(cardsOf(json).map(({ source }) => source.topic.code)).not.toContain('VFVeryHighRisk');
  });

  it('gets cards in its dialect', async () => {
    const { json } = await oracle.post(service, PATIENT_VIEW, hookCall());
    const [card] = cardsOf(json) as unknown as readonly Record<string, unknown>[];
    expect(card).not.toHaveProperty('suggestions');
    expect(card?.links).toEqual([{ label: FORM.label, url: FORM.url, type: 'absolute' }]);
  });

  it('may have its own FHIR server read, and no other', async () => {
    const { status, json } = await release(reading.post(service, PATIENT_VIEW, fromServer()));
    expect({ status, some: cardsOf(json).length > 0 }).toEqual({ status: 200, some: true });
    const refused = await live.post(service, PATIENT_VIEW, fromServer());
    expect(refused.status).toBe(403);
    expect((refused.json as WireOutcome).issue[0]?.details.text).toContain(fhir.origin);
  });

  it('is known by its templates when it shows a token at discovery', async () => {
    const { status } = await service.get('/cds-services', { authorization: live.authorization(service, '/cds-services') });
    expect(status).toBe(200);
    expect((await service.get('/cds-services', { authorization: 'Bearer x' })).status).toBe(200);
  });
});

describe('discovery behind a token', () => {
  it('is told nothing without one, but for the preflight', async () => {
    const closed = await startService({ ehrs: [live.entry], env: { DISCOVERY: 'token' }, now: NOON });
    const tokenless = await closed.get('/cds-services');
    expect({ status: tokenless.status, text: tokenless.text }).toEqual({ status: 401, text: '' });
    expect((await closed.send('OPTIONS', '/cds-services')).status).toBe(204);
    expect((await closed.get('/cds-services', { authorization: live.authorization(closed, '/cds-services') })).status).toBe(200);
    await closed.stop();
  });
});

describe('feedback', () => {
  const overridden = (card: string) => ({ feedback: [{ card, outcome: 'overridden', outcomeTimestamp: '2026-03-14T12:01:00Z' }] });

  it('is stored, answered with an empty 200, and quiets the card for that user', async () => {
    const call = hookCall({ context: { patientId: PATIENT_ID, userId: 'Practitioner/dr-rowan' } });
    const before = cardsOf((await live.post(service, PATIENT_VIEW, call)).json);
    const { status, text } = await live.post(service, FEEDBACK, overridden(before[0]?.uuid ?? ''));
    expect({ status, text }).toEqual({ status: 200, text: '' });
    const after = cardsOf((await live.post(service, PATIENT_VIEW, call)).json);
    expect(after.map(({ uuid }) => uuid)).not.toContain(before[0]?.uuid);
  });

  it('on a card that this EHR was never sent is taken and changes nothing', async () => {
    const [card] = cardsOf((await live.post(service, PATIENT_VIEW, hookCall())).json);
    expect((await oracle.post(service, FEEDBACK, overridden(card?.uuid ?? ''))).status).toBe(200);
    expect(cardsOf((await live.post(service, PATIENT_VIEW, hookCall())).json)[0]?.uuid).toBe(card?.uuid);
  });

  it('is accepted on the path of any service, on or off', async () => {
    const path = '/cds-services/vertebral-fracture-report-sign/feedback';
    expect((await live.post(service, path, overridden('9368d37b-283f-44a0-93ea-547cebab93ed'))).status).toBe(200);
  });

  it('needs a token', async () => {
    expect((await service.post(FEEDBACK, overridden('9368d37b-283f-44a0-93ea-547cebab93ed'))).status).toBe(401);
  });
});

describe('too much at once', () => {
  it('is refused at once beyond what one EHR may have under way; others are answered', async () => {
    const slow = [1, 2].map(() => reading.post(service, PATIENT_VIEW, fromServer()));
    while (waiting.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    const refused = await reading.post(service, PATIENT_VIEW, fromServer());
    expect({ status: refused.status, after: refused.headers.get('retry-after') }).toEqual({ status: 429, after: '1' });
    expect((await cautious.post(service, PATIENT_VIEW, hookCall())).status).toBe(200);
    expect((await release(Promise.all(slow))).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('is refused beyond the rate of one EHR, with the time to wait; others are answered', async () => {
    const statuses: number[] = [];
    for (let call = 0; call < 14; call += 1) statuses.push((await busy.post(service, PATIENT_VIEW, hookCall())).status);
    expect(statuses).toEqual([...Array(12).fill(200), 429, 429]);
    const { headers, json } = await busy.post(service, PATIENT_VIEW, hookCall());
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((json as WireOutcome).issue[0]?.code).toBe('throttled');
    expect((await cautious.post(service, PATIENT_VIEW, hookCall())).status).toBe(200);
  });
});

describe('CORS', () => {
  const asked = async (origin: string, method = 'OPTIONS', path = PATIENT_VIEW): Promise<Headers> =>
    (
      await service.send(method, path, {
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
      })
    ).headers;

  it.each(['/cds-services', PATIENT_VIEW, FEEDBACK])('lets the named origin call %s, without a token for the preflight', async (path) => {
    const headers = await asked('https://ehr.example', 'OPTIONS', path);
    expect(headers.get('access-control-allow-origin')).toBe('https://ehr.example');
    expect(headers.get('access-control-allow-headers')).toBe('authorization, content-type');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  it.each(['https://ehr.example.evil', 'http://ehr.example', 'https://ehr.example:444', 'null', 'http://localhost:8080'])(
    'lets nobody in from %s',
    async (origin) => {
      expect((await asked(origin)).get('access-control-allow-origin')).toBeNull();
    },
  );

  it('lets the named origin read a refusal too', async () => {
    expect((await asked('https://ehr.example', 'POST')).get('access-control-allow-origin')).toBe('https://ehr.example');
  });
});
