/** The words and codes of `report-words.yaml`, by which a report is recognised; read and checked once at start. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { parseYaml } from '../yaml.ts';

export const MODALITIES = ['XR', 'CT', 'MR', 'NM', 'PET-CT', 'DXA', 'other'] as const;
export type Modality = (typeof MODALITIES)[number];

const modality = z.enum(MODALITIES);
const codeMap = z.record(z.string(), modality.nullable());
const words = z.array(z.string().regex(/^[a-z0-9/ -]+$/)).min(1);

const schema = z.strictObject({
  categories: z.array(z.strictObject({ system: z.url(), imaging: codeMap.default({}), other: z.array(z.string()).default([]) })),
  codes: z.array(z.strictObject({ system: z.url(), all: z.boolean().default(false), imaging: codeMap.default({}) })),
  words: z.array(z.strictObject({ modality, words })),
  general: words,
  labels: words,
  before: words,
  addendum: words,
  preliminary: words,
  final: words,
  pointer: words,
});

/** Throws one error that names the file, where the content is not what it must be. */
const load = (): z.infer<typeof schema> => {
  const parsed = schema.safeParse(parseYaml(readFileSync(new URL('./report-words.yaml', import.meta.url), 'utf8')));
  if (!parsed.success) throw new Error(`report-words.yaml: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

export const WORDS = load();
