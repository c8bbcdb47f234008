/** Completing a chart from FHIR servers: what is read, and what is not. */
import type { FhirServer } from '../../src/fhir/server.ts';
import { readChart } from '../../src/fhir/read-chart.ts';
import { only, serverError, together } from '../fhir-server/faults.ts';
import { recordOf, refusal, start, via } from './completing.ts';
import { bundle, completePrefetch, everything, parts, patient, PATIENT_ID, report, request, subject } from './sample.ts';

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
