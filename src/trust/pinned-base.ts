/** A registered base, and whether a URL lies inside it: the same origin, and the path by whole segments (CVE-2026-34359: never by `startsWith`). */

/** What some servers decode into a way out of the base, after the URL was compared: encoded dots, slashes, percent signs, `..;`. */
const WAYS_OUT = /%(?:2e|2f|5c|25|00)|[;\\]/i;

const withoutSlash = (path: string): string => path.replace(/\/+$/, '');

/** Scheme, host and port as the URL standard writes them, and the path without trailing slash; `null` where it is no plain base URL. */
export const plainBase = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, search, hash, origin, pathname } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  if (username || password || search || hash || /[?#]/.test(text) || WAYS_OUT.test(pathname)) return null;
  return origin + withoutSlash(pathname);
};

/** `outside` says what differs. `base` is as `plainBase` gives it; the query of `url` does not matter. */
export const whereLies = (base: string, url: string): 'inside' | 'origin' | 'path' => {
  if (!URL.canParse(url)) return 'origin';
  const { origin, username, password, pathname } = new URL(url);
  const home = new URL(base);
  if (origin !== home.origin || username || password) return 'origin';
  if (WAYS_OUT.test(pathname)) return 'path';
  const [inner, outer] = [withoutSlash(pathname), withoutSlash(home.pathname)];
  return inner === outer || inner.startsWith(`${outer}/`) ? 'inside' : 'path';
};
