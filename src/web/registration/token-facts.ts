/** What the JWT of each call must hold, as the registry will check it. */
import type { RegisteredService, TokenFacts } from './registration.ts';
import type { RegistrationSubject } from './subject.ts';

/** What `trust/` takes where an entry says nothing else. */
const DEFAULT_ALGORITHMS = ['ES384', 'RS384'];

const rules = (replayEnforced: boolean): readonly string[] => [
  'Authorization: Bearer with a new token on every call, feedback included',
  'exp, iat and jti are needed; exp and iat at most 60 minutes away, clocks may differ by 60 s',
  replayEnforced ? 'A token is taken once: the same jti again is 401' : 'A token may be sent again until it expires',
  'kid names a key of the registered set; a jku in the header is never fetched',
];

const keysOf = (trust: NonNullable<RegistrationSubject['trust']>): string =>
  'jwksUrl' in trust.keys ? trust.keys.jwksUrl : 'a key-set file held by this service';

/** A base URL other than ours stands where a proxy rewrites it; then each address is written out. */
const audiences = (
  audience: string | { readonly exact: readonly string[] },
  services: readonly RegisteredService[],
  publicUrl: string,
): TokenFacts['audience'] => {
  if (typeof audience !== 'string') return audience.exact;
  if (audience === publicUrl) return null;
  return services.flatMap(({ id }) => [`${audience}/cds-services/${id}`, `${audience}/cds-services/${id}/feedback`]);
};

export const tokenFacts = (
  { trust, tenant }: RegistrationSubject,
  services: readonly RegisteredService[],
  publicUrl: string,
): TokenFacts =>
  trust
    ? {
        issuer: trust.issuer,
        keys: keysOf(trust),
        algorithms: trust.algorithms,
        audience: audiences(trust.audience, services, publicUrl),
        tenant,
        rules: rules(trust.replay === 'enforce'),
      }
    : {
        issuer: null,
        keys: null,
        algorithms: DEFAULT_ALGORITHMS,
        audience: null,
        tenant: null,
        rules: rules(true),
      };
