import { request } from 'undici';
import { openBundleServer } from '../../src/replay/bundle-server.ts';
import { bundle, condition, PATIENT_ID, patient, report, stranger } from '../fhir/sample.ts';

const BASE = 'https://fhir.harrowgate.example/R4';
const binary = {
  resourceType: 'Binary',
  id: 'words',
  contentType: 'text/plain',
  data: Buffer.from('Wedge fracture of T8.').toString('base64'),
};
const dispatcher = openBundleServer(
  BASE,
  bundle(patient, report('rep-1'), report('rep-2', { subject: stranger }), report('lab-1', { category: [] }), condition('con-1'), binary),
);

const get = async (path: string, accept = 'application/fhir+json') => {
  const { statusCode, body } = await request(`${BASE}/${path}`, { dispatcher, headers: { accept } });
  return { status: statusCode, text: await body.text() };
};
const found = async (search: string): Promise<readonly string[]> => {
  const { entry } = JSON.parse((await get(search)).text) as { entry: readonly { resource: { id: string } }[] };
  return entry.map(({ resource }) => resource.id);
};

describe('the FHIR server of a case', () => {
  it('gives a resource by its id, and 404 for one that it does not hold', async () => {
    expect(JSON.parse((await get(`Patient/${PATIENT_ID}`)).text)).toEqual(patient);
    expect((await get('Patient/somebody')).status).toBe(404);
  });

  it('gives a Binary as its content, unless FHIR is asked for', async () => {
    expect((await get('Binary/words', 'text/plain')).text).toBe('Wedge fracture of T8.');
    expect(JSON.parse((await get('Binary/words')).text)).toEqual(binary);
  });

  it('finds by patient, category and code, and lets other parameters be', async () => {
    expect(await found(`DiagnosticReport?patient=${PATIENT_ID}&_sort=-date&_count=50`)).toEqual(['rep-1', 'lab-1']);
    expect(
      await found(
        `DiagnosticReport?patient=Patient/${PATIENT_ID}&category=http://loinc.org|LP29684-5,http://terminology.hl7.org/CodeSystem/v2-0074|RAD`,
      ),
    ).toEqual(['rep-1']);
    expect(await found('Condition?code=http://snomed.info/sct|64859006')).toEqual(['con-1']);
    expect(await found('Condition?code=64859006')).toEqual(['con-1']);
    expect(await found('Condition?code=http://loinc.org|64859006')).toEqual([]);
    expect(await found(`Procedure?patient=${PATIENT_ID}`)).toEqual([]);
  });

  it('is the only server that there is', async () => {
    await expect(request('https://elsewhere.example/R4/Patient/1', { dispatcher })).rejects.toThrow();
    await expect(request('https://fhir.harrowgate.example/other/Patient/1', { dispatcher })).rejects.toThrow();
  });
});
