/** What the simulated FHIR server says of itself: the reference sandbox asks before anything else. */
const TYPES = [
  'Patient',
  'DiagnosticReport',
  'Condition',
  'MedicationRequest',
  'Procedure',
  'ServiceRequest',
  'Observation',
  'Practitioner',
];

export const capability = (base: string, version: string): unknown => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  kind: 'instance',
  date: '2026-01-01',
  fhirVersion: '4.0.1',
  format: ['application/fhir+json'],
  software: { name: 'Vertebral Fracture CDS simulator', version },
  implementation: { description: 'The invented patients of the fixtures, read-only', url: base },
  rest: [{ mode: 'server', resource: TYPES.map((type) => ({ type, interaction: [{ code: 'read' }, { code: 'search-type' }] })) }],
});
