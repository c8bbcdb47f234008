/** The shape of the YAML files in this folder and in a site's own: strict, so that a misspelt key is a fault at start. */
import * as z from 'zod';
import { CONCEPTS, MEASURES, MEDICINE_CLASSES } from '../facts.ts';
import { SYSTEMS } from './systems.ts';

const phrase = z.string().min(1);
const phrases = z.array(phrase);

const codeEntry = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/),
  display: z.string().min(1),
  /** Id in `sources.yaml`; a site's own lists may say it in words. */
  source: z.string().min(1),
  kind: z.string().optional(),
  /** Takes the code out of a range of the same list that holds it. */
  except: z.boolean().default(false),
  /** Asked for in the `observations` search: GP records file such entries as Observations. */
  prefetch: z.boolean().default(false),
});

const codesOf = <T extends z.ZodType>(entry: T) => z.partialRecord(z.enum(SYSTEMS), z.array(entry)).default({});

/** `any`: one of the phrases; `all`: one of each group. `not` forbids. */
const pattern = z
  .strictObject({
    any: phrases.optional(),
    all: z.array(phrases).optional(),
    not: phrases.default([]),
    kind: z.string().optional(),
    /** Its groups stand close together: what is declined is the thing beside the word. */
    near: z.boolean().default(false),
    /** Counts only where the reason of the request names one of these. */
    reason: phrases.optional(),
    /** "No" and "not" are part of what it says. */
    unguarded: z.boolean().default(false),
  })
  .refine(({ any, all }) => (any === undefined) !== (all === undefined), 'a pattern has either "any" or "all"');

const conceptList = z.strictObject({
  concept: z.enum(CONCEPTS),
  where: z.array(z.enum(['conditions', 'procedures', 'observations', 'requests'])).default(['conditions', 'procedures', 'observations']),
  /** Region and level are read from its words. */
  spine: z.boolean().default(false),
  /** Seeing somebody, or asking to: words tell whether it was only asked for, or did not happen. */
  contact: z.enum(['referral', 'seen']).optional(),
  /** Another concept where the words or the body site say so. */
  promote: z.strictObject({ to: z.enum(CONCEPTS), when: phrases }).optional(),
  codes: codesOf(codeEntry),
  text: z.array(pattern).default([]),
});

const milligrams = z.number().positive();

/** A product code says its strength. */
const medicineEntry = codeEntry.extend({ mg: milligrams.optional() });

const medicineList = z.strictObject({
  drug: z.string().min(1),
  class: z.enum(MEDICINE_CLASSES),
  /** Many ingredients of one class: each is called by its own name. */
  group: z.boolean().default(false),
  /** How it is given where nothing else says so. */
  route: z.enum(['oral', 'iv', 'sc', 'im', 'vaginal']).optional(),
  /** Given in single doses months apart: a listing is no dose. */
  interval: z.boolean().default(false),
  names: phrases,
  not: phrases.default([]),
  /** How many days one tablet or injection of a strength lasts. */
  taken: z.array(z.strictObject({ mg: milligrams, days: z.number().positive() })).default([]),
  parenteral: z.strictObject({ class: z.enum(MEDICINE_CLASSES), mg: z.array(milligrams).default([]) }).optional(),
  vaginal: z.enum(MEDICINE_CLASSES).optional(),
  oncology: z
    .strictObject({ mg: z.array(milligrams).default([]), names: phrases.default([]), always: z.boolean().default(false) })
    .optional(),
  codes: codesOf(medicineEntry),
});

const measureList = z.strictObject({
  measure: z.enum(MEASURES),
  codes: codesOf(codeEntry),
  text: z.array(pattern).default([]),
  unit: z
    .strictObject({
      to: z.string(),
      /** By the unit in lower case. */
      factors: z
        .record(z.string(), z.number().positive())
        .transform((factors) => new Map(Object.entries(factors).map(([unit, factor]) => [unit.toLowerCase(), factor]))),
      /** A value without a unit counts where it lies in here. */
      plausible: z.tuple([z.number(), z.number()]).optional(),
    })
    .optional(),
  /** The measure that a coarser code stands for, where the words say this one. */
  refines: z.enum(MEASURES).optional(),
  refinable: z.boolean().default(false),
  /** Its words do not say all: what it is part of, and the body site, may say more. */
  vague: z.boolean().default(false),
});

export const listFile = z.strictObject({
  concepts: z.array(conceptList).default([]),
  medicines: z.array(medicineList).default([]),
  measures: z.array(measureList).default([]),
  'result-words': z.strictObject({ normal: phrases, denied: phrases, abnormal: phrases }).optional(),
});

export const guardFile = z.strictObject({
  family: phrases,
  negated: phrases,
  suspected: phrases,
  after: phrases,
  history: phrases,
  ends: phrases,
  requested: phrases,
  ended: phrases,
});

export const formFile = z.strictObject({
  routes: z.strictObject({
    inhaled: phrases,
    vaginal: phrases,
    topical: phrases,
    transdermal: phrases,
    iv: phrases,
    sc: phrases,
    im: phrases,
    oral: phrases,
  }),
  injections: phrases,
  'never-taken': phrases,
  timing: z.record(z.string(), z.number().positive()),
});

export const sourceFile = z.record(z.string(), z.string().min(1));

export type CodeEntry = z.infer<typeof codeEntry>;
export type Pattern = z.infer<typeof pattern>;
export type ConceptList = z.infer<typeof conceptList>;
export type MedicineEntry = z.infer<typeof medicineEntry>;
export type MedicineList = z.infer<typeof medicineList>;
export type MeasureList = z.infer<typeof measureList>;
export type ListFile = z.infer<typeof listFile>;
export type Guards = z.infer<typeof guardFile>;
export type Forms = z.infer<typeof formFile>;
