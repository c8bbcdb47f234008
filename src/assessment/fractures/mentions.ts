/** From one report's reading to what it says about each level. */
import type { Day } from '../../calendar.ts';
import type { Acuity, Cause, ReportReading, Severity, Statement } from '../../reports/reading.ts';
import type { Mention, ReadReport } from '../situation.ts';
import { inSpineOrder, levelsOf } from '../spine.ts';
import { ageInReport } from './age-in-report.ts';
import { fromHighEnergy } from './mechanism.ts';

const WORST: readonly Severity[] = ['severe', 'moderate', 'mild'];

const speaksOfFracture = ({ assertion }: Statement): boolean => assertion === 'asserted' || assertion === 'possible';

const statesFracture = ({ assertion, subject, softwareOnly }: Statement): boolean =>
  assertion === 'asserted' && subject !== 'shape' && !softwareOnly;

/** A shape alone, software's word alone, or a hedge is `possible`; the report's verdict is the most that any statement can be (DECISIONS A 8). */
const statusIn = (reading: ReportReading, statements: readonly Statement[]): Mention['status'] =>
  reading.verdict === 'fracture' && statements.some(statesFracture) ? 'fracture' : 'possible';

/** Where no statement of the level gives an age, the report's single age holds for all its levels. */
const sharedAcuity = (reading: ReportReading): Acuity => {
  if (reading.acuity === null) return 'unspecified';
  const someAcute = reading.statements.some(({ acuity }) => acuity === 'acute');
  return reading.acuity === 'mixed' && someAcute ? 'unspecified' : reading.acuity;
};

const earliest = (one: Day | null, other: Day | null): Day | null => (one === null || (other !== null && other < one) ? other : one);

const worst = (statements: readonly Statement[]): Severity | null =>
  WORST.find((grade) => statements.some(({ severity }) => severity === grade)) ?? null;

const causeOf = (statements: readonly Statement[], reading: ReportReading): Cause =>
  statements.map(({ cause }) => cause).find((cause) => cause !== null && cause !== 'unstated') ??
  (statements.some(({ cause }) => cause !== null) && reading.levels.length > 1 ? 'unstated' : (reading.cause ?? 'unstated'));

/** What an undated "unchanged" compares with: the newest older report that shows the same part of the spine. */
const previousDay = (
  statements: readonly Statement[],
  { day }: ReadReport,
  all: readonly ReadReport[],
  levels: readonly string[],
): Day | null => {
  if (day === null || !statements.some(({ unchanged }) => unchanged?.since === null)) return null;
  const older = all.find(({ day: other, shows }) => {
    if (other === null || other >= day) return false;
    return shows.length === 0 || levels.length === 0 || levels.some((level) => shows.includes(level));
  });
  return older?.day ?? null;
};

interface Group {
  readonly level: string | null;
  readonly statements: readonly Statement[];
}

/**
 * Statements by level. One without a level speaks of the numbered ones beside it, unless it is a stated fracture of another region, or nothing
 * numbered stands.
 */
const byLevel = (reading: ReportReading): readonly Group[] => {
  const speaking = reading.statements.filter(speaksOfFracture);
  const named = inSpineOrder(speaking.flatMap(({ levels }) => levels));
  const levels = reading.levels.length === 0 ? named : named.filter((level) => reading.levels.includes(level));
  const numbered = levels.map((level) => ({ level, statements: speaking.filter((one) => one.levels.includes(level)) }));
  const loose = speaking.filter((one) => one.levels.length === 0);
  if (numbered.length === 0) return loose.length === 0 ? [] : [{ level: null, statements: loose }];
  const elsewhere = loose.filter(({ regions, assertion }) => {
    const there = levelsOf(regions);
    return assertion === 'asserted' && there.length > 0 && !levels.some((level) => there.includes(level));
  });
  return elsewhere.length === 0 ? numbered : [...numbered, { level: null, statements: elsewhere }];
};

/**
 * A finding called a fracture without its level is what is described: the one level, or all levels of which only a shape is given
 * ("T8 and T9 are wedged. Conclusion: vertebral fractures.").
 */
const withConclusion = (groups: readonly Group[], reading: ReportReading): readonly Group[] => {
  if (groups.some(({ level }) => level === null)) return groups;
  const loose = reading.statements.filter((one) => speaksOfFracture(one) && one.levels.length === 0);
  const concluded = groups.length === 1 ? loose : loose.filter(statesFracture);
  const alreadyStated = groups.some(({ statements }) => statements.some(statesFracture));
  if (groups.length > 1 && alreadyStated) return groups;
  return groups.map(({ level, statements }) => ({ level, statements: [...statements, ...concluded] }));
};

/**
 * What a report says about each level that it calls fractured, or possibly so; nothing where its verdict is `none`.
 * `all` are the chart's reports, newest first, for undated "unchanged".
 */
export const mentionsIn = (read: ReadReport, all: readonly ReadReport[], pastFifty: boolean): readonly Mention[] => {
  const { reading, report, day } = read;
  if (reading === null || reading.verdict === 'none') return [];
  const groups = withConclusion(byLevel(reading), reading);
  const numbered = groups.filter(({ level }) => level !== null).length;
  const multiple = reading.statements.some((one) => speaksOfFracture(one) && one.multiple && one.assertion === 'asserted');
  return groups.flatMap(({ level, statements }) => {
    const [first] = statements;
    if (first === undefined) return [];
    const main = statements.find(({ assertion, namesFracture }) => assertion === 'asserted' && namesFracture) ?? first;
    const regions = level === null ? [...new Set(statements.flatMap((one) => one.regions))] : [];
    const where = level === null ? levelsOf(regions) : [level];
    const age = ageInReport(statements, sharedAcuity(reading), day, previousDay(statements, read, all, where));
    const mention = {
      level,
      regions,
      status: statusIn(reading, statements),
      reportId: report.id,
      day,
      ...age,
      dated: earliest(age.dated, report.firstDay),
      isNew: statements.some((one) => one.isNew),
      severity: worst(statements) ?? (numbered <= 1 ? reading.severity : null),
      cause: causeOf(statements, reading),
      namesFracture: statements.some((one) => one.namesFracture),
      multiple: multiple && (level === null || groups.length === 1),
      provisional: read.provisional,
      statement: main,
    };
    return [{ ...mention, traumatic: fromHighEnergy(mention, reading, pastFifty) }];
  });
};
