/** ehrs.yaml -> the registry of trusted EHRs. Every fault is reported at once, with its line. */
import { isAbsolute, join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import * as z from 'zod';
import type { Ehr } from './caller.ts';
import { registryFaults, type RegistryFault, type RegistrySurroundings } from './registry-faults.ts';

export const ALGORITHMS = ['ES384', 'RS384', 'ES256', 'RS256', 'ES512', 'RS512', 'PS256', 'PS384', 'PS512'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

const url = z.url({ protocol: /^https?$/, error: 'must be an absolute URL' });
const code = z.strictObject({ system: z.string().min(1), code: z.string().min(1), display: z.string().min(1) });

const entrySchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens'),
  issuer: z.string('must be the iss of its tokens').min(1, 'must be the iss of its tokens'),
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

/** An entry as the file has it, defaults filled in. */
export type ParsedEntry = z.infer<typeof entrySchema>;

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

const lineOf = (document: Document, lines: LineCounter, path: readonly PropertyKey[]): number => {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: readonly number[] } | undefined;
    if (node?.range) return lines.linePos(node.range[0] ?? 0).line;
  }
  return 1;
};

const absolute = (file: string, folder: string): string => (isAbsolute(file) ? file : join(folder, file));

const toEntry = (parsed: ParsedEntry, folder: string): RegistryEntry => ({
  ...parsed,
  tenant: parsed.tenant ?? null,
  keys: 'file' in parsed.keys ? { file: absolute(parsed.keys.file, folder) } : parsed.keys,
  audience: typeof parsed.audience === 'string' ? withoutSlash(parsed.audience) : parsed.audience,
  fhirServers: parsed.fhirServers.map(withoutSlash),
  orderCodes: Object.fromEntries(Object.entries(parsed.orderCodes).filter(([, value]) => value)),
});

export interface Registry {
  readonly entries: readonly RegistryEntry[];
  /** `ehrs.yaml:12: ehrs.0.issuer: ...`; empty when it may be used. */
  readonly faults: readonly string[];
}

export interface RegistryFile {
  /** Its name, for the faults. */
  readonly file: string;
  /** Where relative key-set files lie. */
  readonly folder: string;
  /** Whether PUBLIC_URL is loopback: then EHRs on this machine may be registered. */
  readonly publicIsLoopback: boolean;
  readonly prefetchFaults: RegistrySurroundings['prefetchFaults'];
}

const outline = z.strictObject(
  { ehrs: z.array(z.unknown()).min(1, 'the registry is empty: add the EHRs to trust') },
  'must be { ehrs: [...] }',
);

/** An unknown member is told at its own line. */
const shapeFaults = (issue: z.core.$ZodIssue, at: RegistryFault['path']): readonly RegistryFault[] => {
  if (issue.code !== 'unrecognized_keys') return [{ path: [...at, ...issue.path], message: issue.message }];
  return issue.keys.map((key) => ({ path: [...at, ...issue.path, key], message: 'is not known here; see ehrs.example.yaml' }));
};

/** Entries that are well formed are judged by the other rules too while others are not, so that everything wrong is told at once. */
const judge = (
  json: unknown,
  { publicIsLoopback, folder, prefetchFaults }: RegistryFile,
): { readonly entries: readonly ParsedEntry[]; readonly faults: readonly RegistryFault[] } => {
  const file = outline.safeParse(json);
  if (!file.success) return { entries: [], faults: file.error.issues };
  const read = file.data.ehrs.map((entry) => entrySchema.safeParse(entry));
  const locate = (name: string): string => absolute(name, folder);
  const earlierThan = (index: number): readonly ParsedEntry[] => read.slice(0, index).flatMap(({ data }) => data ?? []);
  const faults = read.flatMap((entry, index): readonly RegistryFault[] =>
    entry.success
      ? registryFaults(entry.data, index, earlierThan(index), { publicIsLoopback, locate, prefetchFaults })
      : entry.error.issues.flatMap((issue) => shapeFaults(issue, ['ehrs', index])),
  );
  return { entries: read.flatMap(({ data }) => data ?? []), faults };
};

export const readEhrs = (text: string, where: RegistryFile): Registry => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors.map((error) => `${where.file}:${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`);
  if (broken.length > 0) return { entries: [], faults: broken };
  const { entries, faults } = judge(document.toJS(), where);
  const told = faults.map(
    ({ path, message }) => `${where.file}:${lineOf(document, lines, path)}: ${path.map(String).join('.') || 'the file'}: ${message}`,
  );
  return { entries: told.length > 0 ? [] : entries.map((entry) => toEntry(entry, where.folder)), faults: told };
};
