import { request } from 'node:http';
import { startService, type TestService } from './service.ts';
import { bundle, report } from './fhir/sample.ts';
import { hookCall, NOON, PATIENT_VIEW, type WireAnswer, type WireOutcome } from './hooks/call.ts';

const EVALUATED = 'io.github.vertebral-fracture-cds.evaluated';

let service: TestService;
beforeAll(async () => {
  service = await startService({ now: NOON });
});
afterAll(() => service.stop());

describe('a hook call that is answered', () => {
  it('brings cards, and says what was looked at', async () => {
    const { status, headers, json } = await service.post(PATIENT_VIEW, hookCall());
    const answer: WireAnswer = json;
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.cards.length).toBeGreaterThan(0);
    expect(answer.extension[EVALUATED]).toEqual({ reportsRead: 1, reportsNotRead: 0, knowledge: service.parts.knowledge.version });
  });

  it('is silent where no report says anything, and says that one was read', async () => {
    const reports = bundle(report('rep-1', { conclusion: 'The lungs are clear. No abnormality of the spine.' }));
    const { status, json } = await service.post(PATIENT_VIEW, hookCall({ prefetch: { ...(hookCall().prefetch as object), reports } }));
    const answer: WireAnswer = json;
    expect({ status, cards: answer.cards }).toEqual({ status: 200, cards: [] });
    expect(answer.extension[EVALUATED]).toMatchObject({ reportsRead: 1, reportsNotRead: 0 });
  });

  it('names the keys that were not had', async () => {
    const { patient, reports } = hookCall().prefetch as Record<string, unknown>;
    const { json } = await service.post(PATIENT_VIEW, hookCall({ prefetch: { patient, reports } }));
    const answer: WireAnswer = json;
    expect(answer.extension[EVALUATED]?.unknown).toEqual(expect.arrayContaining(['conditions', 'medications']));
  });

  it.each(['application/fhir+json', 'application/json+fhir'])('may be sent as %s', async (type) => {
    expect((await service.post(PATIENT_VIEW, hookCall(), { 'content-type': type })).status).toBe(200);
  });

  it('holds no empty value, as the standard asks', async () => {
    const { json } = await service.post(PATIENT_VIEW, hookCall());
    const empties = (value: unknown, path: string): readonly string[] => {
      if (value === null || value === '') return [path];
      if (typeof value !== 'object') return [];
      const inner = Object.entries(value as object);
      return inner.length === 0 ? [path] : inner.flatMap(([name, one]) => empties(one, `${path}.${name}`));
    };
    expect(empties(json, '')).toEqual([]);
  });

  it('returns the same card to the same user who asks again', async () => {
    const uuids = async (userId: string): Promise<readonly string[]> => {
      const { json } = await service.post(PATIENT_VIEW, hookCall({ context: { patientId: 'test-pat-1', userId } }));
      return (json as WireAnswer).cards.map(({ uuid }) => uuid);
    };
    const first = await uuids('Practitioner/dr-rowan');
    expect(await uuids('Practitioner/dr-rowan')).toEqual(first);
    expect(await uuids('Practitioner/dr-hazel')).not.toEqual(first);
  });
});

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = JSON_TYPE): RequestInit => ({
  method: 'POST',
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const without = (name: string) => Object.fromEntries(Object.entries(hookCall()).filter(([key]) => key !== name));

/** What is wrong; how it is sent; status, refusal code, and the paths that the answer names. */
const WRONG: readonly (readonly [string, string, RequestInit, number, string, readonly string[]])[] = [
  ['an address that is none', '/nowhere', {}, 404, 'not-found', []],
  ['an address that cannot be decoded', '/cds-services/%E0%A4%A', post(hookCall()), 400, 'malformed-request', []],
  ['an unknown service', '/cds-services/fracture', post(hookCall()), 404, 'unknown-service', []],
  ['an unknown service with feedback', '/cds-services/fracture/feedback', post({}), 404, 'unknown-service', []],
  ['an address in capitals', '/CDS-Services', {}, 404, 'not-found', []],
  ['GET on a service', PATIENT_VIEW, {}, 405, 'method-not-allowed', []],
  ['PUT on a service', PATIENT_VIEW, { method: 'PUT' }, 405, 'method-not-allowed', []],
  ['DELETE on feedback', `${PATIENT_VIEW}/feedback`, { method: 'DELETE' }, 405, 'method-not-allowed', []],
  ['POST on discovery', '/cds-services', post({}), 405, 'method-not-allowed', []],
  ['POST on liveness', '/livez', post({}), 405, 'method-not-allowed', []],
  ['a form', PATIENT_VIEW, post('hook=patient-view', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'media-type', []],
  ['no content type', PATIENT_VIEW, { method: 'POST', headers: { 'content-type': '' }, body: '{}' }, 415, 'media-type', []],
  ['a compressed body', PATIENT_VIEW, post('x', { ...JSON_TYPE, 'content-encoding': 'gzip' }), 415, 'media-type', []],
  ['30 MB', PATIENT_VIEW, post(`"${'x'.repeat(30 * 1024 * 1024)}"`), 413, 'body-too-large', []],
  ['a body 100,000 deep', PATIENT_VIEW, post('['.repeat(100_000)), 413, 'body-too-deep', []],
  ['malformed JSON', PATIENT_VIEW, post('{"hook": "patient-view",'), 400, 'malformed-json', []],
  ['no body', PATIENT_VIEW, post(''), 400, 'malformed-json', []],
  ['a JSON string', PATIENT_VIEW, post('"hook"'), 400, 'malformed-request', ['body']],
  ['no context', PATIENT_VIEW, post(without('context')), 400, 'malformed-request', ['context']],
  ['nothing in it', PATIENT_VIEW, post({}), 400, 'malformed-request', ['hook', 'hookInstance', 'context']],
  ['an id that climbs', PATIENT_VIEW, post(hookCall({ context: { patientId: '../1' } })), 400, 'malformed-request', ['context.patientId']],
  ['a FHIR server that is no URL', PATIENT_VIEW, post(hookCall({ fhirServer: 'ftp://x' })), 400, 'malformed-request', ['fhirServer']],
  ['the hook of another service', PATIENT_VIEW, post(hookCall({ hook: 'order-sign' })), 400, 'hook-mismatch', ['hook']],
  [
    'no patient',
    PATIENT_VIEW,
    post(hookCall({ prefetch: { reports: bundle(report('rep-1')) } })),
    412,
    'prefetch-needed',
    ['prefetch.patient'],
  ],
  [
    'neither patient nor reports',
    PATIENT_VIEW,
    post(hookCall({ prefetch: {} })),
    412,
    'prefetch-needed',
    ['prefetch.patient', 'prefetch.reports'],
  ],
  [
    'feedback that is none',
    `${PATIENT_VIEW}/feedback`,
    post({ feedback: [{ outcome: 'ignored' }] }),
    400,
    'malformed-feedback',
    ['feedback.0.card', 'feedback.0.outcome'],
  ],
];

describe('a call that is wrong', () => {
  it.each(WRONG)('%s', async (_, path, init, status, code, paths) => {
    const answer = await service.send(init.method ?? 'GET', path, init);
    const outcome: WireOutcome = answer.json;
    expect({ status: answer.status, type: outcome.resourceType }).toEqual({ status, type: 'OperationOutcome' });
    expect(outcome.issue.map(({ details }) => details.coding[0]?.code)).toEqual(outcome.issue.map(() => code));
    expect(outcome.issue.flatMap(({ expression = [] }) => expression)).toEqual(paths);
    for (const issue of outcome.issue) expect(issue).toMatchObject({ severity: 'error', details: { text: expect.stringMatching(/.{8}/) } });
  });

  it('is told the methods of its address', async () => {
    const allowOf = async (path: string): Promise<string | null> => (await service.send('PUT', path)).headers.get('allow');
    expect(await allowOf('/cds-services')).toBe('GET, HEAD, OPTIONS');
    expect(await allowOf(PATIENT_VIEW)).toBe('POST, OPTIONS');
    expect(await allowOf(`${PATIENT_VIEW}/feedback`)).toBe('POST, OPTIONS');
  });

  it('never gets cards, and never what it sent', async () => {
    const answers = await Promise.all(WRONG.map(([, path, init]) => service.send(init.method ?? 'GET', path, init)));
    for (const { text } of answers) expect(text).not.toMatch(/"cards"|T12|30% loss|9990000018/);
  });

  it('by another name than that of this machine gets nothing', async () => {
    const { port } = new URL(service.url);
    const status = await new Promise((resolve) =>
      request({ port, host: '127.0.0.1', path: '/cds-services', headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.resume().statusCode),
      ).end(),
    );
    expect(status).toBe(403);
  });

  it('leaves a service that answers the next one', async () => {
    expect((await service.post(PATIENT_VIEW, hookCall())).status).toBe(200);
  });
});

describe('discovery', () => {
  it('lists every service with its prefetch, in the order of the table', async () => {
    const { status, json } = await service.get('/cds-services');
    const { services } = json as { services: readonly { id: string; hook: string; version: string; prefetch: Record<string, string> }[] };
    expect(status).toBe(200);
    expect(services.map(({ id }) => id)).toEqual(
      ['patient-view', 'encounter-discharge', 'report-view', 'report-review', 'report-sign', 'imaging-result'].map(
        (hook) => `vertebral-fracture-${hook}`,
      ),
    );
    expect(services.at(-1)?.hook).toBe('io.github.vertebral-fracture-cds.imaging-result-available');
    for (const one of services) {
      expect(one.version).toBe('2.0.1');
      expect(Object.keys(one.prefetch)).toEqual(
        expect.arrayContaining(['patient', 'reports', 'conditions', 'medications', 'procedures', 'serviceRequests', 'observations']),
      );
      expect(Object.values(one.prefetch).join(' ')).not.toMatch(/\{\{(?!context\.(patientId|reportId)\}\})/);
    }
  });

  it('answers HEAD, and an address with a slash at its end', async () => {
    expect((await service.send('HEAD', '/cds-services')).status).toBe(200);
    expect((await service.get('/cds-services/')).status).toBe(200);
  });
});

describe('a page of this machine', () => {
  it.each([
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:5173', 'http://127.0.0.1:5173'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://localhost.evil.example', null],
    ['https://sandbox.cds-hooks.org', null],
  ])('from %s may call: %s', async (origin, allowed) => {
    const { status, headers } = await service.send('OPTIONS', PATIENT_VIEW, {
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect({ status, allowed: headers.get('access-control-allow-origin') }).toEqual({ status: 204, allowed });
  });
});

describe('every answer', () => {
  it.each(['/cds-services', '/nowhere', '/livez', '/metrics', '/'])('of %s is safe to show and names no software', async (path) => {
    const { headers } = await service.get(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });

  it('has a request id of its own, whatever the caller sends', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => (await service.get('/livez', { 'x-request-id': 'Edith' })).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain('Edith');
  });
});
