/** Looking into JSON that nobody has checked: whatever an EHR sent, asking for a member never throws. */

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const NONE: readonly never[] = [];

const areObjects = (values: readonly unknown[]): boolean => {
  for (const value of values) if (!isObject(value)) return false;
  return true;
};

/** The objects of a list; one object where a list was meant counts as a list of one. */
export const objects = (value: unknown): readonly Json[] => {
  if (value === undefined) return NONE;
  if (Array.isArray(value)) return areObjects(value) ? value : value.filter(isObject);
  return isObject(value) ? [value] : NONE;
};

/** Printed ASCII lies between them: nearly every text begins with such a sign, and is not trimmed to see that there is something in it. */
const [SPACE, DELETE] = [0x20, 0x7f];

const isBlank = (value: string): boolean => {
  const first = value.charCodeAt(0);
  return !(first > SPACE && first < DELETE) && value.trim() === '';
};

/** A string with something in it, else `null`. */
export const text = (value: unknown): string | null => (typeof value === 'string' && !isBlank(value) ? value : null);

/** A code or an id as it is written; nothing for anything that is no word: an object can throw when it is made one. */
export const word = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

/** What a table holds under a name that an EHR chose: never what every object has ("constructor"). */
export const entryOf = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

export const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** The codings of one CodeableConcept or of a list of them. Asked of every resource, so it makes no lists that it need not. */
export const codingsOf = (concepts: unknown): readonly Json[] => {
  if (isObject(concepts)) return objects(concepts.coding);
  if (!Array.isArray(concepts)) return NONE;
  const first: unknown = concepts[0];
  return concepts.length === 1 ? codingsOf(first) : concepts.flatMap((concept) => (isObject(concept) ? objects(concept.coding) : NONE));
};

const add = (word: unknown, words: string[]): void => {
  if (typeof word === 'string' && !words.includes(word) && !isBlank(word)) words.push(word);
};

const addWordsOf = (concept: Json, words: string[]): void => {
  add(concept.text, words);
  if (concept.coding !== undefined) for (const coding of objects(concept.coding)) add(coding.display, words);
};

/** Everything a CodeableConcept says in words: its text, then the displays of its codings; what is said twice only once. */
export const wordsOf = (concepts: unknown): readonly string[] => {
  if (concepts === undefined) return NONE;
  const words: string[] = [];
  if (isObject(concepts)) addWordsOf(concepts, words);
  else for (const concept of objects(concepts)) addWordsOf(concept, words);
  return words;
};

/** The first that a CodeableConcept says in words; `null` where it says nothing. */
export const nameOf = (concepts: unknown): string | null => {
  for (const concept of objects(concepts)) {
    const said = text(concept.text);
    if (said !== null) return said;
    for (const coding of objects(concept.coding)) {
      const display = text(coding.display);
      if (display !== null) return display;
    }
  }
  return null;
};
