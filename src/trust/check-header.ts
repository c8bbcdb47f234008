/** The header of a token, against the registry. Pure; what it says about keys other than `kid` (`jwk`, `x5u`, `x5c`) is never used. */
import type { Algorithm, RegistryEntry } from './read-ehrs.ts';
import { TokenRefused, type TokenHeader } from './token.ts';

export interface AcceptedHeader {
  readonly kid: string;
  readonly algorithm: Algorithm;
}

const isRegisteredKeyUrl = (jku: unknown, keys: RegistryEntry['keys']): boolean =>
  jku === undefined || 'file' in keys || jku === keys.jwksUrl;

/** @throws TokenRefused with the first rule that is broken. */
export const checkHeader = (header: TokenHeader, entry: Pick<RegistryEntry, 'algorithms' | 'keys'>): AcceptedHeader => {
  const algorithm = entry.algorithms.find((one) => one === header.alg);
  if (!algorithm) throw new TokenRefused('algorithm');
  if (header.typ?.toUpperCase() !== 'JWT') throw new TokenRefused('type');
  // An extension that must be understood (RFC 7515 section 4.1.11), and none is.
  if (header.crit !== undefined) throw new TokenRefused('critical-header');
  // Never fetched, registered or not; a wrong one means that the sender and the registry disagree about the keys.
  if (!isRegisteredKeyUrl(header.jku, entry.keys)) throw new TokenRefused('key-url');
  if (!header.kid) throw new TokenRefused('no-key-id');
  return { kid: header.kid, algorithm };
};
