/** A bearer token taken apart, before anything in it is believed. */
import jwt from 'jsonwebtoken';
import * as z from 'zod';
import type { RefusedReason } from './events.ts';

/** Real tokens have about 1 kB; larger ones are not looked at. */
export const LONGEST_TOKEN = 8192;

/** A token that is not accepted, and why; stays inside `trust/`. */
export class TokenRefused extends Error {
  readonly reason: RefusedReason;

  constructor(reason: RefusedReason) {
    super(reason);
    this.name = 'TokenRefused';
    this.reason = reason;
  }
}

const seconds = z.number().min(0).max(1e11);

const header = z.looseObject({
  alg: z.string(),
  typ: z.string().optional(),
  kid: z.string().max(512).optional(),
  jku: z.unknown().optional(),
  crit: z.unknown().optional(),
});
const payload = z.looseObject({
  iss: z.string().max(2048).optional(),
  tenant: z.string().max(512).optional(),
  aud: z.union([z.string(), z.array(z.string()).max(50)]).optional(),
  exp: seconds.optional(),
  iat: seconds.optional(),
  nbf: seconds.optional(),
  jti: z.string().min(1).max(512).optional(),
});

export type TokenHeader = z.infer<typeof header>;
export type Claims = z.infer<typeof payload>;

/** Unverified: good for finding out whose key must have signed it, and for nothing else. */
export interface UnverifiedToken {
  readonly text: string;
  readonly header: TokenHeader;
  readonly claims: Claims;
}

/** The token of an `Authorization: Bearer` header (RFC 6750, the scheme in any case). @throws TokenRefused */
export const bearerToken = (authorization: string | undefined): string => {
  const token = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i.exec(authorization?.slice(0, 2 * LONGEST_TOKEN) ?? '')?.[1];
  if (!authorization || !/^Bearer\b/i.test(authorization)) throw new TokenRefused('no-token');
  if (authorization.length > LONGEST_TOKEN) throw new TokenRefused('token-too-long');
  if (!token) throw new TokenRefused('malformed-token');
  return token;
};

/** @throws TokenRefused where it is no JSON Web Token or a claim is not of its type. */
export const unpackToken = (text: string): UnverifiedToken => {
  const parts = decode(text);
  const readHeader = header.safeParse(parts?.header);
  const readPayload = payload.safeParse(parts?.payload);
  if (!readHeader.success || !readPayload.success) throw new TokenRefused('malformed-token');
  return { text, header: readHeader.data, claims: readPayload.data };
};

const decode = (text: string): { readonly header: unknown; readonly payload: unknown } | null => {
  try {
    return jwt.decode(text, { complete: true });
  } catch {
    return null;
  }
};
