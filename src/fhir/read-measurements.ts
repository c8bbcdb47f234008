/** Observations -> laboratory results, scores and body measures, in the units that the rules speak. */
import type { Codes } from './codes/load.ts';
import type { MeasureList } from './codes/schema.ts';
import { dayOf, periodOf } from './dates.ts';
import type { Measurement } from './facts.ts';
import { codingsOf, isObject, nameOf, objects, text, word, wordsOf, type Json } from './json.ts';
import { flagOf } from './result-flag.ts';

export interface MeasurementOptions {
  readonly timeZone: string;
}

const NONE: readonly never[] = [];

/** Where a result stands: the Observation, and for a component of it what the whole is called. */
interface Part {
  readonly of: Json;
  readonly above: readonly string[];
}

/** Neither a result nor the sign that the test was done. */
const NO_RESULT = ['registered', 'cancelled', 'entered-in-error', 'unknown'];

const codesIn = (result: Json, codes: Codes): MeasureList | null => {
  for (const coding of codingsOf(result.code)) {
    const [found] = codes.measures.byCode.find(coding);
    if (found) return found.list;
  }
  return null;
};

/** By code, unless the words name a finer measure; else by words: its own, and where they are vague those of what it is part of and of the body site. */
const listOf = (result: Json, part: Part, codes: Codes): MeasureList | null => {
  const coded = codesIn(result, codes);
  if (coded !== null && !coded.refinable) return coded;
  const named = (all: readonly string[]): readonly MeasureList[] =>
    all.flatMap((one) => codes.measures.words.read(one).matches).map(({ list }) => list);
  const words = wordsOf(result.code);
  const own = named(words);
  if (coded !== null) return own.find(({ refines }) => refines === coded.measure) ?? coded;
  const [first] = own;
  if (first !== undefined && !first.vague) return first;
  const around = [...part.above, ...wordsOf(part.of.bodySite)];
  const [wider] = around.length === 0 ? [] : named([[...around, ...words].join(' ')]).filter(({ vague }) => !vague);
  return wider ?? first ?? null;
};

interface Value {
  readonly number: number | null;
  readonly unit: string | null;
  readonly words: string | null;
}

const NUMBER = /^\s*[<>]?=?\s*(-?\d+(?:\.\d+)?)\s*([^\d\s].*)?$/;

const valueOf = (result: Json): Value => {
  const quantity = result.valueQuantity;
  if (isObject(quantity))
    return {
      number: typeof quantity.value === 'number' ? quantity.value : null,
      unit: text(quantity.unit) ?? text(quantity.code),
      words: null,
    };
  if (typeof result.valueInteger === 'number') return { number: result.valueInteger, unit: null, words: null };
  const words = text(result.valueString) ?? nameOf(result.valueCodeableConcept);
  const typed = words === null ? null : NUMBER.exec(words.slice(0, 60));
  return typed ? { number: Number(typed[1]), unit: text(typed[2]), words } : { number: null, unit: null, words };
};

/** The factor of a unit, by its UCUM code or as it is written. */
const factorOf = (units: readonly (string | null)[], factors: ReadonlyMap<string, number>): number | null => {
  for (const unit of units) {
    const factor = unit === null ? undefined : factors.get(unit.trim().toLowerCase());
    if (factor !== undefined) return factor;
  }
  return null;
};

/** Of a converted value: as many as a laboratory prints. */
const DIGITS = 3;

/** A value whose unit is not known counts only where it is plausible in ours: nobody's haemoglobin is 9.4 g/L. */
const inOurUnit = ({ number, unit }: Value, code: string | null, rule: MeasureList['unit']): Pick<Measurement, 'value' | 'unit'> => {
  if (number === null || rule === undefined) return { value: number, unit };
  const factor = factorOf([code, unit], rule.factors);
  if (factor === 1) return { value: number, unit: rule.to };
  if (factor !== null) return { value: Number((number * factor).toPrecision(DIGITS)), unit: rule.to };
  const [low, high] = rule.plausible ?? [Infinity, -Infinity];
  return unit === null && number >= low && number <= high ? { value: number, unit: rule.to } : { value: null, unit };
};

const T_SCORES = 10;

const isPlausible = ({ what, value }: Measurement): boolean =>
  value === null || !(what.startsWith('t-score') || what === 'z-score') || Math.abs(value) <= T_SCORES;

const dayOfResult = (observation: Json, timeZone: string): Measurement['day'] => {
  const effective = dayOf(observation.effectiveDateTime, timeZone) ?? dayOf(observation.effectiveInstant, timeZone);
  if (effective !== null) return effective;
  const { start, end } = periodOf(observation.effectivePeriod, timeZone);
  return end ?? start ?? dayOf(observation.issued, timeZone);
};

export const readMeasurements = (observations: readonly Json[], codes: Codes, { timeZone }: MeasurementOptions): readonly Measurement[] => {
  const measurements: Measurement[] = [];

  const measure = (result: Json, part: Part): void => {
    const list = listOf(result, part, codes);
    if (list === null) return;
    const given = valueOf(result);
    // "Not done" with a reason is no result, and no sign that the blood was taken.
    if (given.number === null && given.words === null && result.dataAbsentReason !== undefined) return;
    const ucum = isObject(result.valueQuantity) ? text(result.valueQuantity.code) : null;
    const { value, unit } = inOurUnit(given, ucum, list.unit);
    const measurement: Measurement = {
      what: list.measure,
      value,
      unit,
      flag: flagOf(result, given.number, given.words, codes),
      day: dayOfResult(part.of, timeZone),
      display: nameOf(result.code) ?? list.measure,
      source: `Observation/${word(part.of.id)}`,
    };
    if (isPlausible(measurement)) measurements.push(measurement);
  };

  for (const observation of observations) {
    if (NO_RESULT.includes(word(observation.status))) continue;
    measure(observation, { of: observation, above: NONE });
    const components = objects(observation.component);
    if (components.length === 0) continue;
    const inComponent: Part = { of: observation, above: wordsOf(observation.code) };
    for (const component of components) measure(component, inComponent);
  }
  return measurements;
};
