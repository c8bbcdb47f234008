/** An anabolic that ended within 24 months with no antiresorptive since: a follow-on antiresorptive is due (DECISIONS C 19). */
import { within, type Day } from '../../calendar.ts';
import { once } from '../once.ts';
import type { Course } from '../situation.ts';
import { isAntiresorptive } from './bone-drugs.ts';

export const unfollowedAnabolic = once(({ courses, thresholds, today }): { readonly course: Course; readonly day: Day } | null => {
  const ended = courses.flatMap((course) => {
    const day = course.stopped ?? course.lastSupply;
    const counts = course.class === 'anabolic' && course.state !== 'proved' && day !== null && within(day, thresholds.anabolicEnded, today);
    return counts ? [{ course, day }] : [];
  });
  return (
    ended.find(
      ({ day }) => !courses.some((other) => isAntiresorptive(other.class) && other.lastSupply !== null && other.lastSupply >= day),
    ) ?? null
  );
});
