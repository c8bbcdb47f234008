/** The key of all hashes where none is set: made once beside the database, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from './error-code.ts';

/** Where the key of a database file stands. */
export const hashKeyFile = (databaseFile: string): string => `${databaseFile}.hash-key`;

/** The key beside a database file, or `null` where there is none. @throws Error when it cannot be read. */
export const readHashKey = (databaseFile: string): string | null => read(hashKeyFile(databaseFile));

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
};

/** Two processes that start together must end up with one key: it is written aside and linked into place, which fails for the second. */
const make = (file: string): void => {
  const aside = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(aside, randomBytes(32).toString('base64url') + '\n', { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside);
  }
};

/** The key beside the database, made on first use with mode 0600. Without it the records of before cannot be found again: back it up with them. @throws Error when it is empty or cannot be read. */
export const readOrMakeHashKey = (databaseFile: string): string => {
  const file = hashKeyFile(databaseFile);
  if (read(file) === null) make(file);
  const key = read(file);
  if (!key || key.length < 32) throw new Error(`the hash key in ${file} is shorter than 32 characters`);
  return key;
};

/** The key of the service: the one that is set, else the one beside the database file. */
export const hashKeyOf = ({
  HASH_KEY,
  DATABASE_FILE,
}: {
  readonly HASH_KEY?: string | undefined;
  readonly DATABASE_FILE: string;
}): string => HASH_KEY ?? readOrMakeHashKey(DATABASE_FILE);
