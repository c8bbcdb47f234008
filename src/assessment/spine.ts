/** The spine's order: which levels lie beside each other and to which region they belong. */
import type { Region } from '../reports/reading.ts';

const numbered = (letter: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${letter}${String(from + index)}`);

const REGIONS: Readonly<Record<Region, readonly string[]>> = {
  cervical: numbered('C', 1, 7),
  thoracic: numbered('T', 1, 12),
  lumbar: numbered('L', 1, 5),
};

/** `C1` to `L5`. */
export const LEVELS: readonly string[] = [...REGIONS.cervical, ...REGIONS.thoracic, ...REGIONS.lumbar];

export const levelsOf = (regions: readonly Region[]): readonly string[] => regions.flatMap((region) => REGIONS[region]);

export const regionOf = (level: string): Region | null =>
  (Object.keys(REGIONS) as Region[]).find((region) => REGIONS[region].includes(level)) ?? null;

/** The levels from one to the other, both included. */
export const levelsBetween = (first: string, last: string): readonly string[] =>
  LEVELS.slice(LEVELS.indexOf(first), LEVELS.indexOf(last) + 1);

/** Next to each other: counting vertebrae differs by one between studies. */
export const adjacent = (one: string, other: string): boolean =>
  LEVELS.includes(one) && LEVELS.includes(other) && Math.abs(LEVELS.indexOf(one) - LEVELS.indexOf(other)) === 1;

export const sameOrAdjacent = (one: string, other: string): boolean => one === other || adjacent(one, other);

/** In the order of the spine, each once. */
export const inSpineOrder = (levels: readonly string[]): readonly string[] =>
  levels.length === 0 ? [] : LEVELS.filter((level) => levels.includes(level));
