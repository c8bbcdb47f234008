/** What an analyst is told about a captured request: each known cause by its own sentence. */
import { checkChart, type ChartCheck, type Registration } from '../../src/fhir/check-chart.ts';
import { describeCheck } from '../../src/fhir/describe-check.ts';
import type { HookRequest } from '../../src/hooks/wire.ts';
import { pictureOfAPage } from './documents/pdf.ts';
import {
  bundle,
  completePrefetch,
  condition,
  epicEmpty,
  medication,
  outcome,
  parts,
  report,
  request,
  stranger,
  type Resource,
} from './sample.ts';

const check = (
  prefetch: Record<string, unknown>,
  with_: Partial<HookRequest> = {},
  registration: Registration = 'not-asked',
): Promise<ChartCheck> => checkChart(request(prefetch, with_), { ...parts(), registration });

const without = (...keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(completePrefetch()).filter(([key]) => !keys.includes(key)));

describe('a request that brought everything', () => {
  it('has nothing to be told', async () => {
    expect(await check(completePrefetch())).toMatchObject({ advice: [], notes: [], missing: [], noneReadable: false });
  });

  it('is told key by key, with how much of it the code lists know', async () => {
    const { keys } = await check({
      ...completePrefetch(),
      conditions: bundle(condition('a'), condition('b', { code: { text: 'Hypertension' } })),
    });
    expect(keys.find(({ part }) => part === 'conditions')).toMatchObject({
      arrived: 'supplied',
      resources: 2,
      known: 1,
      needed: false,
      wouldRead: null,
    });
  });

  it('is told report by report, with where each text came from', async () => {
    const inline = report('r', {
      presentedForm: [{ contentType: 'text/plain', data: Buffer.from('CT thorax. Normal.').toString('base64') }],
      conclusion: undefined,
    });
    const { reports } = await check({ ...completePrefetch(), reports: bundle(inline) });
    expect(reports).toMatchObject([{ id: 'r', parts: [{ from: 'presentedForm', contentType: 'text/plain' }], notRead: null }]);
  });
});

describe('the known causes', () => {
  const reportsOf = (...reports: readonly Resource[]): Record<string, unknown> => ({ ...completePrefetch(), reports: bundle(...reports) });
  const linked = report('r', { conclusion: undefined, presentedForm: [{ contentType: 'text/html', url: 'Binary/1' }] });
  const scanned = report('r', { conclusion: undefined, presentedForm: [{ contentType: 'application/pdf', data: pictureOfAPage }] });
  const laboratory = report('r', {
    category: [{ coding: [{ system: 'urn:local', code: 'BLOOD' }] }],
    code: { text: 'Bone profile' },
    conclusion: 'Calcium 2.4',
  });
  const withServer = { fhirServer: 'https://fhir.example/r4', accessToken: 'x' };

  it.each<readonly [string, Promise<ChartCheck>, RegExp]>([
    ['neither prefetch nor server: the endpoint URI does not match', check({}), /Endpoint URI of the client ID character by character/],
    ['one key left out: a scope is missing', check(without('conditions')), /conditions: left out.*scope.*patient\/Condition\.rs/],
    [
      'an outcome instead of data',
      check({ ...completePrefetch(), medications: outcome('error', 'forbidden') }),
      /medications: .*error, forbidden.*Signed Medication Order/,
    ],
    [
      'no reports: a category that this EHR does not use',
      check({ ...completePrefetch(), reports: bundle() }),
      /reports: empty.*category.*presets: epic, oracle, nhs/,
    ],
    ['reports of other categories only', check(reportsOf(laboratory)), /none of them an imaging report.*urn:local\|BLOOD/],
    ['texts behind links', check(reportsOf(linked)), /behind a link.*Binary\.read/],
    ['a scanned report', check(reportsOf(scanned)), /Report r could not be read: a PDF without a text layer/],
    [
      'data of another patient',
      check({ ...completePrefetch(), conditions: bundle(condition('a'), condition('b', { subject: stranger })) }),
      /another patient.*\{\{context\.patientId\}\}/,
    ],
    [
      'resources that name no patient',
      check({ ...completePrefetch(), conditions: bundle(condition('a'), condition('b', { subject: undefined })) }),
      /conditions: 1 resources name no patient/,
    ],
    [
      'a list that is cut',
      check({ ...completePrefetch(), conditions: { ...bundle(condition('a')), total: 300 } }),
      /conditions: the list is cut/,
    ],
    [
      'a proxy page instead of a resource',
      check({ ...completePrefetch(), conditions: '<html>502</html>' }),
      /conditions: not usable \(no FHIR resource\)/,
    ],
    ['a server without a token', check(without('conditions'), { fhirServer: 'https://fhir.example/r4' }), /without fhirAuthorization/],
    [
      'a server that is not registered',
      check(without('reports'), withServer, 'not-registered'),
      /https:\/\/fhir\.example\/r4 is not one of the FHIR bases.*403/,
    ],
    ['no server for what is missing', check(without('reports')), /No fhirServer came/],
    [
      'part of the record withheld',
      check({
        ...completePrefetch(),
        conditions: {
          ...bundle(condition('a')),
          entry: [{ resource: condition('a') }, { resource: outcome('warning', 'suppressed'), search: { mode: 'outcome' } }],
        },
      }),
      /conditions: .*withheld \(suppressed\)/,
    ],
  ])('%s', async (_, checking, sentence) => {
    expect((await checking).advice.join('\n')).toMatch(sentence);
  });

  it.each<readonly [string, Promise<ChartCheck>, RegExp]>([
    [
      'an outcome-only Bundle: nothing was found',
      check({ ...completePrefetch(), procedures: epicEmpty }),
      /procedures: no entries but an outcome.*4101.*known to be none/,
    ],
    [
      'a key whose codes nobody knows',
      check({ ...completePrefetch(), medications: bundle({ ...medication('m'), medicationCodeableConcept: { text: 'Amlodipine' } }) }),
      /medications: 1 usable, none of them known.*CODES_DIR/,
    ],
    ['nothing in prefetch, a server instead', check({}, withServer), /every key is read from the FHIR server/],
  ])('%s is no finding', async (_, checking, sentence) => {
    expect((await checking).notes.join('\n')).toMatch(sentence);
  });

  it('what would be fetched is shown as it would be asked', async () => {
    const { keys } = await check(without('conditions'));
    expect(keys.find(({ part }) => part === 'conditions')?.wouldRead).toBe('Condition?patient=test-pat-1&_count=100');
  });
});

describe('in words', () => {
  it.each<readonly [string, Promise<ChartCheck>, RegExp]>([
    ['everything came', check(completePrefetch()), /Answer: 200, from what was sent/],
    ['reports are missing', check(without('reports')), /Answer: 412 Precondition Failed, naming reports\n/],
    [
      'and there is a server',
      check(without('reports'), { fhirServer: 'https://fhir.example/r4' }),
      /naming reports, unless its FHIR server can be read/,
    ],
    [
      'and that is not registered',
      check(without('reports'), { fhirServer: 'https://fhir.example/r4' }, 'not-registered'),
      /Answer: 403 Forbidden/,
    ],
    [
      'nothing could be read',
      check({ ...completePrefetch(), reports: bundle(report('r', { conclusion: undefined })) }),
      /412 Precondition Failed: imaging reports are there and none could be read/,
    ],
  ])('%s', async (_, checking, sentence) => {
    expect(describeCheck(await checking)).toMatch(sentence);
  });
});
