/** From settled keys to the resources that facts are read from. */
import type { PrefetchKey } from '../hooks/wire.ts';
import type { Belongs } from './belongs-to-patient.ts';
import { completeMedications } from './complete-medications.ts';
import type { FhirReads } from './fhir-reads.ts';
import type { Source } from './gather-sources.ts';
import type { Json } from './json.ts';
import type { PatientResources } from './read-facts.ts';
import type { Clock } from './request-clock.ts';

export const resourcesOf = (sources: readonly Source[], key: PrefetchKey): readonly Json[] => {
  const resources: Json[] = [];
  for (const { record, content } of sources) if (record.key === key) for (const { resource } of content.matches) resources.push(resource);
  return resources;
};

/** Medications that orders refer to, results that came with reports: what a search included beside its matches. */
const includedOf = (sources: readonly Source[], type: string): readonly Json[] =>
  sources.flatMap(({ content: { arrival } }) =>
    arrival.included.filter(({ resource }) => resource.resourceType === type).map(({ resource }) => resource),
  );

const unknownKeys = (sources: readonly Source[]): readonly PrefetchKey[] => [
  ...new Set(sources.filter(({ record }) => record.state === 'unavailable').map(({ record }) => record.key)),
];

/** The patient's own resources by key, with the Medications that orders refer to and the results that came with reports. */
export const patientResources = async (
  sources: readonly Source[],
  belongs: Belongs,
  reads: FhirReads | null,
  clock: Pick<Clock, 'patience'>,
): Promise<PatientResources> => {
  const medications = resourcesOf(sources, 'medications');
  const { included, unresolved } = await completeMedications(medications, includedOf(sources, 'Medication'), reads, clock);
  const results = includedOf(
    sources.filter(({ record }) => record.key === 'report' || record.key === 'reports'),
    'Observation',
  ).filter((result) => belongs(result, []) === 'own');
  return {
    patient: resourcesOf(sources, 'patient')[0] ?? null,
    conditions: resourcesOf(sources, 'conditions'),
    medications,
    procedures: resourcesOf(sources, 'procedures'),
    serviceRequests: resourcesOf(sources, 'serviceRequests'),
    observations: [...resourcesOf(sources, 'observations'), ...results],
    included,
    unknown: unresolved === 0 ? unknownKeys(sources) : [...new Set([...unknownKeys(sources), 'medications' as const])],
  };
};
