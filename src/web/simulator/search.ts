/** The FHIR searches that our own templates and the reference sandbox ask: by patient, id, category, code and status, sorted by date, first page only. */
import type { FhirStore, StoredResource } from './fhir-store.ts';

interface Token {
  readonly system?: unknown;
  readonly code?: unknown;
}

const codingsOf = (value: unknown): readonly Token[] =>
  [value].flat().flatMap((concept) => {
    const { coding } = (concept ?? {}) as { coding?: unknown };
    return Array.isArray(coding) ? (coding as Token[]) : [];
  });

/** `system|code` or `code`; several separated by commas. */
const matchesToken = (value: unknown, wanted: string): boolean =>
  wanted.split(',').some((one) => {
    const [system, code] = one.includes('|') ? one.split('|', 2) : [null, one];
    return codingsOf(value).some((coding) => coding.code === code && (system === null || coding.system === system));
  });

const patientOf = ({ subject, patient }: StoredResource): string => {
  const { reference } = (subject ?? patient ?? {}) as { reference?: unknown };
  return typeof reference === 'string' ? (reference.split('/').at(-1) ?? '') : '';
};

const isOneOf = (value: unknown, wanted: string): boolean => wanted.split(',').some((one) => one.split('/').at(-1) === value);

/** Parameters that are not here are ignored, as FHIR lets a server do. */
const MATCHERS: Readonly<Record<string, (resource: StoredResource, wanted: string) => boolean>> = {
  _id: (resource, wanted) => isOneOf(resource.id, wanted),
  patient: (resource, wanted) => isOneOf(patientOf(resource), wanted),
  subject: (resource, wanted) => isOneOf(patientOf(resource), wanted),
  category: (resource, wanted) => matchesToken(resource.category, wanted),
  code: (resource, wanted) => matchesToken(resource.code, wanted),
  status: (resource, wanted) => wanted.split(',').includes(String(resource.status)),
};

const DATES = ['effectiveDateTime', 'issued', 'authoredOn', 'recordedDate', 'onsetDateTime', 'performedDateTime'];

const dateOf = (resource: StoredResource): string =>
  String(DATES.map((name) => resource[name]).find((date) => typeof date === 'string') ?? '');

const searchset = (base: string, matches: readonly StoredResource[], total: number): unknown => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total,
  ...(matches.length > 0
    ? {
        entry: matches.map((resource) => ({
          fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
          resource,
          search: { mode: 'match' },
        })),
      }
    : {}),
});

/** A searchset Bundle; `_count` cuts it. */
export const search = (store: FhirStore, base: string, type: string, parameters: URLSearchParams): unknown => {
  const found = [...store.values()].filter(
    (resource) => resource.resourceType === type && [...parameters].every(([name, wanted]) => MATCHERS[name]?.(resource, wanted) ?? true),
  );
  const sorted = parameters.get('_sort') === '-date' ? found.sort((a, b) => dateOf(b).localeCompare(dateOf(a))) : found;
  const count = Number(parameters.get('_count') ?? 100);
  return searchset(base, sorted.slice(0, Number.isInteger(count) && count >= 0 ? count : 100), found.length);
};
