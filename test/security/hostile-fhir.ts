/** FHIR servers that have been taken over, one below each path: `/r4/<what it does>/Patient/...`. Each tries to lead the reader, and the token, elsewhere. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { sendJson } from '../trust/listener.ts';
import { completePrefetch, patient, report, SECRETS } from './call.ts';

type Act = (request: IncomingMessage, response: ServerResponse, evil: string) => void;

const bundle = (resources: readonly unknown[], next?: string): unknown => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  ...(next ? { link: [{ relation: 'next', url: next }] } : {}),
});

const isSearchFor = (request: IncomingMessage, type: string): boolean => (request.url ?? '').includes(`/${type}?`);

/** Answers as a good server would: the patient, her reports, and nothing else. */
const good: Act = (request, response) => {
  if (request.url?.includes('/Patient/')) sendJson(response, patient);
  else if (isSearchFor(request, 'DiagnosticReport')) sendJson(response, completePrefetch().reports);
  else sendJson(response, bundle([]));
};

/** Good, but for the reports. */
const withReports =
  (answer: Act): Act =>
  (request, response, evil) =>
    isSearchFor(request, 'DiagnosticReport') ? answer(request, response, evil) : good(request, response, evil);

const redirect =
  (status: number, to: (evil: string) => string): Act =>
  (_, response, evil) =>
    void response.writeHead(status, { location: to(evil) }).end();

const attached = (url: string): unknown => report({ conclusion: undefined, presentedForm: [{ contentType: 'text/plain', url }] });

/** 50 kB that unpack to 50 MB. */
const BOMB = gzipSync(Buffer.alloc(50_000_000, ' '));
const TWELVE_MEGABYTES = Buffer.from(`{"resourceType":"Patient","padding":"${'x'.repeat(12_000_000)}"}`);

const ACTS: Readonly<Record<string, Act>> = {
  good,
  'redirect-302': redirect(302, (evil) => `${evil}/r4/Patient/1`),
  'redirect-307': redirect(307, (evil) => `${evil}/r4/Patient/1`),
  'redirect-to-name': redirect(308, (evil) => evil.replace('127.0.0.1', 'localhost')),
  'redirect-to-metadata': redirect(302, () => 'http://169.254.169.254/latest/meta-data'),
  'redirect-chain': redirect(302, () => '/r4/redirect-302/Patient/1'),
  'next-elsewhere': withReports((_, response, evil) => sendJson(response, bundle([report()], `${evil}/r4/DiagnosticReport?page=2`))),
  'next-without-scheme': withReports((_, response, evil) => sendJson(response, bundle([report()], evil.replace('http:', '')))),
  'next-with-userinfo': withReports((request, response, evil) =>
    sendJson(response, bundle([report()], `http://${request.headers.host ?? ''}@${evil.replace('http://', '')}/r4`)),
  ),
  'next-climbs': withReports((request, response) =>
    sendJson(response, bundle([report()], `http://${request.headers.host ?? ''}/r4/../evil?page=2`)),
  ),
  'form-elsewhere': withReports((_, response, evil) => sendJson(response, bundle([attached(`${evil}/Binary/1`)]))),
  'form-of-file': withReports((_, response) => sendJson(response, bundle([attached('file:///etc/passwd')]))),
  'form-redirects': (request, response, evil) => {
    if (request.url?.includes('/Binary/')) redirect(302, () => `${evil}/Binary/1`)(request, response, evil);
    else if (isSearchFor(request, 'DiagnosticReport')) sendJson(response, bundle([attached('Binary/1')]));
    else good(request, response, evil);
  },
  'subject-elsewhere': withReports((_, response, evil) =>
    sendJson(response, bundle([report({ subject: { reference: `${evil}/Patient/pat-7731` } })])),
  ),
  'result-elsewhere': withReports((_, response, evil) =>
    sendJson(response, bundle([report({ result: [{ reference: `${evil}/Observation/1` }] })])),
  ),
  'medicine-elsewhere': (request, response, evil) => {
    if (!isSearchFor(request, 'MedicationRequest')) return good(request, response, evil);
    const order = {
      resourceType: 'MedicationRequest',
      id: 'm',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/pat-7731' },
    };
    sendJson(response, bundle([{ ...order, medicationReference: { reference: `${evil}/Medication/1` } }]));
  },
  'unpacks-to-anything': (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-encoding': 'gzip' }).end(BOMB),
  'twelve-megabytes': (_, response) => void response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(TWELVE_MEGABYTES),
  'never-ends': (_, response) => void response.writeHead(200, { 'content-type': 'application/fhir+json' }).write('{"resourceType":'),
  'never-answers': () => undefined,
  'nested-deep': (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/fhir+json' }).end('['.repeat(200_000) + ']'.repeat(200_000)),
  'tells-secrets': (request, response) =>
    sendJson(
      response,
      { resourceType: 'OperationOutcome', issue: [{ diagnostics: `${request.headers.authorization} ${SECRETS.family}` }] },
      500,
    ),
  pollutes: withReports(
    (_, response) =>
      void response
        .writeHead(200, { 'content-type': 'application/fhir+json' })
        .end(
          '{"resourceType":"Bundle","type":"searchset","__proto__":{"polluted":true},"entry":[{"constructor":{"prototype":{"polluted":true}}}]}',
        ),
  ),
};

/** `evil` is known only once it listens. */
export const hostileFhir =
  (evil: () => string): RequestListener =>
  (request, response) => {
    const act = ACTS[request.url?.split('/')[2] ?? ''];
    if (act) act(request, response, evil());
    else sendJson(response, {}, 404);
  };
