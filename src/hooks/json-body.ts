/** The body of a request: JSON only, in UTF-8, uncompressed, bounded in size, depth and nodes. Each way it can be wrong has its refusal. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusals.ts';
import { isWithinBounds } from './scan-json.ts';
import { turn } from './turns.ts';

const MEGABYTE = 1024 * 1024;

/** `application/json+fhir` is what the reference client of DSTU2 days still says. */
const MEDIA_TYPES = ['application/json', 'application/fhir+json', 'application/json+fhir'];

/** FHIR nests some twenty deep inside a Bundle; a body of real resources has about 40 bytes for each node. */
const DEEPEST = 100;
const NODES_PER_MEGABYTE = 100_000;

/** @throws Refusal `media-type` for anything but plain, uncompressed JSON. */
const checkMediaType = ({ headers }: IncomingMessage): void => {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (!MEDIA_TYPES.includes(type))
    throw new Refusal('media-type', `send Content-Type: application/json; these are taken too: ${MEDIA_TYPES.slice(1).join(', ')}`);
  const charset = parameters
    .find((one) => one.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') throw new Refusal('media-type', 'JSON is sent in UTF-8');
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new Refusal('media-type', 'compressed bodies are not taken: send no Content-Encoding');
};

const readBytes = (request: IncomingMessage, limitMb: number): Promise<Buffer> => {
  const limit = limitMb * MEGABYTE;
  const tooLarge = (): Refusal =>
    new Refusal('body-too-large', `a request may have ${limitMb} MB at most; ask for fewer resources in prefetch`);
  const cutShort = (): Refusal => new Refusal('malformed-json', 'the connection ended before the body did');
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  // It may have ended while the caller was being checked: no event will tell.
  if (request.destroyed) return Promise.reject(cutShort());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else stop(tooLarge());
    };
    const onEnd = (): void => {
      ignore();
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size));
    };
    const onClose = (): void => stop(cutShort());
    const ignore = (): void => void request.off('data', onData).off('end', onEnd).off('close', onClose);
    /** What still arrives of a refused body is let go unread. */
    const stop = (refusal: Refusal): void => {
      ignore();
      request.resume();
      reject(refusal);
    };
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
};

/** A parser's message may quote the body; only the place is passed on. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new Refusal('malformed-json', `the body is not valid JSON${place ? ` (at character ${place})` : ''}`);
  }
};

/** The bytes of a body: read as they come, and handed over in their turn. @throws Refusal `media-type`, `body-too-large` or `malformed-json`. */
export const bodyOf = async (request: IncomingMessage, limitMb: number): Promise<Buffer> => {
  checkMediaType(request);
  const bytes = await readBytes(request, limitMb);
  if (bytes.length === 0) throw new Refusal('malformed-json', 'the body is empty');
  await turn();
  return bytes;
};

/** @throws Refusal `malformed-json` or `body-too-deep`. */
export const parseBody = (bytes: Buffer, limitMb: number): unknown => {
  if (!isUtf8(bytes)) throw new Refusal('malformed-json', 'the body is not valid UTF-8');
  const bounds = { depth: DEEPEST, nodes: NODES_PER_MEGABYTE * limitMb };
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (!isWithinBounds(text, bounds))
    throw new Refusal('body-too-deep', `a request may be nested ${bounds.depth} deep and hold ${bounds.nodes} elements at most`);
  return parse(text);
};

/** @throws Refusal `media-type`, `body-too-large`, `malformed-json` or `body-too-deep`. */
export const jsonBody = async (request: IncomingMessage, limitMb: number): Promise<unknown> =>
  parseBody(await bodyOf(request, limitMb), limitMb);
