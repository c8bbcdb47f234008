/** The few forms in which the paths of the OpenAPI document are written down. */
export interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: unknown }>>;
  readonly headers?: Readonly<Record<string, unknown>>;
}

export type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const ref = (name: string): unknown => ({ $ref: `#/components/schemas/${name}` });

export const json = (description: string, schema: unknown = {}): Answer => ({
  description,
  content: { 'application/json': { schema } },
});

/** A refusal says what to do next in an OperationOutcome. */
export const refusal = (description: string): Answer => json(description, ref('OperationOutcome'));

export const jsonBody = (schema: unknown): unknown => ({ required: true, content: { 'application/json': { schema } } });

export const inPath = (name: string, description: string, values?: readonly string[]): unknown => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string', ...(values ? { enum: values } : {}) },
});

export const UNAUTHORIZED: Answer = {
  description: 'No token that is trusted. No body and no reason.',
  headers: { 'WWW-Authenticate': { schema: { const: 'Bearer' } } },
};
