/** The closed set of keys that a lexicon entry may have, role by role. Whatever is English about reading reports stands in entries of these shapes. */
import * as z from 'zod';

const base = {
  id: z.string().regex(/^[a-z0-9-]+$/),
  phrases: z.array(z.string().min(1)).min(1),
  note: z.string().min(1).optional(),
  source: z.string().min(1).optional(),
};

const region = z.enum(['cervical', 'thoracic', 'lumbar']);
const grade = z.enum(['mild', 'moderate', 'severe']);
const acuity = z.enum(['acute', 'old', 'unspecified']);
const flag = z.enum(['malignancy', 'cordCompression', 'infection', 'unstable']);

/** Roles that need nothing beside their phrases. */
const PLAIN = [
  'other',
  'neutral',
  'adopted',
  'rejected',
  'withdrawn',
  'unconfirmed',
  'corrected',
  'definite',
  'predicate',
  'qualified',
  'subject',
  'rest',
  'procedure',
  'former',
  'latter',
  'respectively',
  'likewise',
  'pair',
  'spares',
  'spared',
  'intact',
  'measure',
  'anaphor',
  'yes',
  'hypothetical',
  'multiple',
  'software',
  'severity-none',
  'measure-of-loss',
  'loss-direction',
  'measure-of-other',
  'no-mechanism',
  'trauma-study',
  'urgent',
  'weighting',
  'staging',
  'score',
  'brings',
  'not-level-before',
  'not-level-after',
  'not-level-lead',
  'side',
  'request',
  'request-weak',
  'finding',
  'pointer',
  'stub',
  'osseous',
  'harmless',
  'separate',
  'advice-thing',
  'advice-word',
  'advice',
  'advice-not',
  'imaging-advice',
] as const;

export const entrySchema = z.discriminatedUnion('role', [
  z.strictObject({ ...base, role: z.enum(PLAIN) }),
  z.strictObject({
    ...base,
    role: z.literal('target'),
    subject: z.enum(['fracture', 'deformity', 'collapse', 'compression', 'shape', 'cement']),
    /** Names the finding with the word fracture. */
    names: z.boolean(),
    /** Speaks of a vertebra by itself; else a word beside it must place it there. */
    spinal: z.boolean(),
    severity: grade.optional(),
    acuity: acuity.optional(),
    cause: z.literal('fragility').optional(),
    flag: flag.optional(),
    /** Stands for a fracture that was named right before, and counts only then. */
    anaphoric: z.literal(true).optional(),
    /** Counts only where it is said of a level, or of a named body, as its subject or after "of": other things at a level are flat or small too. */
    tied: z.enum(['level', 'body']).optional(),
  }),
  z.strictObject({
    ...base,
    role: z.literal('site'),
    kind: z.enum(['body', 'spine', 'region', 'element', 'bone', 'organ']),
    regions: z.array(region).optional(),
    bearing: z.literal(true).optional(),
    /** The process of C2: "C2 fracture through the dens" is no fracture of its body. */
    peg: z.literal(true).optional(),
  }),
  z.strictObject({ ...base, role: z.literal('exam'), spine: z.boolean(), covers: z.array(region).min(1) }),
  z.strictObject({
    ...base,
    role: z.literal('negation'),
    direction: z.enum(['forward', 'backward']),
    reach: z.literal('answer').optional(),
    weak: z.literal(true).optional(),
  }),
  z.strictObject({
    ...base,
    role: z.literal('hedge'),
    direction: z.enum(['forward', 'backward']),
    reach: z.enum(['phrase', 'alternative']).optional(),
  }),
  z.strictObject({ ...base, role: z.literal('past'), direction: z.literal('backward').optional() }),
  z.strictObject({ ...base, role: z.literal('boundary'), kind: z.enum(['stop', 'exception', 'contrast']) }),
  z.strictObject({
    ...base,
    role: z.literal('joint'),
    kind: z.enum(['of', 'and', 'article', 'with']),
    /** Names the place itself, where "involving" may add another. */
    own: z.literal(true).optional(),
    /** Says how far a thing runs. */
    reaches: z.literal(true).optional(),
  }),
  z.strictObject({
    ...base,
    role: z.literal('time'),
    acuity,
    course: z.enum(['new', 'unchanged', 'treated']).optional(),
    oedema: z.literal(true).optional(),
    weak: z.literal(true).optional(),
    /** Finding words inside the phrase are part of it ("no further loss of height"). */
    absorbs: z.literal(true).optional(),
    /** Counts only where nothing else tells the age. */
    lone: z.literal(true).optional(),
    /** Only known, seen or described before. */
    before: z.literal(true).optional(),
    /** Speaks of the finding before, whatever else the sentence holds ("so old"). */
    refersBack: z.literal(true).optional(),
  }),
  z.strictObject({ ...base, role: z.literal('severity'), grade, genant: z.literal(true).optional() }),
  /** `loss`: what stands under it, or behind it, is height lost and no grade. */
  z.strictObject({ ...base, role: z.literal('grade-label'), loss: z.literal(true).optional() }),
  z.strictObject({ ...base, role: z.literal('fraction'), percent: z.int().min(1).max(100) }),
  z.strictObject({ ...base, role: z.literal('cause'), cause: z.enum(['fragility', 'malignant', 'pathological', 'trauma', 'benign']) }),
  z.strictObject({ ...base, role: z.literal('mechanism'), energy: z.enum(['high', 'low', 'unstated']) }),
  z.strictObject({
    ...base,
    role: z.literal('flag'),
    flag,
    /** `spine`: says so itself; `bone`: needs bone, spine or a level beside it; `fracture`: needs a vertebral finding beside it. */
    place: z.enum(['spine', 'bone', 'fracture']),
    /** In an examination of the spine it is about the spine where no other place is named: "Diffuse metastases." */
    spineStudied: z.literal(true).optional(),
    /** Names a tumour; only a lesion or destruction; something that runs on from a fracture. */
    kind: z.enum(['tumour', 'lesion', 'extension']).optional(),
    structure: z.enum(['cord', 'conus', 'cauda equina']).optional(),
    urgent: z.literal(true).optional(),
  }),
  z.strictObject({ ...base, role: z.literal('ascription'), to: z.enum(['degenerative', 'tumour', 'fracture', 'infection', 'other']) }),
  z.strictObject({
    ...base,
    role: z.literal('ankylosed'),
    /** Described without its name. */
    described: z.literal(true).optional(),
  }),
  z.strictObject({
    ...base,
    role: z.literal('lookalike'),
    kind: z.enum(['naming', 'link']),
    systemic: z.literal(true).optional(),
    linked: z.literal(true).optional(),
    /** Has its own shape, so a shape told with it is explained. */
    shapes: z.literal(true).optional(),
  }),
  z.strictObject({ ...base, role: z.literal('link') }),
  z.strictObject({
    ...base,
    role: z.literal('heading'),
    section: z.enum(['request', 'history', 'technique', 'comparison', 'findings', 'conclusion', 'addendum']),
    /** General text below the report. */
    footer: z.literal(true).optional(),
    /** The first text of a report whose addendum stands above it. */
    original: z.literal(true).optional(),
    /** Announces what should be done: where a request still waits for its findings, these are not it. */
    advises: z.literal(true).optional(),
    /** A heading only at the head of a sentence. */
    opens: z.literal(true).optional(),
  }),
]);

export type Entry = z.infer<typeof entrySchema>;

/** The keys of all roles, none of them told. */
const UNTOLD = Object.fromEntries(entrySchema.options.flatMap(({ shape }) => Object.keys(shape).map((key) => [key, undefined])));

/** With the keys of all roles: V8 finds a key at once where all objects that it is asked of are made alike, and searches for it where they are not. */
export const madeAlike = (entry: Entry): Entry => Object.assign({ ...UNTOLD }, entry);
export type Role = Entry['role'];
type Narrowed<E extends { role: Role }, R extends Role> = E extends E
  ? R & E['role'] extends never
    ? never
    : E & { role: R & E['role'] }
  : never;
/** The entries of one role. */
export type EntryOf<R extends Role> = Narrowed<Entry, R>;

export const classesSchema = z.record(
  z.string().regex(/^[a-z0-9-]+$/),
  z.strictObject({ words: z.array(z.string().min(1)).min(1), note: z.string().min(1).optional(), source: z.string().min(1).optional() }),
);
