/** Resources that came along: contained in a report, or beside it in its Bundle, by whatever form of reference. Indexed only when asked. */
import { parseReference } from './belongs-to-patient.ts';
import type { Entry } from './key-state.ts';
import { objects, word, type Json } from './json.ts';

export type LocalResources = (reference: string, holder: Json) => Json | null;

const indexOf = (entries: readonly Entry[]): ReadonlyMap<string, Json> => {
  const index = new Map<string, Json>();
  for (const { resource, fullUrl } of entries) {
    if (typeof resource.id === 'string') index.set(`${word(resource.resourceType)}/${resource.id}`, resource);
    if (fullUrl !== null) index.set(fullUrl, resource);
  }
  return index;
};

/** @param entries everything that arrived beside the reports. */
export const localResources = (entries: readonly Entry[]): LocalResources => {
  let index: ReadonlyMap<string, Json> | null = null;
  return (reference, holder) => {
    if (reference.startsWith('#')) return objects(holder.contained).find(({ id }) => id === reference.slice(1)) ?? null;
    index ??= indexOf(entries);
    const exact = index.get(reference);
    if (exact) return exact;
    const parsed = parseReference(reference);
    // An absolute reference names a server: only an entry of that very address is meant.
    return parsed && parsed.base === null ? (index.get(`${parsed.type}/${parsed.id}`) ?? null) : null;
  };
};
