/** After a run over every fixture, with feedback, refusals and failures: what logs, meters, error bodies and the database hold of the patients is nothing. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixtureNames, readFixture, type Fixture } from '../../src/replay/fixture.ts';
import { moveDates } from '../../src/replay/move-dates.ts';
import { startService, type Answer, type TestService } from '../service.ts';
import { sendJson } from '../trust/listener.ts';
import { completePrefetch, hookCall, report, SECRETS } from './call.ts';
import { openHospital, type Hospital } from './hospital.ts';
import { found, needlesOf } from './needles.ts';

type Json = Readonly<Record<string, unknown>>;

const STATS_TOKEN = 'token-of-the-statistics';
const today = new Date().toISOString().slice(0, 10);
const fixtures = fixtureNames().map((name) => readFixture(name));

const folder = mkdtempSync(join(tmpdir(), 'vfcds-privacy-'));
const tokens: string[] = [];
const errorBodies: string[] = [];
const answers: string[] = [];
let hospital: Hospital;
let service: TestService;
let demo: TestService;
let atHospital: readonly Json[] = [];

const resourcesOf = ({ server }: Fixture): readonly Json[] =>
  ((server as { entry?: { resource: Json }[] } | null)?.entry ?? []).map(({ resource }) => resource);

/** Searches find everything of their type, reads what has the id. */
const fhir: RequestListener = (request, response) => {
  const [, , type, id] = new URL(request.url ?? '', 'http://x').pathname.split('/');
  const found = atHospital.filter((one) => one.resourceType === type && (id === undefined || one.id === id));
  if (id === undefined) sendJson(response, { resourceType: 'Bundle', type: 'searchset', entry: found.map((resource) => ({ resource })) });
  else sendJson(response, found[0] ?? {}, found[0] ? 200 : 404);
};

const keep = (answer: Answer): Answer => {
  if (answer.status === 200) answers.push(answer.text);
  else errorBodies.push(answer.text);
  return answer;
};

const post = async (path: string, body: unknown): Promise<Answer> => {
  const authorization = hospital.bearer(service.url + path);
  tokens.push(...authorization.replace('Bearer ', '').split('.'));
  return keep(await service.post(path, body, { authorization }));
};

const answerCards = async (path: string, answer: Answer): Promise<void> => {
  const { cards = [] } = (answer.json ?? {}) as { cards?: { uuid: string }[] };
  if (cards.length === 0) return;
  const reason = { code: 'patient-refuses', system: 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes' };
  const feedback = cards.map(({ uuid }) => ({
    card: uuid,
    outcome: 'overridden',
    overrideReason: { reason, userComment: SECRETS.comment },
  }));
  await post(`${path}/feedback`, { feedback });
};

/** As it is; without its server; and without all that is needed. */
const runFixture = async (fixture: Fixture): Promise<void> => {
  const path = `/cds-services/${fixture.service}`;
  const request = moveDates(fixture.request, fixture.today, today) as Json;
  atHospital = resourcesOf({ ...fixture, server: moveDates(fixture.server, fixture.today, today) });
  await answerCards(path, await post(path, { ...request, ...(fixture.server ? { fhirServer: `${hospital.fhir.origin}/r4` } : {}) }));
  await post(path, { ...request, fhirServer: 'https://elsewhere.example/r4', prefetch: {} });
  await post(path, { ...request, prefetch: { ...(request.prefetch as Json), reports: null, report: null } });
};

/** Requests that carry a secret where nobody looks for one. */
const hidden = (): readonly unknown[] => {
  const with_ = (over: Json): unknown => hookCall({ prefetch: { ...completePrefetch(), ...over } });
  const secret = SECRETS.family;
  return [
    with_({ reports: { resourceType: 'Bundle', entry: [{ resource: report({ status: secret, conclusionCode: [{ text: secret }] }) }] } }),
    with_({ reports: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: secret, diagnostics: SECRETS.phrase }] } }),
    with_({ conditions: { resourceType: secret } }),
    with_({ [`observations-${secret}`]: { resourceType: 'OperationOutcome' }, [secret]: 1 }),
    with_({
      reports: {
        resourceType: 'Bundle',
        entry: [
          {
            resource: report({
              conclusion: '',
              presentedForm: [{ contentType: `image/${secret}`, data: 'AAAA', url: `Binary/${secret}` }],
            }),
          },
        ],
      },
    }),
    hookCall({ context: { patientId: SECRETS.nhsNumber, userId: `Practitioner/${secret}` } }),
    hookCall({ context: { patientId: `${secret}!`, userId: secret } }),
    hookCall({ hookInstance: secret }),
    hookCall({ fhirServer: `https://${secret}:word@elsewhere.example/r4/Patient/${SECRETS.nhsNumber}` }),
    `{"patient": "${secret}", `,
  ];
};

beforeAll(async () => {
  hospital = await openHospital(fhir);
  service = await startService({
    ehrs: [hospital.entry()],
    env: {
      LOG_LEVEL: 'trace',
      DATABASE_FILE: join(folder, 'privacy.sqlite'),
      STATS_TOKEN,
      HOOKS: 'patient-view,encounter-discharge,report-view,report-review,report-sign,imaging-result',
    },
  });
  demo = await startService({ env: { LOG_LEVEL: 'trace', DATABASE_FILE: join(folder, 'demo.sqlite') } });
  for (const fixture of fixtures) await runFixture(fixture);
  for (const body of hidden()) await post('/cds-services/vertebral-fracture-patient-view', body);
  await post('/cds-services/vertebral-fracture-patient-view/feedback', { feedback: [{ card: 'none', overrideReason: SECRETS.comment }] });
  for (const { service: id, request } of fixtures) {
    keep(await demo.post(`/explain/${id}`, request));
    keep(await demo.post('/read', { text: `The ${SECRETS.phrase}. Seen by ${SECRETS.clinician}.` }));
  }
}, 120_000);

afterAll(async () => {
  await Promise.all([service.stop(), demo.stop(), hospital.close()]);
  rmSync(folder, { recursive: true });
});

const needles = [...needlesOf(...fixtures.flatMap(({ request, server }) => [request, server])), ...Object.values(SECRETS)];

describe('the search', () => {
  it('has enough to look for', () => {
    expect(needles.length).toBeGreaterThan(300);
    expect(found(needles, JSON.stringify(fixtures[0]?.request)).length).toBeGreaterThan(5);
  });

  it('would find it: cards quote reports', () => {
    expect(answers.length).toBeGreaterThan(fixtures.length);
    expect(found(needles, answers.join('\n').replaceAll('\\', '')).length).toBeGreaterThan(20);
  });
});

describe('nothing of any patient, and no token, stands in', () => {
  const nothingIn = (text: string): void => {
    expect(text.length).toBeGreaterThan(1000);
    expect(found(needles, text)).toEqual([]);
    for (const token of tokens.filter((one) => one.length > 20)) expect(text.includes(token)).toBe(false);
  };

  it('the logs, at their most talkative', () => nothingIn(JSON.stringify([...service.logs, ...demo.logs])));

  it('the bodies of errors', () => nothingIn(errorBodies.join('\n')));

  it('the meters', async () => {
    nothingIn((await service.get('/metrics')).text);
    nothingIn((await demo.get('/metrics')).text);
  });

  it('the statistics', async () => {
    const { status, text } = await service.get('/stats', { authorization: `Bearer ${STATS_TOKEN}` });
    expect([status, found(needles, text)]).toEqual([200, []]);
  });

  it('the database, its write-ahead log included', () => {
    const files = readdirSync(folder).filter((name) => name.includes('sqlite'));
    expect(files).toEqual(expect.arrayContaining(['privacy.sqlite', 'privacy.sqlite-wal', 'demo.sqlite']));
    nothingIn(files.map((name) => readFileSync(join(folder, name), 'latin1')).join('\n'));
  });
});

it('every kind of refusal was among them', () => {
  const codes = new Set(errorBodies.flatMap((text) => /"code":"([a-z-]+)"}\]/.exec(text)?.[1] ?? []));
  expect([...codes]).toEqual(
    expect.arrayContaining(['malformed-request', 'prefetch-needed', 'fhir-server-not-registered', 'malformed-json', 'malformed-feedback']),
  );
});
