/** What the shape of an entry cannot say: rules between its members, between entries, and about what they point at. Each fault with its path, so that its line can be named. */
import { addressPolicyOf, isAllowedHost } from './allowed-addresses.ts';
import { isLoopbackHost } from './addresses.ts';
import { KeySetError } from './key-set.ts';
import { readKeyFile } from './load-keys.ts';
import { plainBase } from './pinned-base.ts';
import type { ParsedEntry } from './read-ehrs.ts';

export interface RegistryFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The reference client's private key is public: anybody can sign as it. */
const PUBLIC_SANDBOX = 'https://sandbox.cds-hooks.org';

const when = (broken: boolean, path: RegistryFault['path'], message: string): readonly RegistryFault[] =>
  broken ? [{ path, message }] : [];

/** A URL that will be read: an EHR's FHIR base or its key set. */
const urlFaults = (path: RegistryFault['path'], value: string, entry: ParsedEntry, publicIsLoopback: boolean): readonly RegistryFault[] => {
  const { protocol, hostname } = new URL(value);
  const policy = addressPolicyOf(entry, publicIsLoopback);
  const mayBeHttp = policy.loopback && isLoopbackHost(hostname);
  const unreadable = !isAllowedHost(hostname, policy) || (hostname === 'localhost' && !policy.loopback);
  return [
    ...when(
      protocol !== 'https:' && !mayBeHttp,
      path,
      'must be https (http is for loopback with allowPrivateAddresses: true while PUBLIC_URL is loopback)',
    ),
    ...when(
      plainBase(value) === null,
      path,
      'must be a plain base URL, without user, query, fragment or encoded characters that lead out of it',
    ),
    ...when(
      unreadable,
      path,
      'will never be read: private addresses need allowPrivateAddresses: true, loopback also a loopback PUBLIC_URL, and link-local ones are never read',
    ),
  ];
};

const keyFaults = (path: RegistryFault['path'], { keys }: ParsedEntry, folder: (file: string) => string): readonly RegistryFault[] => {
  if ('jwksUrl' in keys) return [];
  try {
    readKeyFile(folder(keys.file));
    return [];
  } catch (error) {
    if (!(error instanceof KeySetError)) throw error;
    return [{ path, message: `the key-set file ${keys.file} ${error.message}` }];
  }
};

export interface RegistrySurroundings {
  readonly publicIsLoopback: boolean;
  /** Where a relative key-set file lies. */
  readonly locate: (file: string) => string;
  /** What is wrong with prefetch overrides, as `fhir/` judges them. */
  readonly prefetchFaults: (overrides: Readonly<Record<string, string>>) => readonly string[];
}

/** The faults of one entry; `earlier` are those before it. */
export const registryFaults = (
  entry: ParsedEntry,
  index: number,
  earlier: readonly ParsedEntry[],
  { publicIsLoopback, locate, prefetchFaults }: RegistrySurroundings,
): readonly RegistryFault[] => {
  const at = (...path: RegistryFault['path']): RegistryFault['path'] => ['ehrs', index, ...path];
  const { name, issuer, tenant, audience, keys } = entry;
  return [
    ...when(
      earlier.some((one) => one.name === name),
      at('name'),
      `"${name}" is taken by another entry`,
    ),
    ...when(
      earlier.some((one) => one.issuer === issuer && one.tenant === tenant),
      at('issuer'),
      'issuer and tenant are those of another entry; give each site its tenant',
    ),
    ...when(issuer === PUBLIC_SANDBOX, at('issuer'), `the private key of ${PUBLIC_SANDBOX} is public: it is refused here`),
    ...when(
      typeof audience === 'string' && plainBase(audience) === null,
      at('audience'),
      'must be a plain base URL, without user, query or fragment',
    ),
    ...('jwksUrl' in keys
      ? urlFaults(at('keys', 'jwksUrl'), keys.jwksUrl, entry, publicIsLoopback)
      : keyFaults(at('keys', 'file'), entry, locate)),
    ...entry.fhirServers.flatMap((base, number) => urlFaults(at('fhirServers', number), base, entry, publicIsLoopback)),
    ...Object.entries(entry.prefetch).flatMap(([part, template]) =>
      prefetchFaults({ [part]: template }).map((message) => ({ path: at('prefetch', part), message })),
    ),
  ];
};
