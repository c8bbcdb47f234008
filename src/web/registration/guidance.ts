/** What an analyst needs to be told beside addresses and codes: words that stand in `guidance.yaml`. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { parseYaml } from '../../yaml.ts';

const texts = z.array(z.string().min(1)).min(1);
const item = z.strictObject({ name: z.string().min(1), text: z.string().min(1) });

const guidanceFile = z.strictObject({
  access: z.array(z.strictObject({ resource: z.string(), epicApis: texts, why: z.string() })),
  hooks: z.strictObject({ epic: texts, oracle: texts }),
  triggers: z.strictObject({ all: texts, epic: texts }),
  dialectNotes: z.strictObject({ standard: texts, epic: texts, oracle: texts }),
  steps: z.strictObject({ standard: texts, epic: texts, oracle: texts }),
  whenStuck: z.array(item),
});

export type Guidance = z.infer<typeof guidanceFile>;

/** @throws ZodError where the file is not as it should be. */
export const readGuidance = (): Guidance =>
  guidanceFile.parse(parseYaml(readFileSync(new URL('./guidance.yaml', import.meta.url), 'utf8')));
