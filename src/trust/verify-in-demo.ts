/** The demo profile: nobody needs a token; who shows one of the built-in issuer is checked in full; one of anybody else is ignored, and the log says so. */
import type { Caller } from './caller.ts';
import { loggedIssuer, type RefusedReason } from './events.ts';
import { bearerToken, TokenRefused, unpackToken } from './token.ts';
import { verifyCaller, type Call, type VerifyParts } from './verify-caller.ts';

interface Sender {
  readonly issuer: string | null;
  /** Why it is not a token of the built-in issuer; `null` where it is one. */
  readonly otherwise: RefusedReason | null;
}

const senderOf = ({ authorization }: Call, demoIssuer: string): Sender => {
  try {
    const { iss } = unpackToken(bearerToken(authorization)).claims;
    return { issuer: iss ?? null, otherwise: iss === demoIssuer ? null : 'unknown-issuer' };
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    return { issuer: null, otherwise: error.reason };
  }
};

/** `parts.ehrs` holds the demo EHR and its dialects. @throws Refusal where a token of the built-in issuer does not hold. */
export const verifyInDemo = async (
  call: Call,
  parts: VerifyParts & { readonly demo: Caller; readonly demoIssuer: string },
): Promise<Caller> => {
  if (call.authorization === undefined) return parts.demo;
  const { issuer, otherwise } = senderOf(call, parts.demoIssuer);
  if (otherwise === null) return verifyCaller(call, parts);
  parts.report({ kind: 'token-ignored', issuer: loggedIssuer(issuer), reason: otherwise });
  return parts.demo;
};
