/** Versions, addenda, corrections and withdrawals of one report; and which reports of a chart count at all. */
import type { Chart, ReportText } from '../../src/fhir/facts.ts';
import { readChart } from '../../src/fhir/read-chart.ts';
import { bundle, completePrefetch, FRACTURE, NO_SERVER, parts, report, request, type Resource } from './sample.ts';

const chartOf = (...reports: readonly Resource[]): Promise<Chart> =>
  readChart(request({ ...completePrefetch(), reports: bundle(...reports) }), NO_SERVER, parts());
const reportsOf = async (...reports: readonly Resource[]): Promise<readonly ReportText[]> => (await chartOf(...reports)).reports;

const accession = (value: string): Resource => ({
  identifier: [{ type: { coding: [{ code: 'ACSN' }] }, system: 'https://ris.example/accession', value }],
});
const at = (issued: string): Resource => ({ issued: `${issued}T10:00:00Z`, effectiveDateTime: '2026-02-10' });
const NO_FRACTURE = 'On review the appearance of T12 is that of a limbus vertebra. No vertebral fracture.';

describe('one report', () => {
  it('that came twice under its id is read once, the newer update wins', async () => {
    const older = report('r', { meta: { lastUpdated: '2026-02-10T10:00:00Z' } });
    const newer = report('r', { meta: { lastUpdated: '2026-02-11T10:00:00Z' }, conclusion: NO_FRACTURE });
    expect(await reportsOf(newer, older)).toMatchObject([{ id: 'r', ids: ['r'], text: NO_FRACTURE }]);
  });

  it('and its addendum, filed as a report of its own under the same accession, are one', async () => {
    const body = report('r', { ...accession('A1'), ...at('2026-02-10') });
    const addendum = report('a', {
      ...accession('A1'),
      ...at('2026-02-12'),
      status: 'appended',
      conclusion: 'There is also a fracture of L3.',
    });
    const chart = await chartOf(addendum, body);
    expect(chart.reports).toMatchObject([
      { id: 'a', ids: ['r', 'a'], text: `${FRACTURE}\n\nADDENDUM:\nThere is also a fracture of L3.`, status: 'final' },
    ]);
    expect(chart.counts.reports).toBe(1);
  });

  it('whose new version repeats what it adds to is read once', async () => {
    const body = report('r', { ...accession('A1'), ...at('2026-02-10') });
    const whole = report('v2', {
      ...accession('A1'),
      ...at('2026-02-12'),
      status: 'appended',
      conclusion: `${FRACTURE} ADDENDUM: also L3.`,
    });
    expect(await reportsOf(body, whole)).toMatchObject([{ text: `${FRACTURE} ADDENDUM: also L3.` }]);
  });

  it('that was corrected says what the correction says', async () => {
    const body = report('r', { ...accession('A1'), ...at('2026-02-10') });
    const corrected = report('v2', { ...accession('A1'), ...at('2026-02-12'), status: 'corrected', conclusion: NO_FRACTURE });
    expect(await reportsOf(corrected, body)).toMatchObject([
      { text: NO_FRACTURE, status: 'corrected', ids: ['r', 'v2'], firstDay: '2026-02-10' },
    ]);
  });

  it('that was preliminary first says what the final one says', async () => {
    const early = report('p', { ...accession('A1'), ...at('2026-02-10'), status: 'preliminary', conclusion: 'Possible fracture of T12.' });
    const final = report('f', { ...accession('A1'), ...at('2026-02-11') });
    expect(await reportsOf(early, final)).toMatchObject([{ id: 'f', text: FRACTURE, status: 'final' }]);
  });

  it('that calls itself preliminary is preliminary, whatever its status says', async () => {
    expect(await reportsOf(report('r', { conclusion: `***** Preliminary Report *****\n${FRACTURE}` }))).toMatchObject([
      { status: 'preliminary' },
    ]);
  });

  it('is found by the accession of the request that it refers to, too', async () => {
    const basedOn = [{ identifier: { type: { coding: [{ code: 'ACSN' }] }, system: 'https://ris.example/accession', value: 'A1' } }];
    const body = report('r', { basedOn, ...at('2026-02-10') });
    const addendum = report('a', { ...accession('A1'), ...at('2026-02-12'), code: { text: 'Addendum' }, conclusion: 'Also L3.' });
    expect(await reportsOf(body, addendum)).toHaveLength(1);
  });
});

describe('examinations', () => {
  it('under one accession are kept apart', async () => {
    const head = report('h', { ...accession('A1'), code: { text: 'CT Head' }, conclusion: 'No haemorrhage.' });
    const chest = report('c', { ...accession('A1'), code: { text: 'CT Thorax' } });
    expect((await reportsOf(head, chest)).map(({ id, text }) => [id, text]).sort()).toEqual([
      ['c', FRACTURE],
      ['h', 'No haemorrhage.'],
    ]);
  });

  it('of the same patient with the same hospital number are not one', async () => {
    const number = { identifier: [{ type: { coding: [{ code: 'MR' }] }, system: 'urn:mrn', value: '123' }] };
    expect(await reportsOf(report('a', number), report('b', number))).toHaveLength(2);
  });
});

describe('what was withdrawn', () => {
  it.each(['entered-in-error', 'cancelled'])('%s is never read, and told', async (status) => {
    const chart = await chartOf(report('r', { status }), report('other', { conclusion: 'Normal.' }));
    expect([chart.reports.map(({ id }) => id), chart.retracted, chart.counts.reports]).toEqual([
      ['other'],
      [{ id: 'r', day: '2026-02-10' }],
      1,
    ]);
  });

  it('takes the earlier version of the same examination with it', async () => {
    const body = report('r', { ...accession('A1'), ...at('2026-02-10') });
    const withdrawal = report('w', { ...accession('A1'), ...at('2026-02-12'), status: 'entered-in-error', conclusion: undefined });
    const chart = await chartOf(body, withdrawal);
    expect([chart.reports, chart.retracted.map(({ id }) => id)]).toEqual([[], ['r', 'w']]);
  });

  it('but neither a later one nor another examination', async () => {
    const duplicate = report('w', { ...accession('A1'), ...at('2026-02-10'), status: 'entered-in-error' });
    const body = report('r', { ...accession('A1'), ...at('2026-02-12') });
    const head = report('h', { ...accession('A1'), ...at('2026-02-09'), code: { text: 'CT Head' }, conclusion: 'Normal.' });
    expect((await reportsOf(duplicate, body, head)).map(({ id }) => id).sort()).toEqual(['h', 'r']);
  });
});

describe('which reports count', () => {
  it('those within the look-back, newest first, by effective day, a period by its end, else by the day of issue', async () => {
    const reports = await reportsOf(
      report('old', { effectiveDateTime: '2021-03-13' }),
      report('edge', { effectiveDateTime: '2021-03-14' }),
      report('period', { effectiveDateTime: undefined, effectivePeriod: { start: '2025-12-30', end: '2026-01-02' } }),
      report('issued', { effectiveDateTime: undefined, issued: '2026-01-03T00:30:00+02:00' }),
      report('undated', { effectiveDateTime: undefined, issued: undefined }),
    );
    expect(reports.map(({ id, day }) => [id, day])).toEqual([
      ['period', '2026-01-02'],
      ['issued', '2026-01-02'],
      ['edge', '2021-03-14'],
      ['undated', null],
    ]);
  });

  it('the one that a report hook is about is read however old it is', async () => {
    const asked = request(
      { ...completePrefetch(), report: report('old', { effectiveDateTime: '2001-01-01' }) },
      { hook: 'report-view', reportId: 'old' },
    );
    expect((await readChart(asked, NO_SERVER, parts())).reports.map(({ id }) => id)).toContain('old');
  });

  it('imaging only; the others are counted', async () => {
    const laboratory = report('lab', {
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
      code: { text: 'Bone profile' },
    });
    const letter = report('letter', { category: [], code: { text: 'Clinic letter' }, conclusion: 'Dear doctor' });
    const uncoded = report('uncoded', { category: [], code: {}, conclusion: `CT thorax: ${FRACTURE}` });
    const chart = await chartOf(laboratory, letter, uncoded);
    expect([chart.reports.map(({ id }) => id), chart.counts]).toEqual([['uncoded'], { reports: 1, notRead: 0, notImaging: 2 }]);
  });

  it('one that is only registered has not been written: it is no report that could not be read', async () => {
    const chart = await chartOf(report('r', { status: 'registered', conclusion: undefined }));
    expect([chart.reports[0]?.notRead, chart.counts]).toEqual([null, { reports: 0, notRead: 0, notImaging: 0 }]);
  });

  it('a coded conclusion without text counts as read', async () => {
    const coded = report('r', {
      conclusion: undefined,
      conclusionCode: [{ coding: [{ system: 'http://snomed.info/sct', code: '426646004' }] }],
    });
    const chart = await chartOf(coded);
    expect([chart.counts.notRead, chart.reports[0]?.codedConclusions.map(({ kind }) => kind)]).toEqual([0, ['fracture']]);
  });

  it('one that is longer than any report is not read, and not silence: alone it is 412', async () => {
    await expect(chartOf(report('r', { conclusion: 'The lungs are clear. '.repeat(10_000) }))).rejects.toMatchObject({ status: 412 });
  });

  it('of addenda that are longer together than any report, those that fit are read, and the rest is said', async () => {
    const addendum = (number: number) =>
      report(`addendum-${number}`, {
        identifier: [{ system: 'urn:accession', value: 'A-1' }],
        issued: `2026-03-${10 + number}T09:00:00Z`,
        conclusion: `ADDENDUM: ${number} ${'The lungs are clear. '.repeat(4500)}`,
      });
    const { reports } = await chartOf(...[1, 2, 3].map(addendum));
    expect(reports.map(({ text, notRead }) => [text.length <= 200_010, notRead])).toEqual([
      [true, 'a text of more than 200,000 characters'],
    ]);
  });

  it('a coded fracture in the record beside only unreadable reports is still 412', async () => {
    const unreadable = report('r', { conclusion: undefined, presentedForm: [{ contentType: 'image/jpeg', data: '/9j/4A==' }] });
    await expect(chartOf(unreadable)).rejects.toMatchObject({ status: 412, faults: [{ path: 'prefetch.reports' }] });
  });
});
