/** Which addresses one EHR's connections may go to, checked at connect time: what a name resolves to is checked and then connected to, so no second answer of the DNS counts. */
import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { addressKind } from './addresses.ts';
import { Blocked } from './blocked.ts';
import type { Ehr } from './caller.ts';

export interface AddressPolicy {
  /** Private ranges, carrier-grade NAT and the like; link-local and metadata addresses never. */
  readonly private: boolean;
  readonly loopback: boolean;
}

/** What one EHR's connections may reach; loopback only for a service that is itself reached over loopback. */
export const addressPolicyOf = (
  { allowPrivateAddresses }: Pick<Ehr, 'allowPrivateAddresses'>,
  publicIsLoopback: boolean,
): AddressPolicy => ({
  private: allowPrivateAddresses,
  loopback: allowPrivateAddresses && publicIsLoopback,
});

/** Whether a literal address may be connected to. */
export const isAllowed = (address: string, policy: AddressPolicy): boolean => {
  const kind = addressKind(address);
  return kind === 'public' || (kind === 'private' && policy.private) || (kind === 'loopback' && policy.loopback);
};

/** A host that is an address is never looked up, so it is checked here; a name is let pass to `lookupAllowed`. */
export const isAllowedHost = (hostname: string, policy: AddressPolicy): boolean => {
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 || isAllowed(literal, policy);
};

type Resolve = (
  hostname: string,
  options: LookupOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const resolveAll: Resolve = (hostname, options, done) => lookup(hostname, { ...options, all: true }, done);

/** `net.connect`'s lookup, which gives only addresses that the policy allows. `resolve` is the system's unless another is given. */
export const lookupAllowed =
  (policy: AddressPolicy, resolve: Resolve = resolveAll): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, options, (error, addresses) => {
      if (error) return done(error, '', 4);
      const allowed = addresses.filter(({ address }) => isAllowed(address, policy));
      const [first] = allowed;
      if (!first) return done(new Blocked('address'), '', 4);
      if (options.all) return done(null, allowed);
      return done(null, first.address, first.family);
    });
  };
