/** What the name of a product says: which medicines are in it, how it is given, and its strength. */
import { PhraseBook, wordsIn } from './phrases.ts';
import { remembering } from '../../remember.ts';
import type { Forms, MedicineList } from './schema.ts';

export type Route = keyof Forms['routes'];

export interface NamedMedicine {
  readonly list: MedicineList;
  /** The name that stands there. */
  readonly name: string;
  /** The name is a brand of the cancer treatment. */
  readonly oncologyName: boolean;
}

export interface NamedProduct {
  readonly medicines: readonly NamedMedicine[];
  readonly route: Route | null;
  /** An injection or infusion. */
  readonly injection: boolean;
  /** Milligrams of one tablet, injection or infusion; `null` where it names none, or only a strength per volume of a liquid. */
  readonly mg: number | null;
}

export interface MedicineNames {
  readonly read: (text: string) => NamedProduct;
  readonly routeIn: (text: string) => Route | null;
  /** A reason that means that it never was taken. */
  readonly neverTaken: (text: string) => boolean;
}

const AMOUNT =
  /(\d+(?:[.,]\d+)?)\s?(mg|milligrams?|micrograms?|mcg|µg|g|grams?)\b(?:\s?\/\s?(\d+(?:\.\d+)?)?\s?(ml|millilitres?|dose|hour|h|actuation)\b)?/i;

const TO_MG: readonly (readonly [RegExp, number])[] = [
  [/^(?:mg|milli)/i, 1],
  [/^(?:micro|mcg|µg)/i, 0.001],
  [/^g/i, 1000],
];

/** The first amount of a name: "60mg/1ml" of an injection is one dose of 60 mg; of a liquid that is swallowed it is no dose. */
const milligramsIn = (text: string, injection: boolean): number | null => {
  const amount = AMOUNT.exec(text);
  if (!amount) return null;
  const [, value = '', unit = '', , per] = amount;
  if (per !== undefined && !(injection && /^m/i.test(per))) return null;
  const factor = TO_MG.find(([pattern]) => pattern.test(unit))?.[1] ?? 1;
  return Number((Number(value.replace(',', '.')) * factor).toPrecision(6));
};

export const matchMedicines = (lists: readonly MedicineList[], forms: Forms): MedicineNames => {
  const book = new PhraseBook();
  const numbered = (phrases: readonly string[]): ReadonlySet<number> => new Set(phrases.map((phrase) => book.add(phrase)));
  const byName = new Map<number, { readonly list: MedicineList; readonly name: string }[]>();
  for (const list of lists)
    for (const name of new Set([...list.names, ...(list.oncology?.names ?? [])])) {
      const id = book.add(name);
      byName.set(id, [...(byName.get(id) ?? []), { list, name }]);
    }
  const oncologyNames = new Map(lists.map((list) => [list, numbered(list.oncology?.names ?? [])]));
  const forbidden = new Map(lists.map((list) => [list, numbered(list.not)]));
  const routes = (Object.keys(forms.routes) as Route[]).map((route) => [route, numbered(forms.routes[route])] as const);
  const injections = numbered(forms.injections);
  const never = numbered(forms['never-taken']);

  const idsIn = (text: string): ReadonlySet<number> => new Set(book.find(wordsIn(text)).map(({ phrase }) => phrase));
  const some = (ids: ReadonlySet<number>, wanted: ReadonlySet<number> | undefined): boolean =>
    wanted !== undefined && [...wanted].some((id) => ids.has(id));
  const routeOf = (ids: ReadonlySet<number>): Route | null => routes.find(([, words]) => some(ids, words))?.[0] ?? null;

  const read = (text: string): NamedProduct => {
    const ids = idsIn(text);
    const found = new Map<MedicineList, string>();
    for (const { list, name } of [...ids].flatMap((id) => byName.get(id) ?? []))
      if (!found.has(list) && !some(ids, forbidden.get(list))) found.set(list, name);
    const injection = some(ids, injections);
    return {
      medicines: [...found].map(([list, name]) => ({ list, name, oncologyName: some(ids, oncologyNames.get(list)) })),
      route: routeOf(ids),
      injection,
      mg: milligramsIn(text, injection || [...found.keys()].some(({ route }) => route === 'iv' || route === 'sc')),
    };
  };

  return {
    read: remembering(read),
    routeIn: remembering((text) => routeOf(idsIn(text))),
    neverTaken: (text) => some(idsIn(text), never),
  };
};
