/**
 * What one prefetch value, or one answer of a FHIR server, turned out to be: supplied, empty, failed or absent (DESIGN section 3).
 * Whose data it is, is asked afterwards (`belongs-to-patient.ts`).
 */
import type { PrefetchKey } from '../hooks/wire.ts';
import { isObject, objects, text, word, type Json } from './json.ts';
import { TYPES_OF } from './prefetch-keys.ts';

/** One resource with the address it stands under in its Bundle. */
export interface Entry {
  readonly resource: Json;
  readonly fullUrl: string | null;
}

export interface Arrival {
  readonly state: 'supplied' | 'empty' | 'failed' | 'absent';
  /** In words, without anything of the patient's. */
  readonly why: string;
  readonly matches: readonly Entry[];
  /** What came along beside the matches. */
  readonly included: readonly Entry[];
  /** Address of the next page. */
  readonly next: string | null;
  /** The Bundle counts more matches than it holds. */
  readonly short: boolean;
  /** The EHR said that part of the record was withheld. */
  readonly withheld: boolean;
}

const nothing = (state: Arrival['state'], why: string): Arrival => ({
  state,
  why,
  matches: [],
  included: [],
  next: null,
  short: false,
  withheld: false,
});

/** Issue types that mean that the question was not answered; the last ones are children of these in the FHIR code system. */
const NOT_ANSWERED = [
  'security',
  'forbidden',
  'suppressed',
  'timeout',
  'exception',
  'login',
  'unknown',
  'expired',
  'transient',
  'throttled',
  'incomplete',
  'lock-error',
  'no-store',
];

const isFailure = (issue: Json): boolean =>
  issue.severity === 'error' || issue.severity === 'fatal' || NOT_ANSWERED.includes(word(issue.code));

/** Withheld beside matches, or a source that did not answer, is supplied, with a word on the card (DECISIONS I 0). */
const isWithheld = (issue: Json): boolean =>
  (issue.code === 'suppressed' || issue.code === 'incomplete') && issue.severity !== 'error' && issue.severity !== 'fatal';

/** http://hl7.org/fhir/R4/valueset-issue-type.html, beside those above. */
const OTHER_TYPES = [
  'invalid',
  'structure',
  'required',
  'value',
  'invariant',
  'processing',
  'not-supported',
  'duplicate',
  'multiple-matches',
  'not-found',
  'deleted',
  'too-long',
  'code-invalid',
  'extension',
  'too-costly',
  'business-rule',
  'conflict',
  'informational',
];
const SEVERITIES = ['fatal', 'error', 'warning', 'information'];

/** Type and severity only, and only as FHIR lists them: the EHR's own words may name the patient. */
const told = ({ severity, code }: Json): string => {
  const known = (words: readonly string[], one: unknown): string | undefined => words.find((listed) => listed === one);
  return `${known(SEVERITIES, severity) ?? 'unknown severity'}, ${known([...NOT_ANSWERED, ...OTHER_TYPES], code) ?? 'no known type'}`;
};

const isOutcome = (entry: Json, resource: unknown): boolean =>
  (isObject(resource) && resource.resourceType === 'OperationOutcome') || (isObject(entry.search) && entry.search.mode === 'outcome');

const readBundle = (bundle: Json, types: readonly string[]): Arrival => {
  const matches: Entry[] = [];
  const included: Entry[] = [];
  const issues: Json[] = [];
  let strangers = 0;
  if (bundle.entry !== undefined && !Array.isArray(bundle.entry)) return nothing('failed', 'a Bundle whose entries are no list');
  const entries = objects(bundle.entry);
  for (const entry of entries) {
    const resource = entry.resource;
    if (isOutcome(entry, resource)) {
      issues.push(...objects(isObject(resource) ? resource.issue : undefined));
    } else if (isObject(resource)) {
      const wasIncluded = isObject(entry.search) && entry.search.mode === 'include';
      const one = { resource, fullUrl: text(entry.fullUrl) };
      if (!wasIncluded && types.includes(word(resource.resourceType))) matches.push(one);
      else included.push(one);
      if (!wasIncluded) strangers += 1;
    }
  }
  const failure = issues.find((issue) => isFailure(issue) && !(matches.length > 0 && isWithheld(issue)));
  if (failure) return nothing('failed', `the EHR answered with an OperationOutcome (${told(failure)})`);

  const total = typeof bundle.total === 'number' ? bundle.total : null;
  if (matches.length === 0) {
    if (strangers > 0) return nothing('failed', `a Bundle without any ${types.join(' or ')}`);
    if (entries.length > 0 && issues.length === 0 && included.length === 0)
      return nothing('failed', 'a Bundle whose entries hold no resources');
    if (total !== null && total > 0 && entries.length === 0)
      return nothing('failed', `a Bundle that counts ${total} matches and holds none`);
    return nothing('empty', issues.length > 0 ? 'no matches, and an outcome that says so' : 'a Bundle without matches');
  }
  const next = objects(bundle.link).find(({ relation }) => relation === 'next');
  return {
    state: 'supplied',
    why: '',
    matches,
    included,
    next: next ? text(next.url) : null,
    short: total !== null && total > matches.length,
    withheld: issues.some(isWithheld),
  };
};

/** Reads one value of a key. `undefined` is absent; `null` is "no data", except for the patient, who always exists. */
export const readArrival = (value: unknown, key: PrefetchKey): Arrival => {
  if (value === undefined) return nothing('absent', 'not supplied');
  if (value === null) return key === 'patient' ? nothing('absent', 'null, but a patient always exists') : nothing('empty', 'null: no data');
  if (!isObject(value)) return nothing('failed', 'no FHIR resource');
  const types = TYPES_OF[key];
  const type = word(value.resourceType);
  if (types.includes(type)) return { ...nothing('supplied', ''), matches: [{ resource: value, fullUrl: null }] };
  if (type === 'Bundle') {
    const arrival = readBundle(value, types);
    return key === 'patient' && arrival.state === 'empty' ? nothing('absent', 'no Patient, but a patient always exists') : arrival;
  }
  if (type === 'OperationOutcome') return nothing('failed', `an OperationOutcome instead of data (${told(objects(value.issue)[0] ?? {})})`);
  return nothing(
    'failed',
    value.resourceType === undefined ? 'no FHIR resource' : `a resource of the wrong type, not ${types.join(' or ')}`,
  );
};
