/** The code lists, read and checked once at start: this folder's own, and a site's beside them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import { CONCEPTS, MEASURES } from '../facts.ts';
import { indexByCode, type ByCode } from './by-code.ts';
import { listFaults } from './list-faults.ts';
import { matchMedicines, type MedicineNames } from './match-medicines.ts';
import { matchWords, type Matcher } from './match-words.ts';
import {
  formFile,
  guardFile,
  listFile,
  sourceFile,
  type CodeEntry,
  type ConceptList,
  type Forms,
  type ListFile,
  type MeasureList,
  type MedicineEntry,
  type MedicineList,
} from './schema.ts';
import { readResultWords, type ResultWords } from './result-words.ts';
import { ADDRESS_OF, SYSTEMS } from './systems.ts';
import { LOOKED_AT_ONCE, parseYaml } from '../../yaml.ts';

/** Everything that turns codes and names into facts. */
export interface Codes {
  readonly concepts: { readonly byCode: ByCode<ConceptList, CodeEntry>; readonly words: Matcher<ConceptList> };
  readonly measures: { readonly byCode: ByCode<MeasureList, CodeEntry>; readonly words: Matcher<MeasureList> };
  readonly medicines: { readonly byCode: ByCode<MedicineList, MedicineEntry>; readonly names: MedicineNames };
  readonly forms: Forms;
  /** Words of a result that is text. */
  readonly resultWords: ResultWords;
  /** `system|code` of what laboratories and GP systems file as Observations. */
  readonly observationCodes: readonly string[];
}

const OWN = fileURLToPath(new URL('./', import.meta.url));
const NO_LISTS = ['sources.yaml', 'guards.yaml', 'medicine-forms.yaml'];

/** One file's content, or what is wrong with it. */
const read = <T>(folder: string, name: string, shape: z.ZodType<T>, faults: string[]): T | null => {
  try {
    const checked = shape.safeParse(parseYaml(readFileSync(join(folder, name), 'utf8')), LOOKED_AT_ONCE);
    if (checked.success) return checked.data;
    faults.push(...checked.error.issues.map(({ path, message }) => `${name}: ${path.join('.')}: ${message}`));
  } catch (error) {
    faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return null;
};

const listsIn = (folder: string, sources: ReadonlySet<string> | null, faults: string[]): readonly ListFile[] =>
  readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name) && !NO_LISTS.includes(name))
    .sort()
    .flatMap((name) => {
      const file = read(folder, name, listFile, faults);
      if (file === null) return [];
      faults.push(...listFaults(file, sources).map((fault) => `${name}: ${fault}`));
      return [file];
    });

/** What GP systems file as Observations is asked for by code; everything else comes with conditions and procedures. */
const observationCodes = (concepts: readonly ConceptList[], measures: readonly MeasureList[]): readonly string[] => {
  const ofMeasures = measures.flatMap(({ codes }) =>
    SYSTEMS.flatMap((system) => (codes[system] ?? []).map(({ code }) => ({ system, code }))),
  );
  const ofConcepts = concepts.flatMap(({ codes }) =>
    SYSTEMS.flatMap((system) => (codes[system] ?? []).filter(({ prefetch }) => prefetch).map(({ code }) => ({ system, code }))),
  );
  return [...new Set([...ofMeasures, ...ofConcepts].map(({ system, code }) => `${ADDRESS_OF[system]}|${code}`))];
};

const missing = (concepts: readonly ConceptList[], measures: readonly MeasureList[]): readonly string[] => {
  const listed = new Set<string>([
    ...concepts.flatMap(({ concept, promote }) => [concept, promote?.to ?? concept]),
    ...measures.map(({ measure }) => measure),
  ]);
  return [...CONCEPTS, ...MEASURES].filter((name) => !listed.has(name)).map((name) => `no list for ${name}`);
};

/**
 * @param codesDir a site's own lists, of the same form, added to ours.
 * @throws Error that names every fault of every file.
 */
export const loadCodes = (codesDir?: string): Codes => {
  const faults: string[] = [];
  const sources = read(OWN, 'sources.yaml', sourceFile, faults);
  const guards = read(OWN, 'guards.yaml', guardFile, faults);
  const forms = read(OWN, 'medicine-forms.yaml', formFile, faults);
  const files = [
    ...listsIn(OWN, new Set(Object.keys(sources ?? {})), faults),
    ...(codesDir === undefined ? [] : listsIn(codesDir, null, faults)),
  ];
  const concepts = files.flatMap((file) => file.concepts);
  const measures = files.flatMap((file) => file.measures);
  const medicines = files.flatMap((file) => file.medicines);
  const resultWords = files.map((file) => file['result-words']).find((words) => words !== undefined);
  faults.push(...missing(concepts, measures));
  if (faults.length > 0 || guards === null || forms === null || resultWords === undefined)
    throw new Error(`The code lists cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return {
    concepts: { byCode: indexByCode<CodeEntry, ConceptList>(concepts), words: matchWords(concepts, guards) },
    measures: { byCode: indexByCode<CodeEntry, MeasureList>(measures), words: matchWords(measures) },
    medicines: { byCode: indexByCode<MedicineEntry, MedicineList>(medicines), names: matchMedicines(medicines, forms) },
    forms,
    resultWords: readResultWords(resultWords),
    observationCodes: observationCodes(concepts, measures),
  };
};

/** The codes that the `observations` search asks for. */
export const observationCodesForPrefetch = (codes: Codes): readonly string[] => codes.observationCodes;
