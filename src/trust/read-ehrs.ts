/** ehrs.yaml -> the registry of trusted EHRs. Every fault is reported at once, with its line. */
import { isAbsolute, join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import type { Ehr } from './caller.ts';
import { isLoopbackHost } from './addresses.ts';

export const ALGORITHMS = ['ES384', 'RS384', 'ES256', 'RS256', 'ES512', 'RS512', 'PS256', 'PS384', 'PS512'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** The reference client's private key is public: anybody can sign as it. */
const PUBLIC_SANDBOX = 'https://sandbox.cds-hooks.org';

const url = z.url({ protocol: /^https?$/, error: 'must be an absolute URL' });
const code = z.strictObject({ system: z.string().min(1), code: z.string().min(1), display: z.string().min(1) });

const entrySchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens'),
  issuer: z.string().min(1),
  keys: z.union([z.strictObject({ jwksUrl: url }), z.strictObject({ file: z.string().min(1) })], {
    error: 'must be { jwksUrl: ... } or { file: ... }',
  }),
  algorithms: z
    .array(z.enum(ALGORITHMS, { error: `must be of ${ALGORITHMS.join(', ')}; HMAC and none are never accepted` }))
    .min(1)
    .default(['ES384', 'RS384']),
  tenant: z.string().min(1).optional(),
  audience: z.union([url, z.strictObject({ exact: z.array(z.string().min(1)).min(1) })], {
    error: 'must be a base URL or { exact: [...] }',
  }),
  replay: z.enum(['enforce', 'off']).default('enforce'),
  dialect: z.enum(['standard', 'epic', 'oracle']).default('standard'),
  mode: z.enum(['live', 'silent']).default('live'),
  off: z.array(z.string().regex(/^VF[A-Za-z0-9]+$/, 'must be a topic code such as VFAssess')).default([]),
  fhirServers: z.array(url).default([]),
  allowPrivateAddresses: z.boolean().default(false),
  prefetch: z.record(z.string(), z.string().min(1)).default({}),
  orderCodes: z.strictObject({ dxa: code.optional(), fls: code.optional(), bloods: code.optional() }).default({}),
  links: z
    .array(z.strictObject({ label: z.string().min(1), url: z.url({ protocol: /^https?$/ }), on: z.array(z.string()).default([]) }))
    .default([]),
});

type Parsed = z.infer<typeof entrySchema>;

/** An EHR of the registry with what only `trust/` needs to know. */
export interface RegistryEntry extends Ehr {
  readonly issuer: string;
  readonly keys: { readonly jwksUrl: string } | { readonly file: string };
  readonly algorithms: readonly Algorithm[];
  /** Base URL: `aud` must be base + path called; or the exact values that this EHR types. */
  readonly audience: string | { readonly exact: readonly string[] };
  readonly replay: 'enforce' | 'off';
}

const withoutSlash = (base: string): string => base.replace(/\/+$/, '');

interface Place {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const urlFaults = (path: readonly PropertyKey[], value: string, entry: Parsed, publicIsLoopback: boolean): readonly Place[] => {
  const { protocol, hostname, username, search, hash } = new URL(value);
  const localAllowed = publicIsLoopback && entry.allowPrivateAddresses && isLoopbackHost(hostname);
  return [
    ...(protocol === 'https:' || localAllowed
      ? []
      : [{ path, message: 'must be https (http is for loopback with allowPrivateAddresses: true while PUBLIC_URL is loopback)' }]),
    ...(username || search || hash ? [{ path, message: 'must be a plain base URL, without user, query or fragment' }] : []),
  ];
};

const entryFaults = (entry: Parsed, index: number, all: readonly Parsed[], publicIsLoopback: boolean): readonly Place[] => {
  const at = (...path: readonly PropertyKey[]): readonly PropertyKey[] => ['ehrs', index, ...path];
  const earlier = all.slice(0, index);
  return [
    ...(earlier.some((one) => one.name === entry.name) ? [{ path: at('name'), message: `"${entry.name}" is taken by another entry` }] : []),
    ...(earlier.some((one) => one.issuer === entry.issuer && one.tenant === entry.tenant)
      ? [{ path: at('issuer'), message: 'issuer and tenant are those of another entry; give each site its tenant' }]
      : []),
    ...(entry.issuer === PUBLIC_SANDBOX
      ? [{ path: at('issuer'), message: `the private key of ${PUBLIC_SANDBOX} is public: it is refused here` }]
      : []),
    ...('jwksUrl' in entry.keys ? urlFaults(at('keys'), entry.keys.jwksUrl, entry, publicIsLoopback) : []),
    ...entry.fhirServers.flatMap((base, number) => urlFaults(at('fhirServers', number), base, entry, publicIsLoopback)),
  ];
};

const lineOf = (document: Document, lines: LineCounter, path: readonly PropertyKey[]): number => {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: readonly number[] } | undefined;
    if (node?.range) return lines.linePos(node.range[0] ?? 0).line;
  }
  return 1;
};

const toEntry = (parsed: Parsed, folder: string): RegistryEntry => ({
  ...parsed,
  tenant: parsed.tenant ?? null,
  keys: 'file' in parsed.keys && !isAbsolute(parsed.keys.file) ? { file: join(folder, parsed.keys.file) } : parsed.keys,
  audience: typeof parsed.audience === 'string' ? withoutSlash(parsed.audience) : parsed.audience,
  fhirServers: parsed.fhirServers.map(withoutSlash),
  orderCodes: Object.fromEntries(Object.entries(parsed.orderCodes).filter(([, value]) => value)),
});

export interface Registry {
  readonly entries: readonly RegistryEntry[];
  /** `ehrs.yaml:12: ehrs.0.issuer: ...`; empty when it may be used. */
  readonly faults: readonly string[];
}

export const readEhrs = (
  text: string,
  { file, folder, publicIsLoopback }: { readonly file: string; readonly folder: string; readonly publicIsLoopback: boolean },
): Registry => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const told = (path: readonly PropertyKey[], message: string): string =>
    `${file}:${lineOf(document, lines, path)}: ${path.map(String).join('.')}: ${message}`;
  if (document.errors.length > 0)
    return {
      entries: [],
      faults: document.errors.map((error) => `${file}:${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`),
    };
  const parsed = z
    .strictObject({ ehrs: z.array(entrySchema).min(1, 'the registry is empty: add the EHRs to trust') })
    .safeParse(document.toJS());
  if (!parsed.success) return { entries: [], faults: parsed.error.issues.map((issue) => told(issue.path, issue.message)) };
  const faults = parsed.data.ehrs
    .flatMap((entry, index) => entryFaults(entry, index, parsed.data.ehrs, publicIsLoopback))
    .map((place) => told(place.path, place.message));
  return { entries: parsed.data.ehrs.map((entry) => toEntry(entry, folder)), faults };
};
