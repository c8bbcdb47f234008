/** Keyed hashes: what stands in the database instead of the ids of patients, users and reports. */
import { keyedHash } from './keyed-hash.ts';

/** The site that an id belongs to: the same patient id in two EHRs, or in two tenants, is two patients. */
export interface Site {
  readonly ehr: string;
  readonly tenant: string | null;
}

/** HMAC-SHA-256(`HASH_KEY`, EHR name, tenant, id) in base64url, each kind of id apart from the others. */
export interface Keys {
  patient(site: Site, id: string): string;
  /** `null` stays `null`: nobody in particular. */
  user(site: Site, id: string | null): string | null;
  report(site: Site, id: string): string;
  /** Of the evidence: levels, verdict, acuity, flags and newest stating report. */
  fingerprint(site: Site, evidence: string): string;
}

export const makeKeys = (hashKey: string): Keys => {
  const hash = keyedHash(hashKey);
  const keyed = (kind: string, { ehr, tenant }: Site, id: string): string => hash(JSON.stringify([kind, ehr, tenant, id]));
  return {
    patient: (site, id) => keyed('patient', site, id),
    user: (site, id) => (id === null ? null : keyed('user', site, id)),
    report: (site, id) => keyed('report', site, id),
    fingerprint: (site, evidence) => keyed('fingerprint', site, evidence),
  };
};
