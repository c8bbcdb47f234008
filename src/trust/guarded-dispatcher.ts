/**
 * The only way out: one dispatcher under every read of one registered base (a FHIR base or a key set), whichever library asks.
 * It goes to that origin and inside that path only, to allowed addresses only, follows nothing, and takes bounded, uncompressed answers.
 */
import { createRequire } from 'node:module';
import type * as Undici from 'undici';
import type { Dispatcher } from 'undici';
import { isAllowedHost, lookupAllowed, type AddressPolicy } from './allowed-addresses.ts';
import { Blocked } from './blocked.ts';
import type { BlockedReason } from './events.ts';
import { whereLies } from './pinned-base.ts';

export interface Guard {
  /** As `plainBase` gives it. */
  readonly base: string;
  readonly addresses: AddressPolicy;
  /** Largest body of one answer, in bytes. */
  readonly maxBytes: number;
  readonly report: (reason: BlockedReason) => void;
  /** Told of every answer's head, and of reads without one. */
  readonly measure?: (read: MeasuredRead) => void;
}

export interface MeasuredRead {
  /** Path and query, as asked. */
  readonly path: string;
  readonly status: number | 'failed';
  readonly seconds: number;
}

const CONNECT_TIMEOUT_MS = 5000;
/** For one silence of the server; a request has its own deadline by signal. */
const SILENCE_MS = 30_000;
const CONNECTIONS = 64;

type Handler = Dispatcher.DispatchHandler;

const judgeRequest = ({ base, addresses }: Guard, origin: string, path: string): BlockedReason | null => {
  const lies = URL.canParse(path, origin) ? whereLies(base, new URL(path, origin).href) : 'path';
  if (lies !== 'inside') return lies;
  return isAllowedHost(new URL(origin).hostname, addresses) ? null : 'address';
};

const judgeAnswer = (status: number, headers: Readonly<Record<string, string | string[] | undefined>>): BlockedReason | null => {
  if (status >= 300 && status < 400) return 'redirect';
  // A small answer may unpack into a huge one, after the bound on bytes was passed.
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
  return encoding === 'identity' || encoding === '' ? null : 'encoding';
};

const reasonOf = (error: Error): BlockedReason | null => {
  if (error instanceof Blocked) return error.reason;
  return 'code' in error && error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' ? 'size' : null;
};

/** Calls `measure` once, with the time since now. */
const stopwatch = (path: string, measure: Guard['measure']): ((status: MeasuredRead['status']) => void) => {
  const started = performance.now();
  let open = true;
  return (status) => {
    if (open) measure?.({ path, status, seconds: (performance.now() - started) / 1000 });
    open = false;
  };
};

/** Passes an answer on, or stops it at its head. */
const guardAnswer = (handler: Handler, report: Guard['report'], measured: (status: MeasuredRead['status']) => void): Handler => ({
  onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
  onRequestUpgrade: (controller, status, headers, socket) => handler.onRequestUpgrade?.(controller, status, headers, socket),
  onResponseStart: (controller, status, headers, message) => {
    measured(status);
    const stopped = judgeAnswer(status, headers);
    if (stopped) controller.abort(new Blocked(stopped));
    else handler.onResponseStart?.(controller, status, headers, message);
  },
  onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
  onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
  onResponseError: (controller, error) => {
    measured('failed');
    const reason = reasonOf(error);
    if (reason) report(reason);
    handler.onResponseError?.(controller, error);
  },
});

/** Header names and values as undici's callers give them: an object, or a flat list. */
const plainHeaders = (headers: Dispatcher.DispatchOptions['headers']): Record<string, string | string[] | undefined> => {
  if (!headers) return {};
  if (!Array.isArray(headers)) return Symbol.iterator in headers ? Object.fromEntries(headers) : { ...headers };
  return Object.fromEntries(Array.from({ length: headers.length / 2 }, (_, at) => [headers[2 * at], headers[2 * at + 1]]));
};

const uncompressed = (headers: Dispatcher.DispatchOptions['headers']): Record<string, string | string[] | undefined> => ({
  ...Object.fromEntries(Object.entries(plainHeaders(headers)).filter(([name]) => name.toLowerCase() !== 'accept-encoding')),
  'accept-encoding': 'identity',
});

/** Loaded with the first base that is opened: a service that is sent all it needs opens none. */
const require = createRequire(import.meta.url);

/** Opens the connections to one base. Close it when the service stops. */
export const openGuardedDispatcher = (guard: Guard): Dispatcher => {
  const { Agent } = require('undici') as typeof Undici;
  const agent = new Agent({
    connect: { lookup: lookupAllowed(guard.addresses), timeout: CONNECT_TIMEOUT_MS },
    connections: CONNECTIONS,
    headersTimeout: SILENCE_MS,
    bodyTimeout: SILENCE_MS,
    maxResponseSize: guard.maxBytes,
  });
  return agent.compose((dispatch) => (options, handler) => {
    const stopped = judgeRequest(guard, String(options.origin ?? ''), options.path);
    if (stopped) {
      guard.report(stopped);
      throw new Blocked(stopped);
    }
    return dispatch(
      { ...options, headers: uncompressed(options.headers) },
      guardAnswer(handler, guard.report, stopwatch(options.path, guard.measure)),
    );
  });
};
