/** What ends an alarm, and what shows that somebody followed it (DECISIONS B 14-15). */
import type { Day } from '../../calendar.ts';
import type { CodedFact, Concept } from '../../fhir/facts.ts';
import { factDay, type ReadReport, type Situation } from '../situation.ts';
import { sameOrAdjacent } from '../spine.ts';
import type { Alarm } from './alarms.ts';

/** Contact or treatment that shows that somebody acted; a request alone does not. */
const ACTING: readonly Concept[] = [
  'spinal-surgery',
  'vertebral-augmentation',
  'skeletal-radiotherapy',
  'radiotherapy',
  'oncology-contact',
  'haematology-contact',
  'spinal-contact',
];

const done = ({ status }: CodedFact): boolean => status !== 'requested' && status !== 'ended';

/** Not before `from`; whenever, where that is not known. */
const after = (day: Day | null, from: Day | null, today: Day): boolean => day !== null && (from === null || day >= from) && day <= today;

/** Evidence on or after the report's day that it was acted on. */
export const actedOn = (situation: Situation, from: Day | null): CodedFact | null =>
  situation.facts.coded.find((fact) => ACTING.includes(fact.concept) && done(fact) && after(factDay(fact), from, situation.today)) ?? null;

/** The day of the report that raised it: what comes later can answer it. */
export const raisedOn = (alarm: Alarm): Day | null => alarm.raised?.day ?? alarm.day;

const levelsOf = (alarm: Alarm): readonly string[] => [
  ...(alarm.raised?.statement.levels ?? []),
  ...alarm.mentions.flatMap(({ level }) => level ?? []),
];

/** On a later day; of the same day only the MR that was done because a film or CT raised it. */
const comesAfter = ({ report, day }: ReadReport, alarm: Alarm, { reports }: Situation): boolean => {
  const from = raisedOn(alarm);
  if (day === null || from === null || day !== from) return day !== null && from !== null && day > from;
  const raising = reports.find((read) => read.report.id === alarm.raised?.reportId);
  return raising !== undefined && report.modality === 'MR' && raising.report.modality !== 'MR';
};

/** MR or CT after it that shows its level. */
const laterStudies = (alarm: Alarm, situation: Situation): readonly ReadReport[] => {
  const levels = levelsOf(alarm);
  return situation.reports.filter((read) => {
    const { report, reading, provisional, shows } = read;
    if (provisional || reading === null || (report.modality !== 'MR' && report.modality !== 'CT')) return false;
    return comesAfter(read, alarm, situation) && (levels.length === 0 || levels.some((level) => shows.includes(level)));
  });
};

/** A benign cause given for the fracture of the alarm. */
const givesBenignCause = ({ reading }: ReadReport, alarm: Alarm, levels: readonly string[]): string | null => {
  if (alarm.flag !== 'malignancy' && alarm.flag !== 'infection') return null;
  const benign = reading?.statements.find(
    ({ assertion, cause, levels: where }) =>
      assertion === 'asserted' &&
      cause === 'fragility' &&
      (where.length === 0 || levels.length === 0 || where.some((level) => levels.includes(level))),
  );
  return benign?.quote ?? null;
};

const deniesFlag = ({ reading }: ReadReport, alarm: Alarm, levels: readonly string[]): string | null => {
  const denied = reading?.flags.find(
    ({ assertion, flag, levels: where }) =>
      assertion === 'denied' &&
      flag === alarm.flag &&
      (where.length === 0 || levels.length === 0 || where.some((one) => levels.some((level) => sameOrAdjacent(one, level)))),
  );
  const raisedAgain =
    reading?.flags.some(({ assertion, flag }) => flag === alarm.flag && (assertion === 'asserted' || assertion === 'possible')) ?? false;
  return raisedAgain ? null : (denied?.quote ?? null);
};

export type Ending =
  | { readonly by: 'study'; readonly read: ReadReport; readonly quote: string }
  | { readonly by: 'biopsy'; readonly fact: CodedFact }
  | { readonly by: 'action'; readonly fact: CodedFact };

/** Biopsies that the record calls benign. */
const benignBiopsy = (alarm: Alarm, situation: Situation): CodedFact | null =>
  situation.facts.coded.find(
    (fact) => fact.concept === 'biopsy' && fact.kind === 'benign' && after(factDay(fact), raisedOn(alarm), situation.today),
  ) ?? null;

/** `null` while the alarm stands. */
export const endingOf = (alarm: Alarm, situation: Situation): Ending | null => {
  const levels = levelsOf(alarm);
  for (const read of laterStudies(alarm, situation)) {
    const quote = deniesFlag(read, alarm, levels) ?? givesBenignCause(read, alarm, levels);
    if (quote !== null) return { by: 'study', read, quote };
  }
  const biopsy = benignBiopsy(alarm, situation);
  if (biopsy !== null) return { by: 'biopsy', fact: biopsy };
  const acted = actedOn(situation, raisedOn(alarm));
  return acted === null ? null : { by: 'action', fact: acted };
};

/** Anything at all that shows that the flag was followed: action, a newer MR or CT of the place, a biopsy. */
export const wasFollowedUp = (alarm: Alarm, situation: Situation): boolean =>
  endingOf(alarm, situation) !== null ||
  laterStudies(alarm, situation).length > 0 ||
  situation.facts.coded.some((fact) => fact.concept === 'biopsy' && done(fact) && after(factDay(fact), raisedOn(alarm), situation.today));
