/** A JSON Web Key Set (RFC 7517) -> the public keys that may verify a signature. */
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { Algorithm } from './read-ehrs.ts';

export interface VerifyingKey {
  readonly id: string;
  readonly type: 'RSA' | 'EC';
  /** The one algorithm that the set allows it for, where it says so. */
  readonly algorithm: string | null;
  readonly key: KeyObject;
}

const jwk = z.looseObject({
  kty: z.string(),
  kid: z.string().min(1).optional(),
  use: z.string().optional(),
  key_ops: z.array(z.string()).optional(),
  alg: z.string().optional(),
});
const jwks = z.looseObject({ keys: z.array(jwk) });
type Jwk = z.infer<typeof jwk>;

/** A set that must not be used as it is. */
export class KeySetError extends Error {
  override readonly name = 'KeySetError';
}

const verifies = ({ use, key_ops: operations }: Jwk): boolean => (use ?? 'sig') === 'sig' && (operations?.includes('verify') ?? true);

const toKey = (entry: Jwk): readonly VerifyingKey[] => {
  if ((entry.kty !== 'RSA' && entry.kty !== 'EC') || !entry.kid || !verifies(entry)) return [];
  try {
    const key = createPublicKey({ key: entry as JsonWebKey, format: 'jwk' });
    return [{ id: entry.kid, type: entry.kty, algorithm: entry.alg ?? null, key }];
  } catch {
    return []; // a damaged key or an unknown curve: others of the set may be good
  }
};

/**
 * Symmetric keys, keys for encryption and keys without `kid` are left out.
 * @throws KeySetError where it is no key set, holds a private key (then others can sign too), or holds no usable key.
 */
export const readKeySet = (json: unknown): readonly VerifyingKey[] => {
  const parsed = jwks.safeParse(json);
  if (!parsed.success) throw new KeySetError('is no JSON Web Key Set: { "keys": [...] }');
  if (parsed.data.keys.some((entry) => 'd' in entry))
    throw new KeySetError('holds a private key: register public keys only, and replace this one');
  const keys = parsed.data.keys.flatMap(toKey);
  if (keys.length === 0) throw new KeySetError('holds no usable key: RSA or EC, for signatures, with a kid');
  return keys;
};

/** What the key must be for a token that says it was signed by `kid` with `algorithm`. */
export const keysFor = (keys: readonly VerifyingKey[], kid: string, algorithm: Algorithm): readonly VerifyingKey[] =>
  keys.filter(
    ({ id, type, algorithm: only }) =>
      id === kid && type === (algorithm.startsWith('ES') ? 'EC' : 'RSA') && (only ?? algorithm) === algorithm,
  );
