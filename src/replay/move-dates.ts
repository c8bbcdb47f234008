/** Moves every FHIR date and instant of a request by the days between the case's day and the real one, so that a case can be tried on any day. */
import { daysAfter, daysBetween, type Day } from '../calendar.ts';

const DATED = /^(\d{4}-\d{2}-\d{2})(T.*)?$/;

/** A copy of `value` in which each string that is a full date or an instant has moved; everything else is as it was. */
export const moveDates = (value: unknown, from: Day, to: Day): unknown => {
  const days = daysBetween(from, to);
  const move = (one: unknown): unknown => {
    if (typeof one === 'string') return one.replace(DATED, (_, day: string, time = '') => daysAfter(day, { days }) + time);
    if (Array.isArray(one)) return one.map(move);
    if (one && typeof one === 'object') return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, move(inner)]));
    return one;
  };
  return move(value);
};
