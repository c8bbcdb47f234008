/** The FHIR server behind a request, as the edge allows it to be read. */
import type { Dispatcher } from 'undici';

/**
 * `none`: no server was named, or it may not be read. `not-registered`: one was named that this EHR has not been registered with.
 * `server`: may be read, through the guarded dispatcher of its EHR.
 */
export type FhirServer =
  | { readonly kind: 'none' }
  | { readonly kind: 'not-registered'; readonly base: string }
  | { readonly kind: 'server'; readonly base: string; readonly accessToken: string | null; readonly dispatcher: Dispatcher };

/** An absolute http(s) URL without query, fragment and trailing slash, host in lower case; `null` for anything else. */
export const normalBase = (url: string): string | null => {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '');
};

/** Whether a URL lies on the server: the same origin, and its path inside the base, compared by whole segments. */
export const isWithin = (base: string, url: string): boolean => {
  const home = normalBase(base);
  const there = normalBase(url);
  if (home === null || there === null || new URL(url).username !== '') return false;
  return there === home || there.startsWith(`${home}/`);
};
