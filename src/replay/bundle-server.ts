/** The FHIR server of a case: it holds the resources of `server.json` and answers reads and simple searches from memory, without a socket. */
import { MockAgent, type Dispatcher } from 'undici';

type Json = Readonly<Record<string, unknown>>;

interface Answer {
  readonly statusCode: number;
  readonly data: string | Buffer;
  readonly responseOptions: { readonly headers: Readonly<Record<string, string>> };
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

const fhir = (statusCode: number, body: Json): Answer => ({
  statusCode,
  data: JSON.stringify(body),
  responseOptions: { headers: { 'content-type': 'application/fhir+json' } },
});

const NOT_FOUND = fhir(404, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] });

/** `system|code`, `|code` or `code` against the codings of one or several CodeableConcepts. */
const hasToken = (concepts: unknown, token: string): boolean => {
  const [code = '', system] = token.split('|').reverse();
  const codings = list(concepts).flatMap((concept) => (isJson(concept) ? list(concept.coding) : []));
  return codings.some(
    (coding) => isJson(coding) && coding.code === code && (system === undefined || system === '' || coding.system === system),
  );
};

const refersTo = (reference: unknown, id: string): boolean =>
  isJson(reference) && (reference.reference === `Patient/${id}` || String(reference.reference).endsWith(`/Patient/${id}`));

/** The search parameters of our own templates; any other (`_count`, `_sort`) narrows nothing. */
const matches = (resource: Json, name: string, value: string): boolean => {
  if (name === 'patient') return refersTo(resource.subject ?? resource.patient, value.replace(/^Patient\//, ''));
  if (name === 'category' || name === 'code') return value.split(',').some((token) => hasToken(resource[name], token));
  return true;
};

const search = (resources: readonly Json[], type: string, query: URLSearchParams): Answer => {
  const found = resources.filter((one) => one.resourceType === type && [...query].every(([name, value]) => matches(one, name, value)));
  const entry = found.map((resource) => ({ fullUrl: `${type}/${String(resource.id)}`, resource, search: { mode: 'match' } }));
  return fhir(200, { resourceType: 'Bundle', type: 'searchset', total: found.length, entry });
};

/** A Binary is content unless FHIR JSON is asked for. */
const read = (resource: Json | undefined, accept: string): Answer => {
  if (!resource) return NOT_FOUND;
  if (resource.resourceType !== 'Binary' || accept.includes('fhir+json')) return fhir(200, resource);
  return {
    statusCode: 200,
    data: Buffer.from(String(resource.data), 'base64'),
    responseOptions: { headers: { 'content-type': String(resource.contentType) } },
  };
};

const acceptOf = (headers: unknown): string => {
  const entries = headers instanceof Headers ? [...headers] : Object.entries(isJson(headers) ? headers : {});
  return String(entries.find(([name]) => name.toLowerCase() === 'accept')?.[1] ?? 'application/fhir+json');
};

/** A dispatcher under which only `base` exists, and behind it the resources of a Bundle. */
export const openBundleServer = (base: string, bundle: unknown): Dispatcher => {
  const resources = list(isJson(bundle) ? bundle.entry : undefined).flatMap((entry) =>
    isJson(entry) && isJson(entry.resource) ? [entry.resource] : [],
  );
  const { origin, pathname } = new URL(base);
  const root = pathname.replace(/\/$/, '');
  const agent = new MockAgent();
  agent.disableNetConnect();
  agent
    .get(origin)
    .intercept({ method: 'GET', path: (path) => path.startsWith(`${root}/`) })
    .reply(({ path, headers }) => {
      const { pathname: below, searchParams } = new URL(path.slice(root.length), origin);
      const [type = '', id] = below.slice(1).split('/').map(decodeURIComponent);
      if (id === undefined) return search(resources, type, searchParams);
      return read(
        resources.find((one) => one.resourceType === type && one.id === id),
        acceptOf(headers),
      );
    })
    .persist();
  return agent;
};
