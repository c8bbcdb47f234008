/** The claims of a token whose signature is good: for this call, for now, and for once (CDS Hooks 2.0.1, Trusting CDS Clients; DESIGN section 7). Pure. */
import type { RegistryEntry } from './read-ehrs.ts';
import { TokenRefused, type Claims } from './token.ts';

/** How far clocks may differ. */
export const LEEWAY_S = 60;
/** `exp` and `iat` may be this far away: tokens are made for one call. */
export const LONGEST_LIFE_S = 60 * 60;

export interface AcceptedClaims {
  readonly jti: string;
  /** From here on the token is refused as expired, leeway included: so long it must be remembered. */
  readonly unusableFrom: Date;
}

/** The exact public URL of what was called; or what this EHR types, letter by letter. */
const audiencesOf = ({ audience }: Pick<RegistryEntry, 'audience'>, path: string): readonly string[] =>
  typeof audience === 'string' ? [audience + path] : audience.exact;

/** @throws TokenRefused with the first rule that is broken. */
export const checkClaims = (claims: Claims, entry: Pick<RegistryEntry, 'audience'>, path: string, now: Date): AcceptedClaims => {
  const { aud, exp, iat, nbf, jti } = claims;
  if (aud === undefined || exp === undefined || iat === undefined || jti === undefined) throw new TokenRefused('missing-claim');
  const wanted = audiencesOf(entry, path);
  if (![aud].flat().some((one) => wanted.includes(one))) throw new TokenRefused('audience');
  const seconds = now.getTime() / 1000;
  if (exp + LEEWAY_S <= seconds) throw new TokenRefused('expired');
  if (iat - LEEWAY_S > seconds) throw new TokenRefused('issued-in-future');
  if (nbf !== undefined && nbf - LEEWAY_S > seconds) throw new TokenRefused('not-yet-valid');
  if (exp - LEEWAY_S > seconds + LONGEST_LIFE_S) throw new TokenRefused('lives-too-long');
  if (iat + LEEWAY_S < seconds - LONGEST_LIFE_S) throw new TokenRefused('issued-too-long-ago');
  return { jti, unusableFrom: new Date((exp + LEEWAY_S) * 1000) };
};
