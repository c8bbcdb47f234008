/**
 * Whose data a resource is. Every resource must belong to `context.patientId`: by reference (relative, versioned or absolute; absolute
 * also by base), by an identifier-only subject that matches the Patient's identifiers, or by `Patient.link` (replaces, seealso).
 */
import { isObject, objects, text, word, type Json } from './json.ts';
import type { Entry } from './key-state.ts';
import { normalBase } from './server.ts';

/** `unknown`: it names no patient, or one that cannot be compared. */
export type Whose = 'own' | 'other' | 'unknown';

/** Judges one resource; `beside` are the entries of its own Bundle, where `urn:uuid` and logical references are looked up. */
export type Belongs = (resource: Json, beside: readonly Entry[]) => Whose;

interface Reference {
  /** Base of an absolute reference. */
  readonly base: string | null;
  readonly type: string;
  readonly id: string;
}

/** `Patient/1`, `Patient/1/_history/2`, `https://server/base/Patient/1`, taken apart; `null` for `#contained`, `urn:` and other forms. */
export const parseReference = (reference: string): Reference | null => {
  const parts = /^(?:(https?:\/\/.+)\/)?([A-Za-z]+)\/([A-Za-z0-9\-.]+)(?:\/_history\/[^/]+)?$/i.exec(reference);
  if (!parts) return null;
  const [, base, type = '', id = ''] = parts;
  return { base: base ? normalBase(base) : null, type, id };
};

/** NHS numbers are written with and without spaces. */
const plain = (value: unknown): string => word(value).replace(/[\s-]/g, '').toLowerCase();

const compareIdentifier = (given: Json, known: readonly Json[]): Whose => {
  if (text(given.value) === null) return 'unknown';
  const comparable = known.filter(
    ({ system, value }) => text(value) !== null && (system === given.system || system === undefined || given.system === undefined),
  );
  if (comparable.length === 0) return 'unknown';
  if (comparable.some(({ value }) => plain(value) === plain(given.value))) return 'own';
  return comparable.some(({ system }) => system !== undefined && system === given.system) ? 'other' : 'unknown';
};

const LINKS = ['replaces', 'seealso'];

/** Ids of records that are this patient's too. */
const linkedIds = (patient: Json | null): readonly string[] =>
  objects(patient?.link)
    .filter(({ type }) => LINKS.includes(word(type)))
    .flatMap(({ other }) => (isObject(other) && text(other.reference) ? [parseReference(word(other.reference))?.id ?? ''] : []))
    .filter((id) => id !== '');

/**
 * @param patient the Patient of the context where it is known: its identifiers and links count.
 * @param base FHIR base of the request; absolute references of another base are another record.
 */
export const belongsTo = (patientId: string, patient: Json | null, base: string | null): Belongs => {
  const ids = new Set([patientId, ...linkedIds(patient)]);
  const home = base === null ? null : normalBase(base);
  const identifiers = objects(patient?.identifier);

  const isOwnPatient = (resource: Json): Whose => {
    if (typeof resource.id === 'string' && ids.has(resource.id)) return 'own';
    const verdicts = objects(resource.identifier).map((identifier) => compareIdentifier(identifier, identifiers));
    if (verdicts.includes('own')) return 'own';
    return verdicts.includes('other') || typeof resource.id === 'string' ? 'other' : 'unknown';
  };

  const byLocal = (found: Json | undefined): Whose => {
    if (found?.resourceType !== 'Patient') return 'unknown';
    // The id of a contained or urn:uuid Patient is local: only its identifiers can say who it is, unless it is the logical id itself.
    const whose = isOwnPatient(found);
    const identified = objects(found.identifier).some((identifier) => compareIdentifier(identifier, identifiers) === 'other');
    return whose === 'other' && !identified ? 'unknown' : whose;
  };

  const byReference = (reference: string, resource: Json, beside: readonly Entry[]): Whose => {
    if (reference.startsWith('#')) return byLocal(objects(resource.contained).find(({ id }) => id === reference.slice(1)));
    if (reference.startsWith('urn:')) return byLocal(beside.find(({ fullUrl }) => fullUrl === reference)?.resource);
    const parsed = parseReference(reference);
    if (!parsed || parsed.type !== 'Patient') return 'unknown';
    if (parsed.base !== null && home !== null && parsed.base !== home) return 'other';
    return ids.has(parsed.id) ? 'own' : 'other';
  };

  const known = new Map<string, Whose>();

  return (resource, beside) => {
    if (resource.resourceType === 'Patient') return isOwnPatient(resource);
    const subject = resource.subject ?? resource.patient;
    if (!isObject(subject)) return 'unknown';
    const reference = text(subject.reference);
    if (reference !== null) {
      const seen = known.get(reference);
      if (seen) return seen;
      const whose = byReference(reference, resource, beside);
      // Local references mean something else in every resource and Bundle.
      if (!reference.startsWith('#') && !reference.startsWith('urn:')) known.set(reference, whose);
      if (whose !== 'unknown') return whose;
    }
    return isObject(subject.identifier) ? compareIdentifier(subject.identifier, identifiers) : 'unknown';
  };
};

/** The Patient itself: the one of the context, or one that replaces it or stands beside it as the same person. */
export const isPatientOf = (resource: Json, patientId: string): boolean =>
  resource.id === patientId || linkedIds(resource).includes(patientId);
