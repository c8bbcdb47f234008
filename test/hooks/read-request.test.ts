import { readHookRequest } from '../../src/hooks/read-request.ts';
import { Refusal } from '../../src/refusals.ts';

const VIEW = 'vertebral-fracture-patient-view';
const RESULT = 'vertebral-fracture-imaging-result';

const body = {
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/dr-amble', patientId: 'sallow-4410' },
};
const withContext = (context: Record<string, unknown>) => ({ ...body, context: { ...body.context, ...context } });
const result = (members: Record<string, unknown> = {}) => ({
  ...body,
  hook: 'io.github.vertebral-fracture-cds.imaging-result-available',
  ...members,
});

const refusal = (service: string, given: unknown): Refusal => {
  try {
    readHookRequest(service, given);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was taken');
};
const paths = (service: string, given: unknown): readonly (string | undefined)[] => refusal(service, given).faults.map(({ path }) => path);

describe('reading a hook request', () => {
  it('takes the least that the standard asks for', () => {
    expect(readHookRequest(VIEW, body)).toEqual({
      hook: 'patient-view',
      serviceId: VIEW,
      hookInstance: body.hookInstance,
      context: { patientId: 'sallow-4410', userId: 'Practitioner/dr-amble', encounterId: null, reportId: null, reports: null },
      prefetch: {},
      fhirServer: null,
      accessToken: null,
    });
  });

  it('hands prefetch on as it came, without copying it', () => {
    const prefetch = { patient: { resourceType: 'Patient' }, reports: null, somethingElse: 1 };
    expect(readHookRequest(VIEW, { ...body, prefetch }).prefetch).toBe(prefetch);
  });

  it.each([
    ['an extension at the root', { ...body, extension: { 'com.epic.cdshooks.request.bpa-trigger-action': '60' } }],
    ['an extension in the context', withContext({ extension: { 'com.example': [1] } })],
    ['members of the future', { ...body, hookVersion: '2.0', somethingNew: {} }],
    [
      'null for what is not there',
      { ...body, fhirServer: null, fhirAuthorization: null, prefetch: null, context: { ...body.context, encounterId: null } },
    ],
    ['no user', { ...body, context: { patientId: 'sallow-4410' } }],
    [
      'members that mean something to JavaScript',
      JSON.parse(JSON.stringify(body).replace('{', '{"__proto__":{"hook":"x"},"constructor":{},')),
    ],
  ])('takes %s', (_, given) => {
    expect(readHookRequest(VIEW, given).context.patientId).toBe('sallow-4410');
    expect(({} as Record<string, unknown>).hook).toBeUndefined();
  });

  it('takes the FHIR server without its last slash, and the token', () => {
    const given = {
      ...body,
      fhirServer: 'https://fhir.harrowgate.example/R4/',
      fhirAuthorization: { access_token: 'abc', token_type: 'Bearer', expires_in: 300, scope: 'x', subject: 'y' },
    };
    expect(readHookRequest(VIEW, given)).toMatchObject({ fhirServer: 'https://fhir.harrowgate.example/R4', accessToken: 'abc' });
  });

  it.each([
    ['a string', 'report-7'],
    ['a reference', 'DiagnosticReport/report-7'],
    ['a Reference', { reference: 'DiagnosticReport/report-7' }],
    ['a list of one', ['report-7']],
    ['a coded value', { value: 'report-7' }],
    ['the resource', { resourceType: 'DiagnosticReport', id: 'report-7' }],
  ])('takes the report of a draft hook as %s', (_, reportId) => {
    const request = readHookRequest('vertebral-fracture-report-sign', {
      ...body,
      hook: 'report-sign',
      context: { ...body.context, reportId },
    });
    expect(request.context.reportId).toBe('report-7');
  });

  it.each([
    ['context.reportId', result({ context: { ...body.context, reportId: 'report-7' } })],
    ['context.reports', result({ context: { ...body.context, reports: { resourceType: 'Bundle', type: 'collection' } } })],
    ['prefetch.report', result({ prefetch: { report: { resourceType: 'DiagnosticReport' } } })],
    [
      'a reverse domain of its own',
      { ...result({ context: { ...body.context, reportId: 'r' } }), hook: 'uk.nhs.elsewhere.imaging-result-available' },
    ],
  ])('takes the custom hook with %s', (_, given) => {
    expect(readHookRequest(RESULT, given).hook).toBe('imaging-result');
  });

  it('refuses the custom hook without any report', () => {
    expect(paths(RESULT, result())).toEqual(['context.reportId']);
  });

  it.each([
    ['no object', 'text', ['body']],
    ['a list', [], ['body']],
    ['null', null, ['body']],
    ['nothing in it', {}, ['hook', 'hookInstance', 'context']],
    ['no context', { ...body, context: undefined }, ['context']],
    ['a context that is a list', { ...body, context: [] }, ['context']],
    ['no patient', { ...body, context: { userId: 'Practitioner/1' } }, ['context.patientId']],
    ['an instance that is no UUID', { ...body, hookInstance: '1' }, ['hookInstance']],
    ['prefetch that is a list', { ...body, prefetch: [] }, ['prefetch']],
    ['a FHIR server that is no URL', { ...body, fhirServer: 'fhir' }, ['fhirServer']],
    ['a FHIR server that is a file', { ...body, fhirServer: 'file:///etc/passwd' }, ['fhirServer']],
    ['a token with a line break', { ...body, fhirAuthorization: { access_token: 'a\r\nX-Evil: 1' } }, ['fhirAuthorization.access_token']],
    ['several faults at once', { hook: 1, hookInstance: 2, context: { patientId: '..' } }, ['hook', 'hookInstance', 'context.patientId']],
  ])('refuses %s, with every path', (_, given, expected) => {
    expect(paths(VIEW, given)).toEqual(expected);
    expect(refusal(VIEW, given).code).toBe('malformed-request');
  });

  it.each(['123&_count=9999', '../../etc', '..', '.', '%2f', 'a/b', 'a b', '', 'x'.repeat(129), '1|2', 'p\u0000', '$everything'])(
    'refuses the id %j',
    (patientId) => {
      expect(paths(VIEW, withContext({ patientId }))).toEqual(['context.patientId']);
    },
  );

  it('never repeats what was sent in place of an id', () => {
    expect(refusal(VIEW, withContext({ patientId: 'Edith Sallow' })).message).not.toContain('Sallow');
  });

  it('refuses a hook of another service', () => {
    expect(refusal(VIEW, { ...body, hook: 'order-sign' })).toMatchObject({ code: 'hook-mismatch', status: 400 });
    expect(refusal(RESULT, body).code).toBe('hook-mismatch');
  });

  it('knows no other service', () => {
    expect(refusal('vertebral-fracture', body)).toMatchObject({ code: 'unknown-service', status: 404 });
  });
});
