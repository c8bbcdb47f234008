/** Who is calling: the token of a hook call, checked against the registry. What costs next to nothing is looked at first, and a token is used up last. */
import jwt from 'jsonwebtoken';
import type { KeyObject } from 'node:crypto';
import type { Records } from '../records/records.ts';
import { Refusal } from '../refusals.ts';
import type { Caller } from './caller.ts';
import { checkClaims, type AcceptedClaims } from './check-claims.ts';
import { checkHeader, type AcceptedHeader } from './check-header.ts';
import { loggedIssuer, type RefusedReason, type Report } from './events.ts';
import type { KeyStore } from './key-store.ts';
import type { AdmitCheck, Sender, TokenCheck } from './limit-token-checks.ts';
import type { RegistryEntry } from './read-ehrs.ts';
import { bearerToken, TokenRefused, unpackToken, type UnverifiedToken } from './token.ts';

export interface Call {
  /** The Authorization header as it came. */
  readonly authorization: string | undefined;
  /** Path called, as it came and without query: `aud` must end in it. */
  readonly path: string;
  readonly sender: Sender;
}

/** An EHR of the registry, and its keys. */
export interface TrustedEhr {
  readonly entry: RegistryEntry;
  readonly keys: KeyStore;
}

export interface VerifyParts {
  readonly ehrs: readonly TrustedEhr[];
  readonly useToken: Records['useToken'];
  readonly admit: AdmitCheck;
  readonly report: Report;
  readonly now: () => Date;
}

/** What is said to whoever is not let in: nothing that helps to try again. */
const REFUSED = 'a bearer token of a registered EHR is needed';

const findEhr = ({ claims }: UnverifiedToken, ehrs: readonly TrustedEhr[]): TrustedEhr => {
  const ofIssuer = ehrs.filter(({ entry }) => entry.issuer === claims.iss);
  if (ofIssuer.length === 0) throw new TokenRefused('unknown-issuer');
  const found = ofIssuer.find(({ entry }) => entry.tenant === (claims.tenant ?? null));
  if (!found) throw new TokenRefused('unknown-tenant');
  return found;
};

const findKey = async ({ kid, algorithm }: AcceptedHeader, { entry, keys }: TrustedEhr, report: Report): Promise<KeyObject> => {
  const found = await keys.find(kid, algorithm);
  const ageSeconds = keys.ageSeconds();
  if (ageSeconds !== null) report({ kind: 'keys-used', ehr: entry.name, ageSeconds });
  if (typeof found === 'string') throw new TokenRefused(found);
  return found.key;
};

const checkSignature = ({ text }: UnverifiedToken, key: KeyObject, { algorithm }: AcceptedHeader): void => {
  try {
    // Claims are checked by `checkClaims`, which says which rule was broken.
    jwt.verify(text, key, { algorithms: [algorithm], ignoreExpiration: true, ignoreNotBefore: true });
  } catch {
    throw new TokenRefused('signature');
  }
};

const useUp = async ({ entry }: TrustedEhr, { jti, unusableFrom }: AcceptedClaims, useToken: Records['useToken']): Promise<void> => {
  if (entry.replay === 'off') return;
  const { issuer, tenant } = entry;
  const isFirst = await useToken({ issuer, tenant, jti, expires: unusableFrom }).catch(() => {
    throw new Refusal('records-unavailable', 'used tokens cannot be checked at the moment: try again with a new token');
  });
  if (!isFirst) throw new TokenRefused('replayed');
};

/** What says nothing against whoever sent the token. */
const NOT_THEIRS: readonly RefusedReason[] = ['keys-unavailable'];

const told = (check: TokenCheck, error: unknown): void => {
  if (error instanceof TokenRefused && !NOT_THEIRS.includes(error.reason)) check.refused();
};

const verify = async (call: Call, token: UnverifiedToken, ehr: TrustedEhr, parts: VerifyParts): Promise<void> => {
  const header = checkHeader(token.header, ehr.entry);
  const check = parts.admit(call.sender, ehr.entry.name);
  try {
    checkSignature(token, await findKey(header, ehr, parts.report), header);
    const claims = checkClaims(token.claims, ehr.entry, call.path, parts.now());
    check.good();
    await useUp(ehr, claims, parts.useToken);
  } catch (error) {
    told(check, error);
    throw error;
  }
};

/** @throws Refusal `unauthorized`; `too-many-requests` or `overloaded` without a check; `records-unavailable` where replay is enforced and the database is down. */
export const verifyCaller = async (call: Call, parts: VerifyParts): Promise<Caller> => {
  let token: UnverifiedToken | null = null;
  let ehr: TrustedEhr | null = null;
  try {
    token = unpackToken(bearerToken(call.authorization));
    ehr = findEhr(token, parts.ehrs);
    await verify(call, token, ehr, parts);
    return { ehr: ehr.entry, issuer: ehr.entry.issuer };
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    const { reason } = error;
    const { address } = call.sender;
    parts.report({ kind: 'refused', ehr: ehr?.entry.name ?? null, issuer: loggedIssuer(token?.claims.iss), address, reason });
    throw new Refusal('unauthorized', REFUSED);
  }
};
