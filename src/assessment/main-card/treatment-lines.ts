/** What the record says of bone treatment, when it does not silence the card (DECISIONS C 19-20, D 21-25). */
import type { Line } from '../advice.ts';
import { oncologyDoses } from '../lines/situation-first.ts';
import type { Course, KnownFracture, Situation } from '../situation.ts';
import { unfollowedAnabolic } from '../treatment/anabolic-ended.ts';
import { denosumabState } from '../treatment/denosumab.ts';
import { doubtfulCourses } from '../treatment/on-treatment.ts';

const courseLine = (id: string, { display }: Course, name: string, day: string | null): Line => ({
  id,
  values: { display, ...(day === null ? {} : { [name]: { day } }) },
});

const ended = (course: Course): string | null => course.stopped ?? course.lastSupply;

/** The newest course of each drug: what an older one was is told by the newer one. */
const newestCourses = ({ courses }: Situation): readonly Course[] =>
  courses.filter((course, index) => courses.findIndex(({ drug }) => drug === course.drug) === index);

export const treatmentLines = (situation: Situation, fractures: readonly KnownFracture[]): readonly Line[] => {
  const { courses, facts } = situation;
  if (facts.unknown.includes('medications')) return [];
  const denosumab = denosumabState(situation);
  const longAgo: readonly Line[] =
    denosumab?.kind === 'long-ago' ? [{ id: 'denosumab-long-ago', values: { day: { day: denosumab.lastDay } } }] : [];
  const doubtful = doubtfulCourses(situation, fractures);
  const newest = newestCourses(situation);
  const unfollowed = unfollowedAnabolic(situation)?.course;
  const lines = [
    ...longAgo,
    ...doubtful.map((course) => courseLine('is-it-enough', course, 'day', course.lastSupply)),
    ...newest.filter(({ state }) => state === 'listed').map((course) => courseLine('listed-being-taken', course, 'day', course.lastSupply)),
    ...newest
      .filter((course) => course.state === 'proved' && !doubtful.includes(course))
      .map((course) => courseLine('currently-on', course, 'start', course.start)),
    ...newest
      .filter(
        (course) =>
          course.state === 'ended' &&
          course.class !== 'hrt' &&
          course !== unfollowed &&
          !(course.class === 'denosumab' && longAgo.length > 0),
      )
      .map((course) => courseLine('treatment-ended', course, 'day', ended(course))),
  ];
  return courses.length === 0 && oncologyDoses(situation).length === 0 ? [{ id: 'no-bone-drug-found', values: {} }] : lines;
};
