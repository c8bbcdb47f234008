import { belongsTo, isPatientOf, parseReference } from '../../src/fhir/belongs-to-patient.ts';
import { byNhsNumber, condition, patient, PATIENT_ID, report, type Resource } from './sample.ts';

const BASE = 'https://fhir.example/r4';
const whose = (subject: unknown, extra: Resource = {}, beside: readonly Resource[] = [], base: string | null = BASE): string =>
  belongsTo(
    PATIENT_ID,
    patient,
    base,
  )(
    { ...condition('c'), ...(subject === undefined ? { subject: null } : { subject }), ...extra },
    beside.map((resource) => ({ resource, fullUrl: String(resource.fullUrl ?? '') || null })),
  );

describe('whose data a resource is', () => {
  it.each([
    ['another id', { reference: 'Patient/other' }, 'other'],
    ['another version of another id', { reference: 'Patient/other/_history/3' }, 'other'],
    ['the same id on another server', { reference: `https://elsewhere.example/r4/Patient/${PATIENT_ID}` }, 'other'],
    ['the same id under another base of that host', { reference: `https://fhir.example/test/Patient/${PATIENT_ID}` }, 'other'],
    ['a longer id that begins the same', { reference: `Patient/${PATIENT_ID}0` }, 'other'],
    ['another NHS number', byNhsNumber('9990000026'), 'other'],
    ['an identifier of a system that the Patient does not have', { identifier: { system: 'urn:mrn', value: '1' } }, 'unknown'],
    ['a display alone', { display: 'Jane Doe' }, 'unknown'],
    ['nobody', undefined, 'unknown'],
    ['a device', { reference: 'Device/1' }, 'unknown'],
    ['a relative reference', { reference: `Patient/${PATIENT_ID}` }, 'own'],
    ['a versioned reference', { reference: `Patient/${PATIENT_ID}/_history/2` }, 'own'],
    ['an absolute reference on the server of the request', { reference: `${BASE}/Patient/${PATIENT_ID}` }, 'own'],
    ['an absolute reference, host in other case', { reference: `https://FHIR.example/r4/Patient/${PATIENT_ID}` }, 'own'],
    ['her NHS number', byNhsNumber('9990000018'), 'own'],
    ['her NHS number with spaces', byNhsNumber('999 000 0018'), 'own'],
    ['a logical reference with her NHS number beside it', { reference: 'urn:nhs:1', ...byNhsNumber('9990000018') }, 'own'],
  ])('%s: %s', (_, subject, expected) => {
    expect(whose(subject)).toBe(expected);
  });

  it('an absolute reference counts by its id where no FHIR server was named', () => {
    expect(whose({ reference: `https://elsewhere.example/r4/Patient/${PATIENT_ID}` }, {}, [], null)).toBe('own');
  });

  it('a contained Patient is known by its identifiers, not by its local id', () => {
    const contained = (value: string): Resource => ({
      contained: [{ resourceType: 'Patient', id: 'p', identifier: [byNhsNumber(value).identifier] }],
    });
    expect(whose({ reference: '#p' }, contained('9990000018'))).toBe('own');
    expect(whose({ reference: '#p' }, contained('9990000026'))).toBe('other');
    expect(whose({ reference: '#p' }, { contained: [{ resourceType: 'Patient', id: 'p' }] })).toBe('unknown');
  });

  it('a urn:uuid reference leads to the Patient of its Bundle', () => {
    const entry = { ...patient, fullUrl: 'urn:uuid:1' };
    expect(whose({ reference: 'urn:uuid:1' }, {}, [entry])).toBe('own');
    expect(whose({ reference: 'urn:uuid:1' }, {}, [{ ...entry, id: 'x', identifier: [byNhsNumber('9990000026').identifier] }])).toBe(
      'other',
    );
    expect(whose({ reference: 'urn:uuid:2' }, {}, [entry])).toBe('unknown');
  });

  it.each([
    ['replaces', 'own'],
    ['seealso', 'own'],
    ['refer', 'other'],
  ])('a record linked as %s is %s', (type, expected) => {
    const linked = { ...patient, link: [{ type, other: { reference: 'Patient/old-record' } }] };
    expect(belongsTo(PATIENT_ID, linked, BASE)(report('r', { subject: { reference: 'Patient/old-record' } }), [])).toBe(expected);
  });

  it('the Patient is the one of the context, or one that replaces it', () => {
    expect(isPatientOf(patient, PATIENT_ID)).toBe(true);
    expect(
      isPatientOf({ ...patient, id: 'new', link: [{ type: 'replaces', other: { reference: `Patient/${PATIENT_ID}` } }] }, PATIENT_ID),
    ).toBe(true);
    expect(isPatientOf({ ...patient, id: 'new' }, PATIENT_ID)).toBe(false);
  });

  it('takes references apart without ever throwing', () => {
    expect(parseReference('https://a.example/x/y/Patient/1/_history/2')).toEqual({
      base: 'https://a.example/x/y',
      type: 'Patient',
      id: '1',
    });
    for (const odd of ['', '#x', 'urn:uuid:1', 'Patient', '/Patient/', 'https://', 'Patient/a b']) expect(parseReference(odd)).toBeNull();
  });
});
