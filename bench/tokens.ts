/** The token of every request of an EHR that authenticates: signed ahead, so that signing does not slow the load generator, and each used once. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';

export type Algorithm = 'RS384' | 'ES384';

export const ISSUER = 'https://ehr.bench.example';

/** Seconds; what a run takes, and inside the hour that the service believes. */
const VALID_FOR = 3_500;

export interface Tokens {
  readonly jwks: unknown;
  readonly next: () => string;
}

const keyPair = (algorithm: Algorithm) =>
  algorithm === 'RS384' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-384' });

export const tokensAhead = (algorithm: Algorithm, audience: string, count: number): Tokens => {
  const { publicKey, privateKey } = keyPair(algorithm);
  const options: jwt.SignOptions = {
    algorithm: algorithm as jwt.Algorithm,
    keyid: 'bench',
    issuer: ISSUER,
    audience,
    expiresIn: VALID_FOR,
  };
  const sign = (): string => jwt.sign({ jti: randomUUID() }, privateKey, options);
  const ready = Array.from({ length: count }, sign);
  return {
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: algorithm, use: 'sig' }] },
    next: () => ready.pop() ?? sign(),
  };
};
