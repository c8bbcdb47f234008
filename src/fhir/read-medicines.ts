/** Orders, issues, dispenses, administrations and listings of medicines -> medicine events: by code, and by the names that records carry. */
import type { Codes } from './codes/load.ts';
import type { MedicineList } from './codes/schema.ts';
import type { NamedProduct, Route } from './codes/match-medicines.ts';
import type { MedicineEvent } from './facts.ts';
import { codingsOf, isObject, objects, text, word, wordsOf, type Json } from './json.ts';
import { dosingOf } from './medicine-dose.ts';
import { supplyOf } from './medicine-supply.ts';

export interface MedicineOptions {
  readonly timeZone: string;
}

const KINDS: ReadonlyMap<unknown, MedicineEvent['kind']> = new Map([
  ['MedicationRequest', 'order'],
  ['MedicationDispense', 'dispense'],
  ['MedicationAdministration', 'administration'],
  ['MedicationStatement', 'statement'],
]);

const NONE: readonly never[] = [];

/** Nothing was given: withdrawn, only intended, or not yet made. */
const NOT_GIVEN = ['entered-in-error', 'cancelled', 'not-done', 'draft', 'intended', 'not-taken', 'declined', 'preparation'];
const NOT_ORDERED = ['proposal', 'plan', 'option'];

const reasonsOf = ({ statusReason, statusReasonCodeableConcept }: Json): readonly string[] =>
  statusReason === undefined && statusReasonCodeableConcept === undefined
    ? NONE
    : [
        ...wordsOf(statusReason),
        ...wordsOf(statusReasonCodeableConcept),
        ...objects(statusReason).flatMap((reason) => text(reason.reference) ?? []),
      ];

const wasGiven = (resource: Json, codes: Codes): boolean =>
  !NOT_GIVEN.includes(word(resource.status)) &&
  !NOT_ORDERED.includes(word(resource.intent)) &&
  resource.doNotPerform !== true &&
  !reasonsOf(resource).some(codes.medicines.names.neverTaken);

/** Medications by every reference that may lead to them. */
const medicationsBy = (included: readonly Json[]): ReadonlyMap<string, Json> =>
  new Map(included.map((medication) => [word(medication.id), medication]));

interface Product {
  readonly concept: Json | null;
  readonly medication: Json | null;
  readonly display: string | null;
}

const productOf = (resource: Json, included: ReadonlyMap<string, Json>): Product => {
  if (isObject(resource.medicationCodeableConcept)) return { concept: resource.medicationCodeableConcept, medication: null, display: null };
  const reference = isObject(resource.medicationReference) ? resource.medicationReference : {};
  const id = word(reference.reference).replace(/^#/, '').split('/').at(-1) ?? '';
  const medication = objects(resource.contained).find((one) => one.id === id) ?? included.get(id) ?? null;
  return { concept: isObject(medication?.code) ? medication.code : null, medication, display: text(reference.display) };
};

/** Strength of the one ingredient, where the Medication gives it. */
const ingredientMg = (medication: Json | null): number | null => {
  if (medication === null) return null;
  const [only, ...others] = objects(medication.ingredient);
  const strength = isObject(only?.strength) ? only.strength : {};
  const [amount, per] = [strength.numerator, strength.denominator].map((one) => (isObject(one) ? one : {}));
  const isMg = [amount?.code, amount?.unit].some((unit) => word(unit).toLowerCase() === 'mg');
  if (others.length > 0 || !isMg || typeof amount?.value !== 'number') return null;
  const perValue = typeof per?.value === 'number' ? per.value : 1;
  return /^m?l$/i.test(word(per?.code ?? per?.unit ?? '')) ? null : amount.value / perValue;
};

interface Known {
  readonly list: MedicineList;
  /** Its ingredient; of a group the name that stands there. */
  readonly drug: string;
  readonly mg: number | null;
  readonly oncologyName: boolean;
}

/** Vitamin D inside a bone drug is no medicine of its own. */
const withoutSupplements = (known: readonly Known[]): readonly Known[] => {
  const others = known.filter(({ list }) => list.class !== 'calcium-vitamin-d');
  return others.length > 0 ? others : known;
};

/** Most medicines of a record are none of ours. */
const isOurs = (codings: readonly Json[], names: readonly NamedProduct[], { medicines: { byCode } }: Codes): boolean => {
  for (const { medicines } of names) if (medicines.length > 0) return true;
  for (const coding of codings) if (byCode.find(coding).length > 0) return true;
  return false;
};

/** By name first, because a name tells brand and strength; a code adds what no name says. */
const knownIn = (concept: Json | null, names: readonly NamedProduct[], codes: Codes): readonly Known[] => {
  const codings = codingsOf(concept);
  if (!isOurs(codings, names, codes)) return NONE;
  const found = new Map<MedicineList, Known>();
  for (const { medicines } of names)
    for (const { list, name, oncologyName } of medicines) {
      const before = found.get(list);
      const drug = before?.drug ?? (list.group ? name : list.drug);
      found.set(list, { list, drug, mg: null, oncologyName: oncologyName || before?.oncologyName === true });
    }
  for (const coding of codings) {
    for (const { list, entry } of codes.medicines.byCode.find(coding)) {
      // A group code says nothing where the name says which drug of the group.
      if (list.names.length === 0 && found.size > 0) continue;
      const before = found.get(list);
      const drug = before?.drug ?? (list.group ? entry.display.toLowerCase() : list.drug);
      found.set(list, { list, drug, mg: entry.mg ?? before?.mg ?? null, oncologyName: before?.oncologyName === true });
    }
  }
  if (found.size === 0) return NONE;
  // A site's own list of a drug is no second drug.
  const distinct = new Map([...found.values()].map((one) => [`${one.drug} ${one.list.class}`, one]));
  return withoutSupplements([...distinct.values()]);
};

/** Injections of milligrams that the instruction gives where product and structure do not ("120 mg every 4 weeks"). */
const instructedMg = (resource: Json, codes: Codes): number | null =>
  [...objects(resource.dosageInstruction), ...objects(resource.dosage)]
    .map((instruction) => (text(instruction.text) === null ? null : codes.medicines.names.read(word(instruction.text)).mg))
    .find((mg) => mg !== null) ?? null;

/** As the instructions say it. */
const instructedRoute = (resource: Json, codes: Codes): Route | null => {
  for (const dosages of [resource.dosageInstruction, resource.dosage])
    for (const { route } of objects(dosages))
      for (const words of wordsOf(route)) {
        const named = codes.medicines.names.routeIn(words);
        if (named !== null) return named;
      }
  return null;
};

const routeOf = (resource: Json, names: readonly NamedProduct[], list: MedicineList, codes: Codes): Route | null =>
  instructedRoute(resource, codes) ?? names.find(({ route }) => route !== null)?.route ?? list.route ?? null;

const isOncology = ({ list, oncologyName }: Known, doseMg: number | null): boolean =>
  list.oncology !== undefined && (list.oncology.always || oncologyName || (doseMg !== null && list.oncology.mg.includes(doseMg)));

const classOf = ({ list }: Known, route: Route | null, isInjection: boolean, doseMg: number | null): MedicineEvent['class'] => {
  if (list.vaginal !== undefined && route === 'vaginal') return list.vaginal;
  const byNeedle = isInjection || route === 'iv' || (list.parenteral?.mg.includes(doseMg ?? 0) ?? false);
  return list.parenteral !== undefined && byNeedle ? list.parenteral.class : list.class;
};

export const readMedicines = (
  medications: readonly Json[],
  included: readonly Json[],
  codes: Codes,
  { timeZone }: MedicineOptions,
): readonly MedicineEvent[] => {
  const byId = medicationsBy(included);

  const read = (resource: Json): readonly MedicineEvent[] => {
    const kind = KINDS.get(resource.resourceType);
    if (kind === undefined) return NONE;
    const { concept, medication, display } = productOf(resource, byId);
    const words = display === null ? wordsOf(concept) : [...wordsOf(concept), display];
    const names = words.map(codes.medicines.names.read);
    const known = knownIn(concept, names, codes);
    if (known.length === 0 || !wasGiven(resource, codes)) return NONE;
    // The one amount of a combination is that of its first ingredient only.
    const productMg = known.length > 1 ? null : (ingredientMg(medication) ?? names.find(({ mg }) => mg !== null)?.mg ?? null);
    return known.map((one) => {
      const strengthMg = productMg ?? one.mg;
      const dosing = dosingOf(resource, strengthMg, codes);
      const doseMg = dosing.doseMg ?? (one.list.interval ? instructedMg(resource, codes) : null);
      const route = routeOf(resource, names, one.list, codes);
      const injection = names.some((name) => name.injection);
      const { day, start, stop, supplyDays } = supplyOf(resource, one.list, strengthMg, dosing.dailyPieces, timeZone);
      return {
        drug: one.drug,
        class: classOf(one, route, injection, doseMg),
        display: words[0] ?? one.drug,
        kind,
        status: word(resource.status),
        day,
        start,
        stop,
        supplyDays,
        doseMg,
        dailyMg: dosing.dailyMg,
        oncology: isOncology(one, doseMg ?? strengthMg),
        route,
        source: `${word(resource.resourceType)}/${word(resource.id)}`,
      };
    });
  };

  return medications.flatMap(read);
};
