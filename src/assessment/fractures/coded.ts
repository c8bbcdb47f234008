/** Coded vertebral fractures are statements too (DECISIONS A 7): which entries count, from when, and what must be asked of them. */
import { byDay, yearsOld, type Day } from '../../calendar.ts';
import type { CodedFact, Facts } from '../../fhir/facts.ts';
import type { ReadReport } from '../situation.ts';
import type { Thresholds } from '../thresholds.ts';

/** Kinds of the code list that state a fracture of this spine; the others are context, cancer or never. */
const STATING: readonly string[] = ['fracture', 'ask-mechanism', 'history', 'pathological', 'burst', 'cord-lesion'];

/** "Trauma possible", wedge, burst and cord-lesion codes do not say how it happened. */
const UNCLEAR: readonly string[] = ['ask-mechanism', 'burst', 'cord-lesion'];

export interface CodedFracture {
  readonly fact: CodedFact;
  readonly day: Day | null;
  readonly old: boolean;
  readonly askMechanism: boolean;
  readonly askCause: boolean;
}

/** With a partial birth date, the oldest that the person can have been: a code is not dropped for a missing day. */
const ageAt = (birthDate: string | null, day: Day): number | null => {
  if (birthDate === null) return null;
  const [year = '', month = '01', date = '01'] = birthDate.split('-');
  return yearsOld(`${year}-${month}-${date}`, day);
};

/** Codes of unclear mechanism count only with onset at 50 or over, or past the menopause. */
const oldEnough = (day: Day | null, facts: Facts, thresholds: Thresholds): boolean => {
  if (facts.patient.birthDate === null) return true;
  if (day === null) return false;
  const menopause = facts.coded.some((fact) => fact.concept === 'menopause' && (fact.day ?? fact.recorded ?? day) <= day);
  return menopause || (ageAt(facts.patient.birthDate, day) ?? 0) >= thresholds.adultAge;
};

/** The coded fractures of the record and of final reports, oldest first, undated ones before all. */
export const codedFractures = (
  facts: Facts,
  reports: readonly ReadReport[],
  today: Day,
  thresholds: Thresholds,
): readonly CodedFracture[] => {
  const concluded = reports
    .filter(({ provisional }) => !provisional)
    .flatMap((read) => read.report.codedConclusions.map((fact) => ({ fact, day: fact.day ?? read.day })));
  const listed = facts.coded.map((fact) => ({ fact, day: fact.day ?? fact.recorded }));
  return [...listed, ...concluded]
    .filter(({ fact }) => fact.concept === 'vertebral-fracture' && STATING.includes(fact.kind ?? 'fracture'))
    .filter(({ fact, day }) => !UNCLEAR.includes(fact.kind ?? '') || oldEnough(day, facts, thresholds))
    .map(({ fact, day }) => ({
      fact,
      day: day !== null && day > today ? today : day,
      old: fact.kind === 'history' || fact.status === 'resolved',
      askMechanism: UNCLEAR.includes(fact.kind ?? ''),
      askCause: fact.kind === 'pathological',
    }))
    .sort((a, b) => byDay(a.day, b.day));
};
