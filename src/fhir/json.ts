/** Looking into JSON that nobody has checked: whatever an EHR sent, asking for a member never throws. */

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; one object where a list was meant counts as a list of one. */
export const objects = (value: unknown): readonly Json[] => {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
};

/** A string with something in it, else `null`. */
export const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

export const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** The codings of one CodeableConcept or of a list of them. */
export const codingsOf = (concepts: unknown): readonly Json[] => objects(concepts).flatMap((concept) => objects(concept.coding));

/** Everything a CodeableConcept says in words: its text, then the displays of its codings. */
export const wordsOf = (concepts: unknown): readonly string[] =>
  objects(concepts).flatMap(
    (concept) => [concept.text, ...objects(concept.coding).map(({ display }) => display)].filter((word) => text(word) !== null) as string[],
  );
