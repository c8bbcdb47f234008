/** Completing a chart from FHIR servers that answer in many pages, late, or not well at all. */
import type { Fault } from '../fhir-server/fhir-server.ts';
import { readChart } from '../../src/fhir/read-chart.ts';
import { PAGE_CAP } from '../../src/fhir/read-pages.ts';
import { endlessPages, htmlPage, neverAnswers, only, redirect, serverError, truncated, wrongType } from '../fhir-server/faults.ts';
import { recordOf, refusal, start, via } from './completing.ts';
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
