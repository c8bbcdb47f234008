/** The zod schemas of the wire as JSON Schema 2020-12. No official ones exist for CDS Hooks 2.x. */
import * as z from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What each published schema is of. */
export const SCHEMA_TITLES = {
  request: 'A CDS Hooks 2.0.1 request as this service takes it; unknown members are allowed everywhere',
  response: 'A CDS Hooks 2.0.1 response as this service gives it',
  feedback: 'CDS Hooks 2.0.1 feedback, with the forms that older sandboxes and Epic send',
} as const;
export type SchemaName = keyof typeof SCHEMA_TITLES;
export const SCHEMA_NAMES = Object.keys(SCHEMA_TITLES) as readonly SchemaName[];

/** A `format` says it in a word; the long pattern that zod checks it with would hide the rest. */
const withoutPatternBesideFormat = ({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

export const jsonSchemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input', override: withoutPatternBesideFormat });

/** As served at `/schemas/<name>.json`. */
export const publishedSchema = (name: SchemaName, schema: z.ZodType, publicUrl: string): JsonSchema => ({
  ...jsonSchemaOf(schema),
  $id: `${publicUrl}/schemas/${name}.json`,
  title: SCHEMA_TITLES[name],
});
