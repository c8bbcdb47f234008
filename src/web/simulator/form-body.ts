/** The body of a `POST _search`: a few search parameters as a form, and no more. */
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../refusals.ts';

const MOST_BYTES = 16 * 1024;

/** @throws Refusal `body-too-large`. */
export const formBody = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Refusal('body-too-large', 'a search may have 16 kB at most');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};
