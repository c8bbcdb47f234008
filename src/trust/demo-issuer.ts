/** The built-in issuer of the demo profile: its key is made at start and dies with the process, so its tokens open nothing else. */
import { createHash, generateKeyPairSync, randomUUID, type JsonWebKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { RegistryEntry } from './read-ehrs.ts';

/** `forged` is signed by a key that is not in the set. A replay is a good token that is sent twice. */
export const MINT_KINDS = ['good', 'expired', 'future', 'wrong-audience', 'forged'] as const;
export type MintKind = (typeof MINT_KINDS)[number];

export interface DemoIssuer {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** Public key only. */
  readonly jwks: { readonly keys: readonly JsonWebKey[] };
  /** A token for a call to this exact URL; of a kind other than `good` it must be refused. */
  readonly mint: (wish: { readonly audience: string; readonly kind: MintKind }) => string;
}

const LIFE_S = 300;
const ALGORITHM = 'ES384';

const makeKey = (): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } => generateKeyPairSync('ec', { namedCurve: 'P-384' });

const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
    .slice(0, 16);

/** How far from now a token of this kind is issued, in seconds. */
const AGE_S: Readonly<Record<MintKind, number>> = { good: 0, 'wrong-audience': 0, forged: 0, expired: -3 * LIFE_S, future: 3 * LIFE_S };

export const createDemoIssuer = (publicUrl: string, now: () => Date): DemoIssuer => {
  const own = makeKey();
  const strange = makeKey();
  const keyid = keyIdOf(own.publicKey);
  const issuer = `${publicUrl}/simulator`;
  return {
    issuer,
    jwks: { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: keyid, use: 'sig', alg: ALGORITHM }] },
    mint: ({ audience, kind }) => {
      const iat = Math.floor(now().getTime() / 1000) + AGE_S[kind];
      const aud = kind === 'wrong-audience' ? `${audience}/elsewhere` : audience;
      const claims = { iss: issuer, aud, iat, exp: iat + LIFE_S, jti: randomUUID() };
      return jwt.sign(claims, kind === 'forged' ? strange.privateKey : own.privateKey, { algorithm: ALGORITHM, keyid });
    },
  };
};

/** The EHR that every caller of the demo profile is; the simulator is the only FHIR server it may name. */
export const demoEntry = (publicUrl: string): RegistryEntry => ({
  name: 'demo',
  issuer: `${publicUrl}/simulator`,
  keys: { jwksUrl: `${publicUrl}/simulator/jwks.json` },
  algorithms: [ALGORITHM],
  tenant: null,
  audience: publicUrl,
  replay: 'enforce',
  dialect: 'standard',
  mode: 'live',
  off: [],
  fhirServers: [`${publicUrl}/simulator/fhir`],
  allowPrivateAddresses: true,
  prefetch: {},
  orderCodes: {},
  links: [],
});
