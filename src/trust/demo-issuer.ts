/** The built-in issuer of the demo profile: its key is made at start and dies with the process, so its tokens open nothing else. */
import { createHash, generateKeyPairSync, randomUUID, type JsonWebKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Dialect } from './caller.ts';
import type { RegistryEntry } from './read-ehrs.ts';

/** `forged` is signed by a key that is not in the set. A replay is a good token that is sent twice. */
export const MINT_KINDS = ['good', 'expired', 'future', 'wrong-audience', 'forged'] as const;
export type MintKind = (typeof MINT_KINDS)[number];

export interface TokenWish {
  readonly audience: string;
  readonly kind: MintKind;
  /** Of `demoEntries`; without it the caller is the demo EHR itself. */
  readonly tenant?: string;
}

export interface DemoIssuer {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** Public key only. */
  readonly jwks: { readonly keys: readonly JsonWebKey[] };
  /** A token for a call to this exact URL; of a kind other than `good` it must be refused. */
  readonly mint: (wish: TokenWish) => string;
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
    mint: ({ audience, kind, tenant }) => {
      const iat = Math.floor(now().getTime() / 1000) + AGE_S[kind];
      const aud = kind === 'wrong-audience' ? `${audience}/elsewhere` : audience;
      const claims = { iss: issuer, aud, iat, exp: iat + LIFE_S, jti: randomUUID(), ...(tenant ? { tenant } : {}) };
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

/** The same EHR as its makers would have it: the simulator shows what each dialect changes, told apart by the token's tenant. */
const inDialect = (entry: RegistryEntry, dialect: Dialect): RegistryEntry => ({
  ...entry,
  name: `${entry.name}-${dialect}`,
  tenant: dialect,
  dialect,
});

/** The demo EHR first: it is also whoever brings no token. */
export const demoEntries = (publicUrl: string): readonly [RegistryEntry, ...RegistryEntry[]] => {
  const demo = demoEntry(publicUrl);
  return [demo, inDialect(demo, 'epic'), inDialect(demo, 'oracle')];
};
