/** Orders that name their medicine by reference alone: the Medication is read, or the medicines count as not known. */
import type { FhirReads } from './fhir-reads.ts';
import { isObject, objects, text, word, type Json } from './json.ts';
import type { Clock } from './request-clock.ts';

/** Medications that are read one by one at most; what lies beyond counts as not known. */
const CAP = 20;

export interface CompletedMedications {
  /** Medications that came along, and those that were read. */
  readonly included: readonly Json[];
  /** Orders whose medicine nobody can tell. */
  readonly unresolved: number;
}

const idIn = (reference: string): string => reference.split('/').at(-1) ?? '';

/** The reference of an order that says nothing else of its medicine: no code, no name, nothing contained. */
const bareReference = (order: Json): string | null => {
  if (isObject(order.medicationCodeableConcept) || !isObject(order.medicationReference)) return null;
  const reference = text(order.medicationReference.reference);
  if (reference === null || text(order.medicationReference.display) !== null) return null;
  return reference.startsWith('#') && objects(order.contained).some(({ id }) => id === reference.slice(1)) ? null : reference;
};

export const completeMedications = async (
  orders: readonly Json[],
  included: readonly Json[],
  reads: FhirReads | null,
  clock: Pick<Clock, 'patience'>,
): Promise<CompletedMedications> => {
  const here = new Set(included.map(({ id }) => word(id)));
  const missing = orders.flatMap((order) => bareReference(order) ?? []).filter((reference) => !here.has(idIn(reference)));
  if (missing.length === 0) return { included, unresolved: 0 };
  const distinct = [...new Set(missing)].filter((reference) => /(?:^|\/)Medication\//.test(reference));
  const read = await Promise.all(
    distinct.slice(0, reads ? CAP : 0).map((reference) => reads?.json(reference, clock.patience).catch(() => null)),
  );
  const found = read.filter((one): one is Json => isObject(one) && one.resourceType === 'Medication');
  const known = new Set(found.map(({ id }) => word(id)));
  return { included: [...included, ...found], unresolved: missing.filter((reference) => !known.has(idIn(reference))).length };
};
