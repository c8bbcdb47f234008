/**
 * The shapes of the wire, as zod schemas: what is checked of a request, and what the OpenAPI document and the JSON Schemas publish.
 * Unknown members and extensions are allowed everywhere. Prefetch is not looked into here: `fhir/` judges it key by key, without copying the body.
 */
import { z } from 'zod';

/** A FHIR id as EHRs really send them; never only dots, so that it cannot climb a path. */
const fhirId = z
  .string()
  .regex(/^[A-Za-z0-9\-.]{1,128}$/, 'must be a FHIR id: letters, digits, "-" and ".", at most 128')
  .refine((id) => !/^\.+$/.test(id), 'must not be only dots');

/** `Practitioner/x`; an absolute reference is taken as it is. */
const userId = z.string().min(1).max(512);

const absoluteUrl = z.string().refine((text) => {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}, 'must be an absolute http or https URL');

/** It becomes a header: visible ASCII only. */
const accessToken = z.string().regex(/^[\x21-\x7e]{1,16384}$/, 'must be a bearer token');

export const context = z.looseObject({
  patientId: fhirId.describe('The patient, as an id without "Patient/"'),
  userId: userId.nullish().describe('The user, such as Practitioner/123'),
  encounterId: fhirId.nullish(),
  reportId: fhirId.nullish().describe('The DiagnosticReport that a report hook is about'),
});

export const hookRequest = z.looseObject({
  hook: z.string().min(1),
  hookInstance: z.guid({ error: 'must be a UUID' }),
  fhirServer: absoluteUrl.nullish(),
  fhirAuthorization: z.looseObject({ access_token: accessToken }).nullish(),
  context,
  prefetch: z
    .custom<Record<string, unknown>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'must be an object of prefetch keys',
    )
    .nullish(),
});

const coding = z.looseObject({ system: z.string().nullish(), code: z.string().min(1), display: z.string().nullish() });

export const feedbackItem = z.looseObject({
  card: z.guid({ error: 'must be the uuid of a card' }),
  outcome: z.enum(['accepted', 'overridden']),
  outcomeTimestamp: z.iso.datetime({ offset: true }).nullish(),
  acceptedSuggestions: z.array(z.looseObject({ id: z.string().min(1) })).nullish(),
  overrideReason: z.union([z.looseObject({ reason: coding.nullish(), userComment: z.string().nullish() }), coding]).nullish(),
  /** Epic's plural key. */
  overrideReasons: z.union([z.looseObject({ reason: coding.nullish() }), z.array(z.looseObject({ reason: coding.nullish() }))]).nullish(),
});

export const feedback = z.looseObject({ feedback: z.array(feedbackItem).min(1) });

const wireCoding = z.object({ system: z.string(), code: z.string(), display: z.string().optional() });

export const hookResponse = z.object({
  cards: z.array(
    z.object({
      uuid: z.uuid(),
      summary: z.string().max(139),
      indicator: z.enum(['info', 'warning', 'critical']),
      detail: z.string(),
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
