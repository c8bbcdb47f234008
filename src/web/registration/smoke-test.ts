/** One call without a real patient that must answer 200 with no cards: the addresses, the token and the body are right. */
const BODY = {
  hook: 'patient-view',
  hookInstance: '00000000-0000-4000-8000-000000000001',
  context: { userId: 'Practitioner/smoke-test', patientId: 'smoke-test' },
  prefetch: {
    patient: { resourceType: 'Patient', id: 'smoke-test', birthDate: '1950-01-01' },
    reports: { resourceType: 'Bundle', type: 'searchset', total: 0 },
  },
};

export const smokeTest = (url: string, profile: 'demo' | 'production'): string =>
  [
    `curl -i ${url}`,
    "  -H 'Content-Type: application/json'",
    ...(profile === 'demo' ? [] : ['  -H "Authorization: Bearer $TOKEN"']),
    `  -d '${JSON.stringify(BODY)}'`,
  ].join(' \\\n');
