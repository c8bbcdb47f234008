/** The days of a report: effective[x] (a Period: its end), else issued (DECISIONS, preamble). */
import type { Day } from '../calendar.ts';
import { dayOf } from './dates.ts';
import { isObject, text, word, type Json } from './json.ts';

export const reportDay = (report: Json, timeZone: string): Day | null => {
  const period = isObject(report.effectivePeriod) ? report.effectivePeriod : {};
  const given = [report.effectiveDateTime, report.effectiveInstant, period.end, period.start, report.issued];
  for (const value of given) {
    const day = text(value) === null ? null : dayOf(word(value), timeZone);
    if (day !== null) return day;
  }
  return null;
};

/** When this version was filed, for ordering versions of one report: issued, else its last update, else its effective time, as instants. */
export const versionTime = (report: Json): number => {
  const meta = isObject(report.meta) ? report.meta : {};
  const period = isObject(report.effectivePeriod) ? report.effectivePeriod : {};
  const given = [report.issued, meta.lastUpdated, report.effectiveDateTime, report.effectiveInstant, period.end].map((value) =>
    Date.parse(word(value)),
  );
  return given.find((instant) => !Number.isNaN(instant)) ?? 0;
};

export const lastUpdated = (report: Json): number => {
  const instant = isObject(report.meta) ? Date.parse(word(report.meta.lastUpdated)) : NaN;
  return Number.isNaN(instant) ? 0 : instant;
};
