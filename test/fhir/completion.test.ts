/** Completing a chart from FHIR servers that are well, slow or not well at all. */
import { Agent } from 'undici';
import type { Chart } from '../../src/fhir/facts.ts';
import { readChart } from '../../src/fhir/read-chart.ts';
import { PAGE_CAP } from '../../src/fhir/read-pages.ts';
import type { FhirServer } from '../../src/fhir/server.ts';
import { Refusal } from '../../src/refusals.ts';
import {
  endlessPages,
  htmlPage,
  neverAnswers,
  only,
  redirect,
  serverError,
  together,
  truncated,
  wrongType,
} from '../fhir-server/faults.ts';
import { startFhirServer, type Fault, type FhirServerUnderTest } from '../fhir-server/fhir-server.ts';
import {
  bundle,
  completePrefetch,
  everything,
  FRACTURE,
  observation,
  parts,
  patient,
  PATIENT_ID,
  report,
  request,
  stranger,
  subject,
} from './sample.ts';

const agent = new Agent();
const open: FhirServerUnderTest[] = [];

const start = async (resources: readonly unknown[], fault?: Fault): Promise<FhirServerUnderTest> => {
  const server = await startFhirServer(resources, fault);
  open.push(server);
  return server;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});
afterAll(() => agent.destroy());

const via = ({ base }: { readonly base: string }): FhirServer => ({ kind: 'server', base, accessToken: 'the-token', dispatcher: agent });

const recordOf = (chart: Chart, part: string): Chart['keys'][number] | undefined => chart.keys.find((record) => record.part === part);

const refusal = async (reading: Promise<Chart>): Promise<Refusal> => {
  try {
    await reading;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('nothing is read that need not be', () => {
  it('a complete prefetch leads to no read at all', async () => {
    const server = await start([]);
    const chart = await readChart(request(completePrefetch()), via(server), parts());
    expect([server.asked.length, chart.dataSource]).toEqual([0, 'prefetch']);
  });

  it('only the missing key is read', async () => {
    const server = await start(everything);
    const { observations, ...rest } = completePrefetch();
    const chart = await readChart(request(rest), via(server), parts());
    expect(observations).toBeDefined();
    expect(server.asked.map(({ url }) => url.split('?')[0])).toEqual(['Observation']);
    expect(chart.dataSource).toBe('mixed');
  });

  it('a report that the context or another key brought is not read again', async () => {
    const server = await start([]);
    const { reports, ...rest } = completePrefetch();
    const inContext = await readChart(
      request({ ...rest, reports: null }, { hook: 'imaging-result', reports: bundle(report('new-1')) }),
      { kind: 'none' },
      parts(),
    );
    expect(inContext.focusReportId).toBe('new-1');
    const amongReports = await readChart(request({ ...rest, reports }, { hook: 'report-view', reportId: 'rep-1' }), via(server), parts());
    expect([amongReports.focusReportId, amongReports.reports.length, server.asked.length]).toEqual(['rep-1', 1, 0]);
  });

  it.each([
    ['one resource', report('new-1')],
    ['a list of resources', [report('new-1')]],
  ])('the context of a draft hook may hold %s', async (_, reports) => {
    const sent = request({ ...completePrefetch(), reports: null }, { hook: 'report-review', reports });
    expect((await readChart(sent, { kind: 'none' }, parts())).focusReportId).toBe('new-1');
  });
});

describe('with nothing supplied', () => {
  it('every key is read, in parallel, with the token, and the chart is that of a complete prefetch', async () => {
    const server = await start(everything, together(7));
    const read = await readChart(request({}), via(server), parts());
    const sent = await readChart(request(completePrefetch()), { kind: 'none' }, parts());
    expect(read.facts).toEqual(sent.facts);
    expect(read.reports).toEqual(sent.reports);
    expect(read.dataSource).toBe('fetch');
    expect(server.asked).toHaveLength(7);
    expect(new Set(server.asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer the-token']));
  });

  it('no token is sent where none was given', async () => {
    const server = await start(everything);
    await readChart(request({}), { ...via(server), accessToken: null } as FhirServer, parts());
    expect(new Set(server.asked.map(({ authorization }) => authorization))).toEqual(new Set([undefined]));
  });

  it('ids are URL-encoded', async () => {
    const server = await start([]);
    const odd = request({}, { hook: 'report-view', reportId: '..' });
    await refusal(readChart({ ...odd, context: { ...odd.context, patientId: 'a-b.c' } }, via(server), parts()));
    expect(server.asked.some(({ url }) => url.startsWith('Patient/a-b.c'))).toBe(true);
    expect(server.asked.every(({ url }) => /^[A-Z]/.test(url))).toBe(true);
  });
});

describe('a medicine that is named by reference alone', () => {
  const byReference = bundle({
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    intent: 'order',
    subject,
    authoredOn: '2026-02-01',
    medicationReference: { reference: 'Medication/med' },
  });
  const medication = { resourceType: 'Medication', id: 'med', code: { text: 'Prolia 60mg/1ml solution for injection' } };

  it('is read', async () => {
    const server = await start([patient, medication]);
    const chart = await readChart(request({ ...completePrefetch(), medications: byReference }), via(server), parts());
    expect([chart.facts.medicines.map(({ drug }) => drug), chart.facts.unknown]).toEqual([['denosumab'], []]);
    expect(server.asked.map(({ url }) => url)).toEqual(['Medication/med']);
  });

  it('is not known where it cannot be read: "none" would be a lie', async () => {
    const server = await start([patient]);
    const [read, alone] = await Promise.all([
      readChart(request({ ...completePrefetch(), medications: byReference }), via(server), parts()),
      readChart(request({ ...completePrefetch(), medications: byReference }), { kind: 'none' }, parts()),
    ]);
    expect([read.facts.unknown, alone.facts.unknown]).toEqual([['medications'], ['medications']]);
  });
});

describe('reports by other categories', () => {
  const byCategory = (system: string, code: string): unknown[] => [patient, report('r', { category: [{ coding: [{ system, code }] }] })];

  it.each([
    ['a SNOMED CT modality (NHS)', byCategory('http://snomed.info/sct', '77477000')],
    ['a local category that no search knows', byCategory('urn:local', 'XRAY')],
    ['no category', [patient, report('r', { category: [] })]],
  ])('%s are found by a fallback search', async (_, resources) => {
    const server = await start(resources);
    const chart = await readChart(request({ ...completePrefetch(), reports: undefined }), via(server), parts());
    expect(chart.reports.map(({ id }) => id)).toEqual(['r']);
  });

  it('a server that does not understand the search is asked in simpler words', async () => {
    const server = await start(
      [patient, report('r')],
      only((url) => /_sort/.test(url), serverError(400)),
    );
    const chart = await readChart(request({ ...completePrefetch(), reports: undefined }), via(server), parts());
    expect(chart.reports).toHaveLength(1);
  });

  it('an empty key is confirmed by one search without category', async () => {
    const server = await start([patient, report('r', { category: [] })]);
    const chart = await readChart(request({ ...completePrefetch(), reports: bundle() }), via(server), parts());
    expect(server.asked.map(({ url }) => url)).toEqual([`DiagnosticReport?patient=${PATIENT_ID}&_count=100`]);
    expect(recordOf(chart, 'reports')).toMatchObject({ arrived: 'empty', state: 'read', resources: 1 });
  });

  it('an empty key stays known to be none where the confirming search fails', async () => {
    const server = await start([], serverError(500));
    const chart = await readChart(request({ ...completePrefetch(), reports: bundle() }), via(server), parts());
    expect(recordOf(chart, 'reports')).toMatchObject({ arrived: 'empty', state: 'empty', resources: 0 });
  });
});

describe('pages', () => {
  it('are followed on the same origin until the list ends', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      report(`r-${index}`, { issued: undefined, effectiveDateTime: `2025-${String((index % 12) + 1).padStart(2, '0')}-01` }),
    );
    const server = await start([patient, ...many]);
    const chart = await readChart(request({ ...completePrefetch(), reports: undefined }), via(server), parts());
    expect(chart.reports).toHaveLength(60);
    expect(recordOf(chart, 'reports')?.cut).toBe(false);
  }, 30_000);

  it('end at a cap, and the cut is told', async () => {
    const base: { value: string } = { value: '' };
    const server = await start(
      [patient],
      endlessPages(() => base.value, report('r')),
    );
    base.value = server.base;
    const chart = await readChart(request({ ...completePrefetch(), reports: undefined }), via(server), parts());
    expect(chart.reports).toHaveLength(PAGE_CAP);
    expect(recordOf(chart, 'reports')?.cut).toBe(true);
  });

  it('of a supplied Bundle are read on; without a server the cut is told', async () => {
    const server = await start([patient, report('rep-2')]);
    const first = {
      ...bundle(report('rep-1')),
      link: [{ relation: 'next', url: `${server.base}/DiagnosticReport?patient=${PATIENT_ID}` }],
    };
    const read = await readChart(request({ ...completePrefetch(), reports: first }), via(server), parts());
    expect(read.reports.map(({ id }) => id).sort()).toEqual(['rep-1', 'rep-2']);
    const alone = await readChart(request({ ...completePrefetch(), reports: first }), { kind: 'none' }, parts());
    expect(recordOf(alone, 'reports')).toMatchObject({ state: 'supplied', cut: true });
  });

  it('elsewhere are not read, and the token does not go there', async () => {
    const evil = await start([]);
    const server = await start([]);
    for (const url of [
      `${evil.base}/DiagnosticReport`,
      `${server.origin}/other/DiagnosticReport`,
      `${server.base}.evil.example/x`,
      'file:///etc/passwd',
    ]) {
      const first = { ...bundle(report('rep-1')), link: [{ relation: 'next', url }] };
      const chart = await readChart(request({ ...completePrefetch(), reports: first }), via(server), parts());
      expect(recordOf(chart, 'reports')?.cut).toBe(true);
    }
    expect([...evil.asked, ...server.asked]).toEqual([]);
  });
});

describe('a server that is not well', () => {
  it.each<readonly [string, Fault]>([
    ['401', serverError(401)],
    ['403', serverError(403)],
    ['404', serverError(404)],
    ['429', serverError(429)],
    ['500', serverError(500)],
    ['an HTML error page', htmlPage],
    ['truncated JSON', truncated],
    ['a resource of the wrong type', wrongType],
    ['no answer', neverAnswers],
  ])('%s: 412 for the needed key, "not known" for an optional one, never a word of what the server said', async (_, fault) => {
    const server = await start([], fault);
    const { reports, conditions, ...rest } = completePrefetch();
    const refused = await refusal(readChart(request({ ...rest, conditions }), via(server), parts({ deadlineMs: 150 })));
    expect([refused.status, refused.faults.map(({ path }) => path)]).toEqual([412, ['prefetch.reports']]);
    expect(refused.message).not.toMatch(/secret|127\.0\.0\.1|html|Diag"|test-pat/i);
    const chart = await readChart(request({ ...rest, reports }), via(server), parts({ deadlineMs: 150 }));
    expect(chart.facts.unknown).toEqual(['conditions']);
  });

  it('a redirect is not followed: neither the search nor the token goes elsewhere', async () => {
    const elsewhere = await start(everything);
    const server = await start([], redirect(elsewhere.base));
    const linked = report('r', { conclusion: undefined, presentedForm: [{ contentType: 'text/plain', url: 'Binary/b' }] });
    expect((await refusal(readChart(request({}), via(server), parts()))).status).toBe(412);
    expect((await refusal(readChart(request({ ...completePrefetch(), reports: bundle(linked) }), via(server), parts()))).status).toBe(412);
    expect(elsewhere.asked).toEqual([]);
  });

  it('a dead server is 412, and every needed key that is missing is named at once', async () => {
    const refused = await refusal(readChart(request({}), via({ base: 'http://127.0.0.1:1/r4' }), parts()));
    expect(refused.faults.map(({ path }) => path)).toEqual(['prefetch.patient', 'prefetch.reports']);
  });

  it('an optional read that hangs is given up once the needed keys are in', async () => {
    const server = await start(
      everything,
      only((url) => url.startsWith('/MedicationRequest'), neverAnswers),
    );
    const { medications, ...rest } = completePrefetch();
    expect(medications).toBeDefined();
    const chart = await readChart(request(rest), via(server), parts({ deadlineMs: 60_000, optionalReadsMs: 50 }));
    expect(chart.facts.unknown).toEqual(['medications']);
    expect(chart.reports).toHaveLength(1);
  });

  it("somebody else's report in what was read makes it failed", async () => {
    const theirs = { ...bundle(report('rep-1'), report('x', { subject: stranger })) };
    const server = await start([], (asked, response) => {
      response.json(asked.url.startsWith('/DiagnosticReport') ? theirs : bundle());
      return true;
    });
    const refused = await refusal(readChart(request({ ...completePrefetch(), reports: undefined }), via(server), parts()));
    expect(refused.message).toMatch(/another patient/);
  });
});

describe('texts behind links', () => {
  const linked = (id: string, url: string, contentType = 'text/html'): unknown =>
    report(id, { conclusion: undefined, presentedForm: [{ contentType, url }] });
  const binary = {
    resourceType: 'Binary',
    id: 'b-1',
    contentType: 'text/html',
    data: Buffer.from(`<p>${FRACTURE}</p>`).toString('base64'),
  };

  it('are read by the exact URL in their own media type', async () => {
    const server = await start([patient, binary]);
    const chart = await readChart(
      request({ ...completePrefetch(), reports: bundle(linked('r', `${server.base}/Binary/b-1`) as never) }),
      via(server),
      parts(),
    );
    expect(chart.reports[0]).toMatchObject({ text: FRACTURE, notRead: null, parts: [{ from: 'binary', contentType: 'text/html' }] });
    expect(server.asked).toMatchObject([
      { url: 'Binary/b-1', accept: 'text/html, application/fhir+json;q=0.9', authorization: 'Bearer the-token' },
    ]);
  });

  it('are read as a Binary resource where the server sends JSON', async () => {
    const server = await start([patient], (asked, response) => {
      if (!asked.url.startsWith('/Binary')) return false;
      response.type('application/fhir+json').send(JSON.stringify(binary));
      return true;
    });
    const chart = await readChart(
      request({ ...completePrefetch(), reports: bundle(linked('r', 'Binary/b-1') as never) }),
      via(server),
      parts(),
    );
    expect(chart.reports[0]?.text).toBe(FRACTURE);
  });

  it('HTML is asked for before PDF, and one rendering is enough', async () => {
    const server = await start([patient, { ...binary, data: Buffer.from(`<p>${FRACTURE.repeat(8)}</p>`).toString('base64') }]);
    const both = report('r', {
      conclusion: undefined,
      presentedForm: [
        { contentType: 'application/pdf', url: 'Binary/pdf' },
        { contentType: 'text/html', url: 'Binary/b-1' },
      ],
    });
    const chart = await readChart(request({ ...completePrefetch(), reports: bundle(both) }), via(server), parts());
    expect(server.asked.map(({ url }) => url)).toEqual(['Binary/b-1']);
    expect(chart.reports[0]?.notRead).toBeNull();
  });

  it('that cannot be read are counted, and the others still speak', async () => {
    const server = await start([patient, binary]);
    const reports = bundle(linked('gone', 'Binary/gone') as never, linked('r', 'Binary/b-1') as never);
    const chart = await readChart(request({ ...completePrefetch(), reports }), via(server), parts());
    expect(chart.counts).toEqual({ reports: 2, notRead: 1, notImaging: 0 });
    expect(chart.reports.find(({ id }) => id === 'gone')).toMatchObject({ text: '', notRead: expect.stringMatching(/404/) });
  });

  it('are 412 naming reports where none of them could be read', async () => {
    const refused = await refusal(
      readChart(request({ ...completePrefetch(), reports: bundle(linked('r', 'Binary/b-1') as never) }), { kind: 'none' }, parts()),
    );
    expect([refused.status, refused.faults[0]?.path]).toEqual([412, 'prefetch.reports']);
  });

  it('outside the FHIR server are never fetched', async () => {
    const evil = await start([]);
    const server = await start([patient]);
    await refusal(
      readChart(request({ ...completePrefetch(), reports: bundle(linked('r', `${evil.base}/Binary/1`) as never) }), via(server), parts()),
    );
    expect(evil.asked).toEqual([]);
  });

  it('larger than the cap are left where they are', async () => {
    const server = await start([patient], (asked, response) => {
      if (!asked.url.startsWith('/Binary')) return false;
      response.type('text/rtf').send(Buffer.alloc(4_000_000, 'x'));
      return true;
    });
    const refused = await refusal(
      readChart(request({ ...completePrefetch(), reports: bundle(linked('r', 'Binary/b-1', 'text/rtf') as never) }), via(server), parts()),
    );
    expect(refused.message).toMatch(/larger than/);
  });

  it('result Observations are read where a report has no other text', async () => {
    const line = (id: string, valueString: string): unknown => observation(id, { valueQuantity: undefined, valueString });
    const server = await start([patient, line('o-1', 'FINDINGS: Wedge fracture of L2.'), line('o-2', 'IMPRESSION: L2 fracture.')]);
    const withResults = report('r', {
      conclusion: undefined,
      result: [{ reference: 'Observation/o-1' }, { reference: 'Observation/o-2' }],
      subject,
    });
    const chart = await readChart(request({ ...completePrefetch(), reports: bundle(withResults) }), via(server), parts());
    expect(chart.reports[0]?.text).toBe('FINDINGS: Wedge fracture of L2.\nIMPRESSION: L2 fracture.');
  });
});
