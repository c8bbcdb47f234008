/**
 * Ids of cards and suggestions: UUIDs of version 7 (RFC 9562), the time before the random part. An index of ids that grow grows at its end;
 * ids at random would make the database write a page of their own for each.
 */
import { randomUUID } from 'node:crypto';

/** Where the version of a UUID stands, and what stands there. */
const [VERSION_AT, VERSION] = [14, '7'];

export const newId = (now = Date.now()): string => {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-${VERSION}${randomUUID().slice(VERSION_AT + 1)}`;
};
