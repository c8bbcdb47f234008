/** The code systems that the lists use, and the addresses under which EHRs send them. */

export const SYSTEMS = ['sct', 'loinc', 'rxnorm', 'atc', 'icd-10', 'icd-10-cm'] as const;
export type System = (typeof SYSTEMS)[number];

/** dm+d codes are SNOMED CT codes of the UK drug extension. */
const ADDRESSES: ReadonlyMap<unknown, System> = new Map([
  ['http://snomed.info/sct', 'sct'],
  ['https://dmd.nhs.uk', 'sct'],
  ['urn:oid:2.16.840.1.113883.6.96', 'sct'],
  ['urn:oid:2.16.840.1.113883.2.1.3.2.4.15', 'sct'],
  ['http://loinc.org', 'loinc'],
  ['urn:oid:2.16.840.1.113883.6.1', 'loinc'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'rxnorm'],
  ['urn:oid:2.16.840.1.113883.6.88', 'rxnorm'],
  ['http://www.whocc.no/atc', 'atc'],
  ['urn:oid:2.16.840.1.113883.6.73', 'atc'],
  ['http://hl7.org/fhir/sid/icd-10', 'icd-10'],
  ['http://hl7.org/fhir/sid/icd-10-uk', 'icd-10'],
  ['urn:oid:2.16.840.1.113883.6.3', 'icd-10'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'icd-10-cm'],
  ['urn:oid:2.16.840.1.113883.6.90', 'icd-10-cm'],
]);

/** The address that a search names it by. */
export const ADDRESS_OF: Readonly<Record<System, string>> = {
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  atc: 'http://www.whocc.no/atc',
  'icd-10': 'http://hl7.org/fhir/sid/icd-10',
  'icd-10-cm': 'http://hl7.org/fhir/sid/icd-10-cm',
};

export const systemOf = (address: unknown): System | null => ADDRESSES.get(address) ?? null;

/** In these a code stands for every longer one that begins with it; dots do not matter. */
const RANGES: readonly System[] = ['icd-10', 'icd-10-cm', 'atc'];

export const hasRanges = (system: System): boolean => RANGES.includes(system);
