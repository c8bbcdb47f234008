/** A case is a folder named for what it proves: request.json, about.md (front matter: today, service, claim), expected.json, and server.json where a FHIR server stands behind it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Day } from '../calendar.ts';
import { parseYamlTexts } from '../yaml.ts';

export const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));

const frontMatter = z.strictObject({ today: z.iso.date(), service: z.string(), claim: z.string() });

export interface Fixture {
  readonly name: string;
  readonly folder: string;
  /** The day on which the case plays, so that it does not rot. */
  readonly today: Day;
  readonly service: string;
  readonly claim: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** Resources of the FHIR server behind it, as a Bundle; `null` where prefetch is all there is. */
  readonly server: unknown;
  /** `null` until `vfcds replay --update` has written it. */
  readonly expected: unknown;
}

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const jsonIfThere = (path: string): unknown => (existsSync(path) ? json(path) : null);

/** The names of the cases in a folder, sorted. */
export const fixtureNames = (dir = FIXTURES): readonly string[] =>
  readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'request.json')))
    .map((entry) => entry.name)
    .sort();

/** @throws Error that names the file and says what is wrong with it. */
export const readFixture = (name: string, dir = FIXTURES): Fixture => {
  const folder = join(dir, name);
  if (!existsSync(join(folder, 'request.json')))
    throw new Error(`there is no fixture "${name}" in ${dir}; known: ${fixtureNames(dir).join(', ')}`);
  const about = readFileSync(join(folder, 'about.md'), 'utf8');
  const [, head = '', why = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(about) ?? [];
  const front = frontMatter.safeParse(parseYamlTexts(head));
  if (!front.success) throw new Error(`${name}/about.md: ${z.prettifyError(front.error)}`);
  return {
    name,
    folder,
    ...front.data,
    why: why.trim(),
    request: json(join(folder, 'request.json')) as Record<string, unknown>,
    server: jsonIfThere(join(folder, 'server.json')),
    expected: jsonIfThere(join(folder, 'expected.json')),
  };
};
