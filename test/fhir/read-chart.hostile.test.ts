/** Whatever stands in a request, the answer is a chart or a refusal that says why: never a crash. */
import fc from 'fast-check';
import { readChart } from '../../src/fhir/read-chart.ts';
import { Refusal } from '../../src/refusals.ts';
import { bundle, completePrefetch, FRACTURE, NO_SERVER, parts, report, request } from './sample.ts';

const rich = {
  ...completePrefetch(),
  reports: bundle(
    report('r', {
      identifier: [{ type: { coding: [{ code: 'ACSN' }] }, system: 'urn:accession', value: '1' }],
      basedOn: [{ reference: 'ServiceRequest/1', identifier: { value: '1' } }],
      presentedForm: [{ contentType: 'text/html; charset=utf-8', data: Buffer.from(`<p>${FRACTURE}</p>`).toString('base64') }],
      result: [{ reference: '#o' }],
      contained: [{ resourceType: 'Observation', id: 'o', valueString: FRACTURE }],
      conclusionCode: [{ coding: [{ system: 'http://snomed.info/sct', code: '426646004' }] }],
      text: { div: '<div>x</div>' },
      meta: { lastUpdated: '2026-02-10T10:00:00Z' },
    }),
  ),
};

/** Every path into a JSON value. */
const pathsIn = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
    : [path];

const withValueAt = (value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown => {
  if (key === undefined) return put;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? withValueAt(item, rest, put) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: withValueAt(object[key], rest, put) };
};

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
  fc.constantFrom(
    'constructor',
    'toString',
    '__proto__',
    '',
    '/',
    '#',
    'urn:uuid:',
    'Patient/',
    'a'.repeat(5000),
    -1,
    1e300,
    [],
    {},
    [[]],
    [null],
    { toString: 1 },
    { coding: 'x' },
    { reference: {} },
  ),
);

it('one member of a request may be anything', async () => {
  const paths = pathsIn(rich).filter((path) => path.length > 0);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), anything, fc.constantFrom('patient-view', 'imaging-result'), async (path, put, hook) => {
      const asked = request(withValueAt(rich, path, put) as Record<string, unknown>, {
        hook,
        reportId: hook === 'imaging-result' ? 'r' : null,
      });
      const answer = await readChart(asked, NO_SERVER, parts()).catch((error: unknown) => error);
      return answer instanceof Refusal || (typeof answer === 'object' && answer !== null && 'facts' in answer);
    }),
    { numRuns: 200 },
  );
}, 60_000);
