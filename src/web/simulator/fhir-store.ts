/** The resources of all fixtures as one FHIR R4 server would hold them, by `Type/id`. */
import type { MovedFixture } from '../console-parts.ts';

export interface StoredResource {
  readonly resourceType: string;
  readonly id: string;
  readonly [member: string]: unknown;
}

export type FhirStore = ReadonlyMap<string, StoredResource>;

const isStorable = (value: unknown): value is StoredResource => {
  const { resourceType, id } = (value ?? {}) as Partial<StoredResource>;
  return typeof resourceType === 'string' && typeof id === 'string' && !['Bundle', 'OperationOutcome'].includes(resourceType);
};

const entriesOf = (bundle: unknown): readonly unknown[] => {
  const { entry } = (bundle ?? {}) as { entry?: unknown };
  return Array.isArray(entry) ? entry.map((one: { resource?: unknown } | null) => one?.resource) : [];
};

/** What one fixture brings: the server behind it, and all that its prefetch holds. */
const resourcesOf = ({ request, server }: Pick<MovedFixture, 'request' | 'server'>): readonly StoredResource[] => {
  const prefetch = Object.values((request.prefetch ?? {}) as Record<string, unknown>);
  return [...prefetch, ...prefetch.flatMap(entriesOf), ...entriesOf(server)].filter(isStorable);
};

export const storeOf = (fixtures: readonly Pick<MovedFixture, 'request' | 'server'>[]): FhirStore =>
  new Map(fixtures.flatMap(resourcesOf).map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
