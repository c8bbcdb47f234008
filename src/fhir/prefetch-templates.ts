/**
 * The searches behind each prefetch key: what discovery offers, and what completion asks when the EHR did not send it.
 * Tokens are root context fields only (CDS Hooks 2.0.1, Prefetch tokens).
 */
import type { HookName, HookRequest, PrefetchKey } from '../hooks/wire.ts';
import type { Codes } from './codes/load.ts';
import { observationCodesForPrefetch } from './codes/load.ts';
import { isReportHook, keyOfPart } from './prefetch-keys.ts';

/** Part name (a key, or a split key such as `medications-dispenses`) -> query. */
export type Templates = Readonly<Record<string, string>>;

const PATIENT = 'patient={{context.patientId}}';
const LOINC_RADIOLOGY = 'http://loinc.org|LP29684-5';
const V2_RADIOLOGY = 'http://terminology.hl7.org/CodeSystem/v2-0074|RAD';
/** NHS imaging reports carry the SNOMED CT modality as category: imaging, CT, MRI, plain X-ray, nuclear medicine, densitometry, PET-CT. */
const SNOMED_MODALITIES = ['363679005', '77477000', '113091000', '168537006', '373205008', '312681000', '450436003']
  .map((code) => `http://snomed.info/sct|${code}`)
  .join(',');

const reportsBy = (category: string, rest: string): string => `DiagnosticReport?${PATIENT}&category=${category}${rest}`;

const defaults = (codes: Codes): Templates => ({
  patient: 'Patient/{{context.patientId}}',
  report: 'DiagnosticReport/{{context.reportId}}',
  reports: reportsBy(`${LOINC_RADIOLOGY},${V2_RADIOLOGY}`, '&_sort=-date&_count=50'),
  conditions: `Condition?${PATIENT}&_count=100`,
  medications: `MedicationRequest?${PATIENT}&_count=100`,
  procedures: `Procedure?${PATIENT}&_count=100`,
  serviceRequests: `ServiceRequest?${PATIENT}&_count=100`,
  observations: `Observation?${PATIENT}&code=${observationCodesForPrefetch(codes).join(',')}&_count=100`,
});

/** Parts that a site may add: hospital-given injections stand in dispenses and administrations only. */
export const OFFERED_PARTS: Templates = {
  'medications-dispenses': `MedicationDispense?${PATIENT}&_count=100`,
  'medications-administrations': `MedicationAdministration?${PATIENT}&_count=100`,
};

/**
 * What is known to differ by EHR. Epic: no `_sort`, and hand-typed rows, so one category each. Oracle Health: no `_sort`, `_count` up to
 * 100. NHS: the SNOMED CT modality as category.
 */
export const PRESETS: Readonly<Record<'epic' | 'oracle' | 'nhs', Templates>> = {
  epic: { reports: reportsBy(LOINC_RADIOLOGY, '&_count=50'), ...OFFERED_PARTS },
  oracle: { reports: reportsBy(LOINC_RADIOLOGY, '&_count=50') },
  nhs: { reports: reportsBy(`${SNOMED_MODALITIES},${V2_RADIOLOGY}`, '&_count=50') },
};

/** The searches for reports that are tried when the first one finds nothing or is refused; the last asks for every report. */
export const REPORT_FALLBACKS = {
  byCategory: [reportsBy(LOINC_RADIOLOGY, '&_count=50'), reportsBy(V2_RADIOLOGY, '&_count=50'), reportsBy(SNOMED_MODALITIES, '&_count=50')],
  anyCategory: `DiagnosticReport?${PATIENT}&_count=100`,
} as const;

const isPreset = (name: string | undefined): name is keyof typeof PRESETS => name !== undefined && Object.hasOwn(PRESETS, name);

const makeTemplates = (hook: HookName, overrides: Templates, codes: Codes): Templates => {
  const { preset, ...own } = overrides;
  const all: Templates = { ...defaults(codes), ...(isPreset(preset) ? PRESETS[preset] : {}), ...own };
  return Object.fromEntries(Object.entries(all).filter(([part]) => part !== 'report' || isReportHook(hook)));
};

/** By code lists, overrides and hook: every call of an EHR asks for the same ones. */
const made = new WeakMap<Codes, WeakMap<Templates, Map<HookName, Templates>>>();

/**
 * The templates of one hook for one EHR. `overrides` replace a key or add a part of it; `preset: epic | oracle | nhs` among them takes
 * that preset first.
 */
export const templatesFor = (hook: HookName, overrides: Templates, codes: Codes): Templates => {
  const byOverrides = made.get(codes) ?? new WeakMap<Templates, Map<HookName, Templates>>();
  const byHook = byOverrides.get(overrides) ?? new Map<HookName, Templates>();
  const templates = byHook.get(hook) ?? makeTemplates(hook, overrides, codes);
  made.set(codes, byOverrides.set(overrides, byHook.set(hook, templates)));
  return templates;
};

const TOKENS: Readonly<Record<string, (context: HookRequest['context']) => string | null>> = {
  'context.patientId': (context) => context.patientId,
  'context.reportId': (context) => context.reportId,
  'context.encounterId': (context) => context.encounterId,
  'context.userId': (context) => context.userId,
};

/** What is wrong with a site's templates, in words; empty when they can be used. */
export const templateFaults = (overrides: Templates): readonly string[] =>
  Object.entries(overrides).flatMap(([part, template]) => {
    if (part === 'preset') return isPreset(template) ? [] : [`preset: "${template}" is not one of ${Object.keys(PRESETS).join(', ')}`];
    if (keyOfPart(part) === null) return [`${part}: not a prefetch key of this service, nor a part of one`];
    const unknown = [...template.matchAll(/\{\{(.*?)\}\}/g)]
      .map(([, token = '']) => token.trim())
      .filter((token) => !Object.hasOwn(TOKENS, token));
    return unknown.length > 0 ? [`${part}: tokens must be root context fields, not ${unknown.join(', ')}`] : [];
  });

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

/** Every value is decoded and encoded again: `|` and spaces are written by hand in templates, and servers refuse them raw. */
const encodeQuery = (query: string): string =>
  query
    .split('&')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return `${name}=${encodeURIComponent(decoded(value.join('=')))}`;
    })
    .join('&');

/** A template as a path below the FHIR base, ids URL-encoded; `null` where the context lacks a token. */
export const fillTemplate = (template: string, context: HookRequest['context']): string | null => {
  let missing = false;
  const [path = '', query] = template.split('?', 2);
  const fill = (part: string): string =>
    part.replace(/\{\{\s*(.*?)\s*\}\}/g, (_, token: string) => {
      const value = Object.hasOwn(TOKENS, token) ? (TOKENS[token]?.(context) ?? null) : null;
      // A path segment of dots would climb out of the base.
      if (value === null || /^\.+$/.test(value)) missing = true;
      return encodeURIComponent(value ?? '');
    });
  const filled = fill(path) + (query === undefined ? '' : `?${encodeQuery(fill(query))}`);
  return missing ? null : filled;
};

/** The parts of each key that are expected: the key itself, the templates' own parts, and those that the EHR sent. */
export const partsOf = (
  keys: readonly PrefetchKey[],
  templates: Templates,
  prefetch: Readonly<Record<string, unknown>>,
): ReadonlyMap<PrefetchKey, ReadonlySet<string>> => {
  const parts = new Map(keys.map((key) => [key, new Set<string>([key])] as const));
  for (const part of [...Object.keys(templates), ...Object.keys(prefetch)]) {
    const key = keyOfPart(part);
    if (key !== null) parts.get(key)?.add(part);
  }
  return parts;
};
