/** YAML content -> plain data, by the core schema of YAML 1.2: days stay text. The registry of EHRs is read with `yaml` instead, whose nodes know their lines. */
import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { CORE_SCHEMA, FAILSAFE_SCHEMA, load } from 'js-yaml';

/** Where the build keeps what our own files say (`scripts/build-service.js`): to read YAML again would be a tenth of each start. */
const READ_WHEN_BUILT = new URL('./read-yaml.json', import.meta.url);

const readWhenBuilt = new Map<string, unknown>(
  existsSync(READ_WHEN_BUILT) ? Object.entries(JSON.parse(readFileSync(READ_WHEN_BUILT, 'utf8')) as Record<string, unknown>) : [],
);

/** What a text is known by: a file that was changed since is another text. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url');

/** @throws Error that names line and column. */
export const parseYaml = (text: string): unknown => {
  const digest = digestOf(text);
  const known = readWhenBuilt.get(digest);
  // Asked once: whoever reads a file makes something of it and keeps that.
  readWhenBuilt.delete(digest);
  return known ?? load(text, { schema: CORE_SCHEMA });
};

/** How zod looks at a file's content: making a program of each shape first pays for what is looked at again and again. */
export const LOOKED_AT_ONCE = { jitless: true } as const;

/** Every value as the text that it is. @throws Error that names line and column. */
export const parseYamlTexts = (text: string): unknown => load(text, { schema: FAILSAFE_SCHEMA });
