/** Whether the main card speaks, and in which of its three forms (DESIGN 6 rows 4a, 4b, 4c; DECISIONS A 4, B 15-16, D 25, E, F 27). */
import { isPregnant } from '../lines/situation-first.ts';
import { once } from '../once.ts';
import { neglectedAlarms } from '../red-flags/course.ts';
import type { Alarm } from '../red-flags/alarms.ts';
import { withoutKnownMalignant } from '../red-flags/malignant-fractures.ts';
import { onMainPathway } from '../pathway.ts';
import type { SpokenSoFar } from '../rule.ts';
import type { KnownFracture, Situation } from '../situation.ts';
import { alwaysSilent, nothingReported, silencedByRecord, type Held } from '../standing-silences.ts';
import { answeringCourse } from '../treatment/on-treatment.ts';
import { criteriaMet, type Criterion } from './criteria.ts';

export type MainForm = 'very-high-risk' | 'assess' | 'assess-under-50';

export interface SpeakingMain {
  readonly speaks: true;
  readonly form: MainForm;
  readonly fractures: readonly KnownFracture[];
  readonly criteria: readonly Criterion[];
  /** A flag of more than 90 days ago that nobody followed: the card opens with it and drops DXA, FLS and treatment. */
  readonly neglected: Alarm | null;
}

export type MainVerdict = { readonly speaks: false; readonly held: Held } | SpeakingMain;

const silent = (held: Held): MainVerdict => ({ speaks: false, held });

/** Silent only when every fracture is answered by current treatment. */
const onTreatment = (situation: Situation, fractures: readonly KnownFracture[]): Held | null => {
  const courses = fractures.map((fracture) => answeringCourse(fracture, situation));
  const [course] = courses;
  if (course === undefined || course === null || courses.includes(null)) return null;
  return {
    reason: 'on-treatment',
    detail: `${course.drug} until ${course.provedUntil ?? 'now'}`,
    evidence: course.events.slice(-1).map(({ source }) => ({ source })),
  };
};

const COVERED: Held = { reason: 'covered-by-denosumab-card', detail: 'the denosumab card asks for specialist advice', evidence: [] };

/** An entry without a date, or of a pathological fracture, proves no very high risk by itself (DECISIONS A 7). */
const isSolid = ({ mentions, firstReported, askCause }: KnownFracture): boolean =>
  mentions.length > 0 || (firstReported !== null && !askCause);

const formOf = (
  situation: Situation,
  fractures: readonly KnownFracture[],
  criteria: readonly Criterion[],
  neglected: Alarm | null,
): MainForm => {
  if (!onMainPathway(situation)) return 'assess-under-50';
  const provable = situation.facts.patient.age !== null && fractures.some(isSolid);
  return criteria.length > 0 && neglected === null && provable && !isPregnant(situation) ? 'very-high-risk' : 'assess';
};

const judge = (situation: Situation, covered: Held | null): MainVerdict => {
  if (situation.audience === 'reporter') return silent({ reason: 'not-for-this-user', detail: 'reporter hook', evidence: [] });
  if (situation.fractures.length === 0) return silent(alwaysSilent(situation, 'M') ?? nothingReported(situation));
  const { fractures, held: malignant } = withoutKnownMalignant(situation);
  const held =
    alwaysSilent(situation, 'M') ??
    (fractures.length === 0 ? malignant : null) ??
    covered ??
    silencedByRecord(situation, 'M', fractures) ??
    onTreatment(situation, fractures);
  if (held !== null) return silent(held);
  const [neglected = null] = neglectedAlarms(situation);
  const criteria = criteriaMet(situation, fractures);
  return { speaks: true, form: formOf(situation, fractures, criteria, neglected), fractures, criteria, neglected };
};

const judgeBesideDenosumab = once((situation) => judge(situation, COVERED));
const judgeAlone = once((situation) => judge(situation, null));

/** Asked by each of the three forms, and judged once. */
export const judgeMain = (situation: Situation, spoken: SpokenSoFar): MainVerdict => {
  const isCovered = spoken.some((outcome) => outcome.rule === 'denosumab-gap' && outcome.speaks);
  return isCovered ? judgeBesideDenosumab(situation) : judgeAlone(situation);
};
