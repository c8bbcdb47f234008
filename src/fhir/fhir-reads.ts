/**
 * Reading the FHIR server behind a request: searches and single reads with `fhir-kit-client`, raw attachments with `undici` itself; both are
 * loaded with the first read, because a service that is sent all it needs never makes one.
 * A bound on parallel reads, one signal for the deadline, and failures as plain words: the client's errors hold URL and body and are
 * never passed on.
 */
import type { Client } from 'fhir-kit-client';
import { isObject } from './json.ts';
import { isWithin, type FhirServer } from './server.ts';

/** A read that brought nothing; the message holds no URL, no id and nothing the server said. */
export class ReadFailure extends Error {
  /** HTTP status, where there was an answer. */
  readonly status: number | null;

  constructor(why: string, status: number | null = null) {
    super(why);
    this.name = 'ReadFailure';
    this.status = status;
  }
}

export interface RawAnswer {
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
}

export interface FhirReads {
  readonly base: string;
  /** A resource by path below the base, or by an absolute URL within it. @throws ReadFailure */
  readonly json: (url: string, signal: AbortSignal) => Promise<unknown>;
  /** An attachment, asked for by its media type; at most `maxBytes`. @throws ReadFailure */
  readonly raw: (url: string, accept: string, maxBytes: number, signal: AbortSignal) => Promise<RawAnswer>;
  /** Reads that were started. */
  readonly count: () => number;
}

/** Parallel reads of one request: enough for every key at once, few enough for the EHR. */
const PARALLEL = 8;

/** Runs tasks, at most `limit` at a time, in order of arrival. */
const bounded = (limit: number): (<T>(task: () => Promise<T>) => Promise<T>) => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
  };
  return async (task) => {
    await turn();
    try {
      return await task();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
};

const statusOf = (error: unknown): number | null => {
  const response = isObject(error) ? error.response : undefined;
  return isObject(response) && typeof response.status === 'number' ? response.status : null;
};

const failureOf = (error: unknown, signal: AbortSignal): ReadFailure => {
  if (error instanceof ReadFailure) return error;
  if (signal.aborted) return new ReadFailure('the FHIR server did not answer in time');
  const status = statusOf(error);
  if (status !== null && status >= 400) return new ReadFailure(`the FHIR server answered ${status}`, status);
  if (status !== null) return new ReadFailure('the FHIR server answered something that is no JSON', status);
  return new ReadFailure('the FHIR server could not be read');
};

const readBody = async (body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    // Leaving the loop destroys the stream: the rest of a huge attachment is never received.
    if (size > maxBytes) throw new ReadFailure(`an attachment larger than ${Math.round(maxBytes / 1e6)} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Opens the server for the reads of one request. */
export const openReads = (server: Extract<FhirServer, { kind: 'server' }>): FhirReads => {
  const { base, accessToken, dispatcher } = server;
  const openClient = async (): Promise<Client> => {
    const { Client } = await import('fhir-kit-client');
    return new Client({
      baseUrl: base,
      ...(accessToken === null ? {} : { bearerToken: accessToken }),
      // Node's own fetch knows `dispatcher`, its published type does not; a redirect would carry the token elsewhere.
      requestOptions: { dispatcher, redirect: 'error' } as Record<string, unknown>,
    });
  };
  let client: Promise<Client> | null = null;
  const inTurn = bounded(PARALLEL);
  let count = 0;

  const absolute = (url: string): string => {
    const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `${base}/${url.replace(/^\/+/, '')}`;
    if (!isWithin(base, full)) throw new ReadFailure('an address outside the FHIR server');
    return full;
  };

  const attempt = async <T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> => {
    try {
      return await inTurn(() => {
        signal.throwIfAborted();
        count += 1;
        return task();
      });
    } catch (error) {
      throw failureOf(error, signal);
    }
  };

  return {
    base,
    count: () => count,
    json: (url, signal) => attempt(signal, async () => (await (client ??= openClient())).request(absolute(url), { options: { signal } })),
    raw: (url, accept, maxBytes, signal) =>
      attempt(signal, async () => {
        const headers = { accept, ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }) };
        const { request } = await import('undici');
        const answer = await request(absolute(url), { dispatcher, headers, signal });
        if (answer.statusCode !== 200) {
          await answer.body.dump();
          throw new ReadFailure(`the FHIR server answered ${answer.statusCode}`, answer.statusCode);
        }
        const contentType = answer.headers['content-type'];
        return { contentType: typeof contentType === 'string' ? contentType : null, bytes: await readBody(answer.body, maxBytes) };
      }),
  };
};
