/** Where the keys of an EHR come from: a file beside the registry, or the registered key-set URL. Nothing that a token says is ever looked at. */
import { readFileSync } from 'node:fs';
import type { Dispatcher } from 'undici';
import { KeySetError, readKeySet, type VerifyingKey } from './key-set.ts';

export type LoadKeys = () => Promise<readonly VerifyingKey[]>;

/** Largest key set, in bytes; real ones have a few kB. */
export const KEY_SET_BYTES = 256 * 1024;
const FETCH_TIMEOUT_MS = 3000;

/** @throws KeySetError that says what is wrong with the file. */
export const readKeyFile = (file: string): readonly VerifyingKey[] => {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new KeySetError(error instanceof SyntaxError ? 'is no JSON' : 'cannot be read');
  }
  return readKeySet(json);
};

/** The file is read again when an unknown key is asked for, so that keys can be rotated without a restart. */
export const loadFromFile =
  (file: string): LoadKeys =>
  async () =>
    readKeyFile(file);

/** Rejects when the set cannot be had. The dispatcher is pinned to this URL and bounds the answer. */
export const loadFromUrl =
  (url: string, dispatcher: Dispatcher): LoadKeys =>
  async () => {
    const { request } = await import('undici');
    const answer = await request(url, {
      dispatcher,
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    });
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      throw new KeySetError(`was answered with ${answer.statusCode}`);
    }
    return readKeySet(await answer.body.json());
  };
