/** What FHIR servers do when they are not well, as `Fault`s for `startFhirServer`. */
import type { Fault } from './fhir-server.ts';

/** Answers every request with this status and an OperationOutcome. */
export const serverError =
  (status: number): Fault =>
  (_, response) => {
    response
      .status(status)
      .type('application/fhir+json')
      .send(
        JSON.stringify({
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'error', code: 'exception', diagnostics: 'secret of the server' }],
        }),
      );
    return true;
  };

/** Takes the request and never answers. */
export const neverAnswers: Fault = () => true;

/** Answers nobody until `count` requests have come: whoever asks one after the other waits for ever. */
export const together = (count: number): Fault => {
  const waiting: (() => void)[] = [];
  return async () => {
    const turn = new Promise<void>((resolve) => waiting.push(resolve));
    if (waiting.length >= count) waiting.forEach((go) => go());
    await turn;
    return false;
  };
};

/** A proxy's error page, with status 200 as some of them have it. */
export const htmlPage: Fault = (_, response) => {
  response.type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
  return true;
};

/** The connection breaks in the middle of the answer. */
export const truncated: Fault = (_, response) => {
  response.type('application/fhir+json').send('{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Diag');
  return true;
};

/** Answers every question with somebody's appointment. */
export const wrongType: Fault = (_, response) => {
  response.type('application/fhir+json').send(JSON.stringify({ resourceType: 'Appointment', id: 'a', status: 'booked' }));
  return true;
};

/** Every page has a next page. */
export const endlessPages =
  (base: () => string, resource: unknown): Fault =>
  (request, response) => {
    if (!request.url.startsWith('/DiagnosticReport')) return false;
    const page = Number(new URL(request.url, 'http://x').searchParams.get('page') ?? 1);
    const link = [{ relation: 'next', url: `${base()}/DiagnosticReport?page=${page + 1}` }];
    const entry = [{ resource: { ...(resource as object), id: `page-${page}` }, search: { mode: 'match' } }];
    response.type('application/fhir+json').send(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', link, entry }));
    return true;
  };

/** Sends the client, and its token, somewhere else. */
export const redirect =
  (to: string): Fault =>
  (request, response) => {
    response.redirect(302, to + request.url);
    return true;
  };

/** Only where `applies` says so. */
export const only =
  (applies: (url: string) => boolean, fault: Fault): Fault =>
  (request, response) =>
    applies(request.url) ? fault(request, response) : false;
