/** One key from the FHIR server: the first page, the pages after it on the same origin up to a cap, and for reports the category fallbacks. */
import type { HookRequest, PrefetchKey } from '../hooks/wire.ts';
import { ReadFailure, type FhirReads } from './fhir-reads.ts';
import { word } from './json.ts';
import { readArrival, type Arrival, type Entry } from './key-state.ts';
import { fillTemplate, REPORT_FALLBACKS } from './prefetch-templates.ts';

/** Pages and resources of one key that are read at most; what lies beyond is recorded as cut and said on the card. */
export const PAGE_CAP = 5;
export const RESOURCE_CAP = 1000;

export interface Paged {
  readonly arrival: Arrival;
  /** More is there than was read. */
  readonly cut: boolean;
}

const failed = (error: unknown): Arrival => {
  if (!(error instanceof ReadFailure)) throw error;
  return { state: 'failed', why: error.message, matches: [], included: [], next: null, short: false, withheld: false };
};

const readOne = async (reads: FhirReads, url: string, key: PrefetchKey, signal: AbortSignal): Promise<Arrival> => {
  try {
    return readArrival(await reads.json(url, signal), key);
  } catch (error) {
    return failed(error);
  }
};

/** Follows `next` links. A page that fails, lies elsewhere or repeats itself ends the list, which then counts as cut. */
export const followPages = async (reads: FhirReads, first: Arrival, key: PrefetchKey, signal: AbortSignal): Promise<Paged> => {
  const seen = new Set<string>();
  const matches = [...first.matches];
  const included = [...first.included];
  let next = first.next;
  let withheld = first.withheld;
  for (let page = 1; next !== null && page < PAGE_CAP && matches.length < RESOURCE_CAP && !seen.has(next); page += 1) {
    seen.add(next);
    const arrival = await readOne(reads, next, key, signal);
    if (arrival.state === 'failed' || arrival.state === 'absent') break;
    matches.push(...arrival.matches);
    included.push(...arrival.included);
    withheld ||= arrival.withheld;
    next = arrival.next;
  }
  // A server that pages may count its total over all pages; without any next link the first Bundle's own count decides.
  const cut = next !== null || (first.next === null && first.short);
  return { arrival: { ...first, matches, included, next, withheld }, cut };
};

const search = async (
  reads: FhirReads,
  path: string,
  key: PrefetchKey,
  signal: AbortSignal,
): Promise<Paged & { readonly refused: boolean }> => {
  try {
    const first = readArrival(await reads.json(path, signal), key);
    return { ...(await followPages(reads, first, key, signal)), refused: first.state === 'failed' };
  } catch (error) {
    const arrival = failed(error);
    const status = error instanceof ReadFailure ? error.status : null;
    // The search itself is not understood; anything else (401, 403, 429, 5xx, no answer) would meet the next search too.
    return { arrival, cut: false, refused: status === 400 || status === 404 || status === 405 || status === 422 || status === 501 };
  }
};

/** Each id once; what has no id cannot be told apart and stays. */
const distinct = (entries: readonly Entry[]): readonly Entry[] => [
  ...new Map(entries.map((entry) => [word(entry.resource.id) || entry, entry])).values(),
];

const union = (found: readonly Paged[]): Paged => {
  const arrivals = found.map(({ arrival }) => arrival).filter(({ state }) => state === 'supplied');
  const [first] = arrivals;
  if (!first)
    return { arrival: found.find(({ arrival }) => arrival.state === 'empty')?.arrival ?? (found[0] as Paged).arrival, cut: false };
  return {
    arrival: {
      ...first,
      matches: distinct(arrivals.flatMap(({ matches }) => matches)),
      included: arrivals.flatMap(({ included }) => included),
      withheld: arrivals.some(({ withheld }) => withheld),
    },
    cut: found.some(({ cut }) => cut),
  };
};

const path = (template: string, context: HookRequest['context']): string => fillTemplate(template, context) ?? '';

/** Reports of every category; what is imaging is told apart here, not there. */
export const readReportsOfAnyCategory = async (reads: FhirReads, context: HookRequest['context'], signal: AbortSignal): Promise<Paged> =>
  search(reads, path(REPORT_FALLBACKS.anyCategory, context), 'reports', signal);

/** By LOINC, v2-0074 and SNOMED CT modality side by side; where none of them finds any, without category. */
const readReportsByFallback = async (reads: FhirReads, context: HookRequest['context'], signal: AbortSignal): Promise<Paged> => {
  const found = union(
    await Promise.all(REPORT_FALLBACKS.byCategory.map((template) => search(reads, path(template, context), 'reports', signal))),
  );
  return found.arrival.state === 'supplied' ? found : readReportsOfAnyCategory(reads, context, signal);
};

/** Reads one part of a key by its template. Never rejects for what a server does: that is a `failed` arrival. */
export const readPart = async (
  reads: FhirReads,
  key: PrefetchKey,
  template: string | undefined,
  context: HookRequest['context'],
  signal: AbortSignal,
): Promise<Paged> => {
  const filled = template === undefined ? null : fillTemplate(template, context);
  if (filled === null) {
    const why = key === 'report' ? 'the context names no report to read' : 'there is no search for it that this context can fill';
    return { arrival: failed(new ReadFailure(why)), cut: false };
  }
  const answer = await search(reads, filled, key, signal);
  if (key !== 'reports' || answer.arrival.state === 'supplied') return answer;
  if (answer.arrival.state === 'failed' && !answer.refused) return answer;
  const found = await readReportsByFallback(reads, context, signal);
  return found.arrival.state === 'failed' ? answer : found;
};
