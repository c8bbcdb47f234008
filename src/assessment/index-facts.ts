/** Facts by concept and measurements by kind, each newest first: built once per request, so that a rule looks up and never searches 1,500 facts. */
import { byDay } from '../calendar.ts';
import type { CodedFact, Concept, Facts, Measure, Measurement } from '../fhir/facts.ts';

export interface FactIndex {
  readonly concepts: ReadonlyMap<Concept, readonly CodedFact[]>;
  readonly measures: ReadonlyMap<Measure, readonly Measurement[]>;
}

const grouped = <Key, Value>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
  dayOf: (value: Value) => string,
): Map<Key, Value[]> => {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  for (const group of groups.values()) group.sort((a, b) => byDay(dayOf(b), dayOf(a)));
  return groups;
};

export const indexFacts = ({ coded, measurements }: Pick<Facts, 'coded' | 'measurements'>): FactIndex => ({
  concepts: grouped(
    coded,
    ({ concept }) => concept,
    ({ day, recorded }) => day ?? recorded ?? '',
  ),
  measures: grouped(
    measurements,
    ({ what }) => what,
    ({ day }) => day ?? '',
  ),
});
