/** Joins each report with its reading, and settles which ones are too provisional to rest on (DECISIONS A 4). */
import { byDay, within, type Day } from '../calendar.ts';
import type { Chart, ReportText } from '../fhir/facts.ts';
import type { ReportReading } from '../reports/reading.ts';
import { coveredLevels, isSpineStudy } from './coverage.ts';
import type { ReadReport } from './situation.ts';
import type { Thresholds } from './thresholds.ts';

const NOT_FINAL: readonly ReportText['status'][] = ['registered', 'preliminary', 'partial'];

const isFocus = (report: ReportText, chart: Chart): boolean => chart.focusReportId !== null && report.ids.includes(chart.focusReportId);

/** Newest first; undated reports last. On `report-review` the report named in the context is read as if final (DECISIONS G 37). */
export const joinReadings = (
  chart: Chart,
  readings: ReadonlyMap<string, ReportReading>,
  today: Day,
  thresholds: Thresholds,
): readonly ReadReport[] =>
  chart.reports
    .map((report) => {
      const notFinal = NOT_FINAL.includes(report.status) && !(chart.hook === 'report-review' && isFocus(report, chart));
      const day = report.day !== null && report.day > today ? today : report.day;
      const reading = readings.get(report.id) ?? null;
      const young = day === null || within(day, thresholds.preliminaryReadAsFinal, today);
      return {
        report,
        reading,
        day,
        shows: coveredLevels(report, reading),
        spineStudy: isSpineStudy(report),
        provisional: notFinal && young,
        lateFinal: notFinal && !young,
      };
    })
    .sort((a, b) => byDay(b.day, a.day));

/** The report that a report hook is about. */
export const focusOf = (reports: readonly ReadReport[], chart: Chart): ReadReport | null =>
  reports.find(({ report }) => isFocus(report, chart)) ?? null;
