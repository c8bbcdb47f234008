/** How far a newer report's denial reaches (DECISIONS A 3). */
import type { Region, ReportReading, Statement } from '../../reports/reading.ts';
import type { ReadReport } from '../situation.ts';
import { inSpineOrder, LEVELS, levelsOf } from '../spine.ts';

/** `cancels`: names the level or that abnormality. `doubts`: says on MR or CT that there is no vertebral fracture at all. */
export type Denial = 'cancels' | 'doubts' | null;

/** Where a fracture may lie: its level, or the vertebrae of its region, or those that its reports show. */
export type Place = readonly string[];

const denies = ({ assertion, denial }: Statement): boolean => (assertion === 'denied' || assertion === 'lookalike') && denial !== null;

const allWithin = (place: Place, shown: readonly string[]): boolean => place.length > 0 && place.every((level) => shown.includes(level));

/** A denial that names its place reaches there, else as far as the examination shows. */
const reach = (statement: Statement, shown: readonly string[]): readonly string[] =>
  statement.levels.length > 0 ? statement.levels : statement.regions.length > 0 ? levelsOf(statement.regions) : shown;

const crossSectional = (read: ReadReport): boolean => read.report.modality === 'MR' || read.report.modality === 'CT';

/**
 * What `read` says against a fracture at `place` that an older report gave.
 * A study of another region, a plain film's general words, "no acute, new or further fracture", "normal" and "heights preserved" say nothing against it.
 * A general denial that also explains the level by a look-alike has named the abnormality.
 */
export const denialOf = (read: ReadReport, place: Place): Denial => {
  const { reading } = read;
  if (reading === null) return null;
  const against = reading.statements.filter((statement) => denies(statement) && allWithin(place, reach(statement, read.shows)));
  if (against.some(({ denial, levels }) => denial === 'finding' || (denial === 'general' && levels.length > 0))) return 'cancels';
  if (!crossSectional(read) || !against.some(({ denial }) => denial === 'general')) return null;
  return explains(reading, place) ? 'cancels' : 'doubts';
};

/** A look-alike at that very level: "the T12 abnormality is a Schmorl's node". */
const explains = (reading: ReportReading, place: Place): boolean =>
  reading.statements.some(({ assertion, levels }) => assertion === 'lookalike' && levels.length > 0 && allWithin(place, levels));

const speaksOfSpine = (reading: ReportReading): boolean =>
  reading.statements.some(({ assertion }) => assertion === 'denied' || assertion === 'asserted' || assertion === 'lookalike');

/** A newer MR or CT that shows the place, speaks of vertebrae and leaves nothing open there: it settles a finding that was only possible (DECISIONS G 34). */
export const settles = (read: ReadReport, place: Place): boolean => {
  const { reading } = read;
  if (reading === null || !crossSectional(read)) return false;
  const open = reading.statements.some(
    ({ assertion, levels }) => assertion === 'possible' && (levels.length === 0 || levels.some((level) => place.includes(level))),
  );
  return !open && allWithin(place, read.shows) && (read.spineStudy || speaksOfSpine(reading));
};

/** Its level, else the vertebrae of its regions, else what the examinations that gave it show, else the whole spine. */
export const placeOf = (level: string | null, regions: readonly Region[], shown: readonly string[]): Place => {
  if (level !== null) return [level];
  const there = inSpineOrder(levelsOf(regions));
  return there.length > 0 ? there : shown.length > 0 ? inSpineOrder(shown) : LEVELS;
};
