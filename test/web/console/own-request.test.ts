import { ownRequest, withReportText } from '../../../src/web/console/pages/replay/own-request.ts';

const WOMAN = { birthDate: '1950-01-01', gender: 'female' } as const;
const TODAY = '2026-03-14';

const report = { resourceType: 'DiagnosticReport', id: 'r1', conclusion: 'Normal.', presentedForm: [{ url: 'Binary/1' }] };
const bundle = {
  resourceType: 'Bundle',
  entry: [{ resource: { resourceType: 'Patient', id: 'p1' } }, { resource: report }, { resource: { resourceType: 'Condition', id: 'c1' } }],
};

const textOf = (body: unknown): string => {
  const { prefetch } = body as { prefetch: { reports: { entry: { resource: { presentedForm: { data: string }[] } }[] } } };
  return Buffer.from(prefetch.reports.entry[0]?.resource.presentedForm[0]?.data ?? '', 'base64').toString('utf8');
};

describe('what is dropped onto the page', () => {
  it('is sent as it is when it is a hook request, to the service of its hook', () => {
    const request = { hook: 'report-sign', hookInstance: 'x', context: { patientId: 'p1' } };
    expect(ownRequest(JSON.stringify(request), WOMAN, TODAY)).toEqual({ service: 'vertebral-fracture-report-sign', body: request });
    const custom = { ...request, hook: 'org.example.imaging-result-available' };
    expect(ownRequest(JSON.stringify(custom), WOMAN, TODAY).service).toBe('vertebral-fracture-imaging-result');
  });

  it('becomes a chart that is opened when it is a Bundle', () => {
    const { service, body } = ownRequest(JSON.stringify(bundle), WOMAN, TODAY);
    expect(service).toBe('vertebral-fracture-patient-view');
    expect(body).toMatchObject({
      context: { patientId: 'p1' },
      prefetch: { patient: { id: 'p1' }, reports: { total: 1 }, conditions: { total: 1 }, medications: { total: 0 } },
    });
  });

  it.each(['Fracture of L1, 40 % höhenverlust – “new”.', '<script>alert(1)</script> T12 collapse', '{"not": "ours"}', '[]', '{ broken'])(
    'is one report of today where it is a text: %s',
    (text) => {
      const { body } = ownRequest(text, WOMAN, TODAY);
      expect(textOf(body)).toBe(text);
      expect(body).toMatchObject({ prefetch: { patient: WOMAN, conditions: { total: 0 } } });
    },
  );
});

describe('editing a report in place', () => {
  it('replaces all that the report said, wherever it stands in the request', () => {
    const edited = withReportText({ prefetch: { reports: bundle }, context: { reports: report } }, 'r1', 'Now fractured.');
    expect(JSON.stringify(edited)).not.toContain('Normal.');
    expect(JSON.stringify(edited)).not.toContain('Binary/1');
    expect(JSON.stringify(edited).split(Buffer.from('Now fractured.').toString('base64'))).toHaveLength(3);
  });

  it('is not offered for a report that the request does not hold', () => {
    expect(withReportText({ prefetch: {} }, 'r1', 'x')).toBeNull();
  });
});
