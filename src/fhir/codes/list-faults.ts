/** What the shape of a list file cannot say: sources that exist, codes that can be right, phrases that can be found. */
import { PhraseBook } from './phrases.ts';
import type { ListFile, Pattern } from './schema.ts';
import { SYSTEMS } from './systems.ts';

/** Multiplication and permutation tables of the Verhoeff check, by which every SNOMED CT identifier ends (SNOMED CT release files, appendix on identifiers). */
const TIMES = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PLACES = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258'];

/** Whether the check digit of a SNOMED CT identifier is right. */
export const isSnomed = (code: string): boolean =>
  /^\d{6,18}$/.test(code) &&
  [...code].reverse().reduce((check, digit, place) => Number(TIMES[check]?.[Number(PLACES[place % 8]?.[Number(digit)])]), 0) === 0;

const phrasesOf = ({ any, all, not, reason }: Pattern): readonly string[] => [
  ...(any ?? []),
  ...(all ?? []).flat(),
  ...not,
  ...(reason ?? []),
];

const phraseFaults = (phrases: readonly string[]): readonly string[] =>
  phrases.flatMap((phrase) => {
    try {
      new PhraseBook().add(phrase);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });

/** @param sources the ids that a list may name; `null` where a site says its sources in words. */
export const listFaults = (file: ListFile, sources: ReadonlySet<string> | null): readonly string[] => {
  const lists = [...file.concepts, ...file.medicines, ...file.measures];
  const entries = lists.flatMap(({ codes }) => SYSTEMS.flatMap((system) => (codes[system] ?? []).map((entry) => ({ system, ...entry }))));
  const patterns = [...file.concepts, ...file.measures].flatMap(({ text }) => text);
  const names = file.medicines.flatMap(({ names: own, not, oncology }) => [...own, ...not, ...(oncology?.names ?? [])]);
  const sites = file.concepts.flatMap(({ promote }) => promote?.when ?? []);
  return [
    ...entries
      .filter(({ system, code }) => system === 'sct' && !isSnomed(code))
      .map(({ code }) => `${code} is no SNOMED CT identifier: its check digit is wrong`),
    ...entries
      .filter(({ source }) => sources !== null && !sources.has(source))
      .map(({ code, source }) => `${code}: no source "${source}" in sources.yaml`),
    ...phraseFaults([...patterns.flatMap(phrasesOf), ...names, ...sites]),
  ];
};
