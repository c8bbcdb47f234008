/** Which fractures happened on bone treatment, and when treatment answers a fracture (DECISIONS D 22-25). */
import { byDay, daysBefore, within, type Day } from '../../calendar.ts';
import { dxasDone } from '../dxa.ts';
import { factDay, factsOf, type Course, type KnownFracture, type Situation } from '../situation.ts';
import { coversDay } from './courses.ts';

export interface FractureOnTreatment {
  readonly fracture: KnownFracture;
  readonly course: Course;
  readonly firstReported: Day;
  /** `established`: 12 months or more after the start; `early`: under 12 months, called acute or new. */
  readonly kind: 'established' | 'early';
  /** Age not stated and no earlier imaging of that level: it may predate the treatment. */
  readonly mayPredate: boolean;
}

const imagedBefore = ({ level, regions }: KnownFracture, day: Day, { reports }: Situation): boolean =>
  reports.some(
    ({ day: other, shows }) =>
      other !== null && other < day && (level === null ? regions.length > 0 && shows.length > 0 : shows.includes(level)),
  );

const onCourse = (fracture: KnownFracture, course: Course, situation: Situation): FractureOnTreatment | null => {
  const { thresholds, today } = situation;
  const { firstReported } = fracture;
  const first = fracture.mentions.find(({ status }) => status === 'fracture') ?? fracture.mentions[0];
  const settled = first === undefined ? fracture.calledOld : first.stable && !first.isNew;
  if (firstReported === null || course.start === null || settled || course.class === 'hrt') return null;
  if (!within(firstReported, thresholds.onTreatmentSpeaks, today) || !coversDay(course, firstReported)) return null;
  const acuity = first?.acuity ?? 'unspecified';
  const mayPredate = acuity === 'unspecified' && first?.isNew !== true && !imagedBefore(fracture, firstReported, situation);
  if (course.start <= daysBefore(firstReported, thresholds.onTreatmentEstablished))
    return { fracture, course, firstReported, kind: 'established', mayPredate };
  const isNew = acuity === 'acute' || acuity === 'mixed' || first?.isNew === true;
  return isNew ? { fracture, course, firstReported, kind: 'early', mayPredate: false } : null;
};

/** Established treatment first, then the newest fracture. */
export const fracturesOnTreatment = (situation: Situation, fractures: readonly KnownFracture[]): readonly FractureOnTreatment[] =>
  fractures
    .flatMap((fracture) => situation.courses.flatMap((course) => onCourse(fracture, course, situation) ?? []))
    .sort((a, b) => Number(a.kind === 'early') - Number(b.kind === 'early') || byDay(b.firstReported, a.firstReported));

/** HRT counts only with an assessment or a "treatment started" entry after the report. */
const hrtCounts = (situation: Situation, from: Day | null): boolean => {
  const entries = [...factsOf(situation, 'fls-contact'), ...factsOf(situation, 'treatment-started')].flatMap((fact) => factDay(fact) ?? []);
  return [...entries, ...dxasDone(situation).map(({ day }) => day)].some((day) => from === null || day >= from);
};

/** Current treatment that is enough for this fracture: raloxifene alone is not for a recent one. */
const isEnough = (course: Course, fracture: KnownFracture, situation: Situation): boolean => {
  if (course.state !== 'proved') return false;
  if (course.class === 'hrt') return hrtCounts(situation, fracture.firstReported);
  return course.class !== 'raloxifene' || !fracture.recent;
};

/** The course that answers the fracture: begun after it was first reported, or before it and it is a fracture on treatment or no recent one. */
export const answeringCourse = (fracture: KnownFracture, situation: Situation): Course | null =>
  situation.courses.find((course) => {
    if (!isEnough(course, fracture, situation)) return false;
    const begunAfter = fracture.firstReported === null || (course.start !== null && course.start >= fracture.firstReported);
    return begunAfter || !fracture.recent || fracture.calledOld || onCourse(fracture, course, situation) !== null;
  }) ?? null;

/** Current treatment of a kind that is not enough: "is it enough?" */
export const doubtfulCourses = (situation: Situation, fractures: readonly KnownFracture[]): readonly Course[] =>
  situation.courses.filter(
    (course) =>
      course.state === 'proved' &&
      (course.class === 'hrt' || course.class === 'raloxifene') &&
      fractures.some((one) => !isEnough(course, one, situation)),
  );
