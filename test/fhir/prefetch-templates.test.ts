import { fillTemplate, partsOf, PRESETS, templateFaults, templatesFor } from '../../src/fhir/prefetch-templates.ts';
import { codes, request } from './sample.ts';

const context = (reportId: string | null = 'rep-1'): ReturnType<typeof request>['context'] => request({}, { reportId }).context;

describe('the templates that are offered', () => {
  it('patient-view has no report, the report hooks have one', () => {
    expect(Object.keys(templatesFor('patient-view', {}, codes))).toEqual([
      'patient',
      'reports',
      'conditions',
      'medications',
      'procedures',
      'serviceRequests',
      'observations',
    ]);
    for (const hook of ['report-view', 'report-review', 'report-sign', 'imaging-result'] as const) {
      expect(templatesFor(hook, {}, codes).report).toBe('DiagnosticReport/{{context.reportId}}');
    }
  });

  it('reports are asked for by both categories, newest first', () => {
    expect(templatesFor('patient-view', {}, codes).reports).toBe(
      'DiagnosticReport?patient={{context.patientId}}&category=http://loinc.org|LP29684-5,http://terminology.hl7.org/CodeSystem/v2-0074|RAD&_sort=-date&_count=50',
    );
  });

  it('use root context tokens, equality, _sort and _count only: what every client can resolve (CDS Hooks 2.0.1, Prefetch)', () => {
    for (const preset of [{}, ...Object.keys(PRESETS).map((name) => ({ preset: name }))]) {
      for (const template of Object.values(templatesFor('report-view', preset as Record<string, string>, codes))) {
        expect(template.match(/\{\{.*?\}\}/g)?.every((token) => /^\{\{context\.[a-zA-Z]+\}\}$/.test(token))).toBe(true);
        const names = [...new URLSearchParams(template.split('?')[1] ?? '').keys()];
        expect(names.filter((name) => !['patient', 'category', 'code', '_sort', '_count'].includes(name))).toEqual([]);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it('observations are asked for by the codes of the code lists', () => {
    const code = new URLSearchParams(templatesFor('patient-view', {}, codes).observations?.split('?')[1]).get('code') ?? '';
    expect(code.split(',').length).toBeGreaterThan(1);
    expect(code.split(',').every((one) => /^https?:\/\/[^|]+\|[^|]+$/.test(one))).toBe(true);
  });
});

describe('the overrides of an EHR', () => {
  it('replace a template, or add a part of a key', () => {
    const own = templatesFor(
      'patient-view',
      {
        reports: 'DiagnosticReport?patient={{context.patientId}}',
        'medications-dispenses': 'MedicationDispense?patient={{context.patientId}}',
      },
      codes,
    );
    expect(own.reports).toBe('DiagnosticReport?patient={{context.patientId}}');
    expect(partsOf(['patient', 'medications'], own, {}).get('medications')).toEqual(new Set(['medications', 'medications-dispenses']));
  });

  it('may take a preset first', () => {
    expect(templatesFor('patient-view', { preset: 'nhs' }, codes).reports).toMatch(/snomed\.info\/sct\|77477000/);
    expect(templatesFor('patient-view', { preset: 'epic' }, codes).reports).not.toMatch(/_sort/);
    expect(templatesFor('patient-view', { preset: 'epic', reports: 'DiagnosticReport?x=1' }, codes).reports).toBe('DiagnosticReport?x=1');
  });

  it('parts that only the request names count too', () => {
    const sent = { 'observations-labs': null, allergies: null };
    expect(partsOf(['observations'], templatesFor('patient-view', {}, codes), sent).get('observations')).toEqual(
      new Set(['observations', 'observations-labs']),
    );
  });

  it.each([
    [{ preset: 'cerner' }, /preset/],
    [{ allergies: 'AllergyIntolerance?patient={{context.patientId}}' }, /not a prefetch key/],
    [{ constructor: 'X' }, /not a prefetch key/],
    [{ reports: 'DiagnosticReport?patient={{context.patientId.id}}' }, /root context fields/],
    [{ reports: 'DiagnosticReport?date=ge{{today()}}' }, /root context fields/],
  ])('%j is refused at start', (overrides, fault) => {
    expect(templateFaults(overrides as unknown as Record<string, string>).join()).toMatch(fault);
  });

  it('the presets themselves are free of faults', () => {
    for (const preset of Object.values(PRESETS)) expect(templateFaults(preset)).toEqual([]);
  });
});

describe('a filled template', () => {
  it('encodes what servers refuse raw', () => {
    expect(fillTemplate('DiagnosticReport?patient={{context.patientId}}&category=http://loinc.org|LP29684-5', context())).toBe(
      'DiagnosticReport?patient=test-pat-1&category=http%3A%2F%2Floinc.org%7CLP29684-5',
    );
  });

  it('does not encode twice what a site has encoded by hand', () => {
    expect(fillTemplate('X?category=a%7Cb&c=100%', context())).toBe('X?category=a%7Cb&c=100%25');
  });

  it('is none where the context lacks the token, or where an id would climb out of the path', () => {
    expect(fillTemplate('DiagnosticReport/{{context.reportId}}', context(null))).toBeNull();
    expect(fillTemplate('DiagnosticReport/{{context.reportId}}', context('..'))).toBeNull();
    expect(fillTemplate('X/{{constructor}}', context())).toBeNull();
  });

  it('an id cannot add a parameter or a path', () => {
    const odd = { ...context(), patientId: 'a&_count=9999' };
    expect(fillTemplate('X?patient={{ context.patientId }}&b=1', odd)).toBe('X?patient=a%26_count%3D9999&b=1');
    expect(fillTemplate('Patient/{{context.patientId}}', { ...odd, patientId: 'a/../b' })).toBe('Patient/a%2F..%2Fb');
  });
});
