/** Keys, and tokens signed by hand, so that they may be as wrong as a test needs them. */
import { createHmac, generateKeyPairSync, randomUUID, sign, type JsonWebKey, type KeyObject } from 'node:crypto';

export interface KeyPair {
  readonly kid: string;
  readonly algorithm: 'ES384' | 'RS384';
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The public key as a key set has it. */
  readonly jwk: JsonWebKey;
}

export const makeKey = (kid: string, algorithm: KeyPair['algorithm'] = 'ES384'): KeyPair => {
  const { privateKey, publicKey } =
    algorithm === 'ES384' ? generateKeyPairSync('ec', { namedCurve: 'P-384' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, algorithm, privateKey, publicKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' } };
};

export const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export interface Token {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Signs with a private key; what the header says about it is not looked at. */
export const signed = ({ header, claims }: Token, { privateKey }: KeyPair): string => {
  const text = `${part(header)}.${part(claims)}`;
  const signature = sign('sha384', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
};

/** Signs with a shared secret, as the attack that takes the public key for one. */
export const signedWithSecret = ({ header, claims }: Token, secret: string | Buffer, hash = 'sha256'): string => {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
};

/** What a good token says at this time. Members that are `undefined` in `with_` are left out. */
export const goodToken = (
  key: Pick<KeyPair, 'kid' | 'algorithm'>,
  {
    issuer,
    audience,
    now,
    ...with_
  }: { readonly issuer: string; readonly audience: string | readonly string[]; readonly now: Date } & Partial<Token>,
): Token => {
  const iat = Math.floor(now.getTime() / 1000);
  return {
    header: { alg: key.algorithm, typ: 'JWT', kid: key.kid, ...with_.header },
    claims: { iss: issuer, aud: audience, iat, exp: iat + 300, jti: randomUUID(), ...with_.claims },
  };
};
