/** How much of a medicine one dose is, and how much a day: from structure, with the strength of the product where doses are counted in tablets. */
import type { Codes } from './codes/load.ts';
import { codingsOf, entryOf, isObject, objects, text, word, type Json } from './json.ts';

const TO_MG: Readonly<Record<string, number>> = {
  mg: 1,
  milligram: 1,
  milligrams: 1,
  g: 1000,
  gram: 1000,
  ug: 0.001,
  mcg: 0.001,
  microgram: 0.001,
  micrograms: 0.001,
};
/** One piece of a product whose strength is known. */
const PIECES = /^(?:\{?(?:tab|tbl|cap|each|dose|unit|tablet|capsule|syringe|vial|injection|pen|infusion|bottle|sachet|ampoule)|1$)/i;
const DAYS: Readonly<Record<string, number>> = {
  h: 1 / 24,
  d: 1,
  wk: 7,
  mo: 30,
  a: 365,
  day: 1,
  days: 1,
  week: 7,
  weeks: 7,
  month: 30,
  months: 30,
  year: 365,
  years: 365,
};

const number = (value: unknown): number | null => (typeof value === 'number' && value > 0 ? value : null);
const unitOf = (quantity: Json): string => (text(quantity.code) ?? text(quantity.unit) ?? '').trim().toLowerCase();

/** A length of time in days; `null` where it is none. */
export const daysIn = (duration: unknown): number | null => {
  if (!isObject(duration)) return null;
  const value = number(duration.value);
  const names = [text(duration.code), text(duration.unit)].map((name) => name?.trim().toLowerCase() ?? '');
  const unit =
    names.map((name) => entryOf(DAYS, name)).find((days) => days !== undefined) ?? (names.every((name) => name === '') ? 1 : null);
  return value === null || unit === null ? null : Math.round(value * unit);
};

export interface Dose {
  /** One dose; `null` where structure and product do not say. */
  readonly mg: number | null;
  readonly pieces: number | null;
}

const NO_DOSE: Dose = { mg: null, pieces: null };

const doseOf = (quantity: unknown, strengthMg: number | null): Dose => {
  if (!isObject(quantity)) return NO_DOSE;
  const value = number(quantity.value);
  if (value === null) return NO_DOSE;
  const factor = entryOf(TO_MG, unitOf(quantity)) ?? entryOf(TO_MG, (text(quantity.unit) ?? '').trim().toLowerCase());
  if (factor !== undefined) return { mg: value * factor, pieces: strengthMg === null ? null : (value * factor) / strengthMg };
  const isPiece = unitOf(quantity) === '' || PIECES.test(unitOf(quantity)) || PIECES.test(text(quantity.unit) ?? '');
  return isPiece ? { mg: strengthMg === null ? null : value * strengthMg, pieces: value } : NO_DOSE;
};

/** Doses a day; `null` where nothing structured says so. */
const timesADay = (timing: unknown, codes: Codes): number | null => {
  if (!isObject(timing)) return null;
  const repeat = isObject(timing.repeat) ? timing.repeat : {};
  const unit = entryOf(DAYS, word(repeat.periodUnit));
  const period = number(repeat.period);
  if (unit !== undefined && period !== null) return (number(repeat.frequency) ?? 1) / (period * unit);
  return (
    codingsOf(timing.code)
      .map(({ code }) => entryOf(codes.forms.timing, word(code).toUpperCase()))
      .find((times) => times !== undefined) ?? null
  );
};

interface Instruction extends Dose {
  readonly timesADay: number | null;
  readonly sequence: number;
}

const NONE: readonly never[] = [];

/** Where each kind of resource gives its doses. */
const dosagesOf = (resource: Json): readonly Json[] => {
  if (resource.resourceType === 'MedicationAdministration')
    return isObject(resource.dosage) ? [{ doseAndRate: [{ doseQuantity: resource.dosage.dose }] }] : NONE;
  return objects(resource.resourceType === 'MedicationStatement' ? resource.dosage : resource.dosageInstruction);
};

const NOTHING: Json = {};

const instructionOf = (dosage: Json, strengthMg: number | null, codes: Codes): Instruction => {
  const rate = objects(dosage.doseAndRate)[0] ?? NOTHING;
  const range = isObject(rate.doseRange) ? rate.doseRange.low : undefined;
  // "As needed" is no daily dose.
  const asNeeded = dosage.asNeededBoolean === true || dosage.asNeededCodeableConcept !== undefined;
  const { mg, pieces } = doseOf(rate.doseQuantity ?? range ?? dosage.doseQuantity, strengthMg);
  return {
    mg,
    pieces,
    timesADay: asNeeded ? null : timesADay(dosage.timing, codes),
    sequence: number(dosage.sequence) ?? 0,
  };
};

export interface Dosing {
  readonly doseMg: number | null;
  readonly dailyMg: number | null;
  /** Tablets or other pieces a day. */
  readonly dailyPieces: number | null;
}

const rounded = (value: number): number => Number(value.toPrecision(6));

/** Instructions of one step belong together (5 mg in the morning, 2.5 mg at night); of several steps the smallest counts. */
const perDay = (instructions: readonly Instruction[], what: 'mg' | 'pieces'): number | null => {
  if (instructions.length === 0 || instructions.some((one) => one[what] === null || one.timesADay === null)) return null;
  const steps = new Map<number, number>();
  for (const { [what]: amount, timesADay, sequence } of instructions)
    steps.set(sequence, (steps.get(sequence) ?? 0) + (amount ?? 0) * (timesADay ?? 0));
  return rounded(Math.min(...steps.values()));
};

/** @param strengthMg of one tablet, injection or infusion. */
export const dosingOf = (resource: Json, strengthMg: number | null, codes: Codes): Dosing => {
  const instructions = dosagesOf(resource).map((dosage) => instructionOf(dosage, strengthMg, codes));
  return {
    doseMg: instructions.find(({ mg }) => mg !== null)?.mg ?? strengthMg,
    dailyMg: perDay(instructions, 'mg'),
    dailyPieces: perDay(instructions, 'pieces'),
  };
};
