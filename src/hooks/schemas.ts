/**
 * The shapes of the wire, as zod schemas: what is checked of a request, and what the OpenAPI document and the JSON Schemas publish.
 * Unknown members and extensions are allowed everywhere. Prefetch is not looked into here: `fhir/` judges it key by key, without copying the body.
 */
import * as z from 'zod';

/** A FHIR id as EHRs really send them; never only dots, so that it cannot climb a path. */
const fhirId = z
  .string()
  .regex(/^[A-Za-z0-9\-.]{1,128}$/, 'must be a FHIR id: letters, digits, "-" and ".", at most 128')
  .refine((id) => !/^\.+$/.test(id), 'must not be only dots');

/** `Practitioner/x`; an absolute reference is taken as it is. */
const userId = z.string().min(1).max(512);

const absoluteUrl = z
  .string()
  .refine((text) => {
    try {
      return ['http:', 'https:'].includes(new URL(text).protocol);
    } catch {
      return false;
    }
  }, 'must be an absolute http or https URL')
  .meta({ format: 'uri' });

/** It becomes a header: visible ASCII only. */
const accessToken = z.string().regex(/^[\x21-\x7e]{1,16384}$/, 'must be a bearer token');

export const context = z.looseObject({
  patientId: fhirId.describe('The patient, as an id without "Patient/"'),
  userId: userId.nullish().describe('The user, such as Practitioner/123'),
  encounterId: fhirId.nullish().describe('The encounter, as an id without "Encounter/"'),
  reportId: fhirId.nullish().describe('The DiagnosticReport that a report hook is about'),
});

export const hookRequest = z.looseObject({
  hook: z.string().min(1).describe('The hook that fired; it must be the one of the service that is called'),
  hookInstance: z.guid({ error: 'must be a UUID' }).describe('A UUID of this call'),
  fhirServer: absoluteUrl.nullish().describe('Base of the FHIR R4 server that may be read; it must be registered for this EHR'),
  fhirAuthorization: z.looseObject({ access_token: accessToken }).nullish().describe('Used for reads of this call only, and kept nowhere'),
  context,
  prefetch: z
    .custom<Record<string, unknown>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'must be an object of prefetch keys',
    )
    .meta({ type: 'object' })
    .nullish()
    .describe('By key of discovery: a resource, a Bundle, null where there is none, or an OperationOutcome where it failed'),
});

const coding = z.looseObject({ system: z.string().nullish(), code: z.string().min(1), display: z.string().nullish() });

export const feedbackItem = z.looseObject({
  card: z.guid({ error: 'must be the uuid of a card' }).describe('uuid of the card'),
  outcome: z.enum(['accepted', 'overridden']),
  outcomeTimestamp: z.iso.datetime({ offset: true }).nullish().describe('Without it, the time of receipt'),
  acceptedSuggestions: z.array(z.looseObject({ id: z.string().min(1).describe('uuid of the suggestion') })).nullish(),
  overrideReason: z
    .union([z.looseObject({ reason: coding.nullish(), userComment: z.string().nullish().describe('Taken, and never stored') }), coding])
    .nullish()
    .describe('One of the overrideReasons of the card; as a bare Coding from older clients'),
  overrideReasons: z
    .union([z.looseObject({ reason: coding.nullish() }), z.array(z.looseObject({ reason: coding.nullish() }))])
    .nullish()
    .describe("Epic's plural form of overrideReason"),
});

export const feedback = z.looseObject({ feedback: z.array(feedbackItem).min(1) });

const wireCoding = z.object({ system: z.string(), code: z.string(), display: z.string().optional() });

export const hookResponse = z.object({
  cards: z.array(
    z.object({
      uuid: z.uuid().describe('Named in feedback; the same for the same advice to the same user within the repeat window'),
      summary: z.string().max(139).describe('One sentence without report text'),
      indicator: z.enum(['info', 'warning', 'critical']),
      detail: z.string().describe('Plain Markdown; report text in it is quoted and escaped'),
      source: z.object({ label: z.string(), url: z.url().optional(), topic: wireCoding }),
      selectionBehavior: z.literal('any').optional(),
      suggestions: z
        .array(
          z.object({
            label: z.string(),
            uuid: z.uuid(),
            actions: z.array(
              z.object({ type: z.literal('create'), description: z.string(), resource: z.looseObject({ resourceType: z.string() }) }),
            ),
          }),
        )
        .optional(),
      overrideReasons: z.array(z.object({ system: z.string(), code: z.string(), display: z.string() })).optional(),
      links: z.array(z.object({ label: z.string(), url: z.url(), type: z.literal('absolute') })).optional(),
      extension: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  extension: z.record(z.string(), z.unknown()).optional(),
});
