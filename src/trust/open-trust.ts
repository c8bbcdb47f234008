/** The room's one door: who is calling, and which FHIR server may be read for them. */
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Records } from '../records/records.ts';
import type { Dispatcher } from 'undici';
import type { Caller } from './caller.ts';
import { createDemoIssuer, demoEntries, type DemoIssuer } from './demo-issuer.ts';
import type { Report } from './events.ts';
import { addressPolicyOf } from './allowed-addresses.ts';
import { openFhirAccess, type FhirAccess } from './fhir-access.ts';
import { openGuardedDispatcher } from './guarded-dispatcher.ts';
import { readKeySet } from './key-set.ts';
import { openKeyStore } from './key-store.ts';
import { admitEveryCheck, limitTokenChecks } from './limit-token-checks.ts';
import { KEY_SET_BYTES, loadFromFile, loadFromUrl, type LoadKeys } from './load-keys.ts';
import type { RegistryEntry } from './read-ehrs.ts';
import { tellTo } from './tell.ts';
import { verifyCaller, type Call, type TrustedEhr, type VerifyParts } from './verify-caller.ts';
import { verifyInDemo } from './verify-in-demo.ts';

/** @throws Refusal `unauthorized` (say nothing more), `too-many-requests`, `overloaded` or `records-unavailable`. */
export type VerifyCaller = (call: Call) => Promise<Caller>;

export interface Trust {
  readonly verifyCaller: VerifyCaller;
  readonly serverFor: FhirAccess['serverFor'];
  /** Loads every key set, so that the first call need not wait for it. Never rejects; an EHR whose keys cannot be had does not hold up the others. */
  readonly warm: () => Promise<void>;
  /** In the demo profile only. */
  readonly demoIssuer: DemoIssuer | null;
  /** Closes the connections to the EHRs. */
  readonly close: () => Promise<void>;
}

export interface TrustParts {
  readonly config: Pick<
    Config,
    'profile' | 'publicUrl' | 'publicIsLoopback' | 'ehrs' | 'TOKEN_CHECKS_PER_SECOND' | 'REFUSED_TOKENS_PER_MINUTE'
  >;
  readonly useToken: Records['useToken'];
  readonly now: () => Date;
  readonly log: Log;
  readonly metrics: Metrics;
}

const keyDispatcher = (entry: RegistryEntry, url: string, publicIsLoopback: boolean, report: Report): Dispatcher =>
  openGuardedDispatcher({
    base: url,
    addresses: addressPolicyOf(entry, publicIsLoopback),
    maxBytes: KEY_SET_BYTES,
    report: (reason) => report({ kind: 'fhir-blocked', ehr: entry.name, reason }),
  });

export const openTrust = ({ config, useToken, now, log, metrics }: TrustParts): Trust => {
  const { profile, publicUrl, publicIsLoopback } = config;
  const report = tellTo(log, metrics);
  const access = openFhirAccess({ profile, publicIsLoopback, report });
  const dispatchers: Dispatcher[] = [];

  const loaderOf = (entry: RegistryEntry): LoadKeys => {
    if ('file' in entry.keys) return loadFromFile(entry.keys.file);
    const dispatcher = keyDispatcher(entry, entry.keys.jwksUrl, publicIsLoopback, report);
    dispatchers.push(dispatcher);
    return loadFromUrl(entry.keys.jwksUrl, dispatcher);
  };

  const trusted = (entry: RegistryEntry, load: LoadKeys): TrustedEhr => {
    const keys = openKeyStore({ load, now, report: (result) => report({ kind: 'keys', ehr: entry.name, result }) });
    return { entry, keys };
  };

  const open = (ehrs: readonly TrustedEhr[], demoIssuer: DemoIssuer | null, check: VerifyCaller): Trust => ({
    verifyCaller: check,
    serverFor: access.serverFor,
    warm: async () => void (await Promise.all(ehrs.map(({ keys }) => keys.refresh()))),
    demoIssuer,
    close: async () => void (await Promise.all([access.close(), ...dispatchers.map((one) => one.destroy())])),
  });

  if (profile === 'demo') {
    const demoIssuer = createDemoIssuer(publicUrl, now);
    const [demo] = demoEntries(publicUrl);
    const ehrs = demoEntries(publicUrl).map((entry) => trusted(entry, async () => readKeySet(demoIssuer.jwks)));
    const parts = { ehrs, useToken, report, now, admit: admitEveryCheck, demo: { ehr: demo, issuer: null }, demoIssuer: demoIssuer.issuer };
    return open(ehrs, demoIssuer, (call) => verifyInDemo(call, parts));
  }
  const ehrs = config.ehrs.map((entry) => trusted(entry, loaderOf(entry)));
  const admit = limitTokenChecks({ perSecond: config.TOKEN_CHECKS_PER_SECOND, refusedPerMinute: config.REFUSED_TOKENS_PER_MINUTE, now });
  const parts: VerifyParts = { ehrs, useToken, report, now, admit };
  return open(ehrs, null, (call) => verifyCaller(call, parts));
};
