/** Gathers, once per request, all that the rules may look at: reports weighed against each other, flags, courses, age. Pure. */
import type { Day } from '../calendar.ts';
import type { Chart } from '../fhir/facts.ts';
import type { ReportReading } from '../reports/reading.ts';
import { describeFractures } from './fractures/describe-fractures.ts';
import { isPastMenopause, onMainPathway, pathwayOf } from './pathway.ts';
import { indexFacts } from './index-facts.ts';
import { focusOf, joinReadings } from './read-reports.ts';
import { alarmsOf } from './red-flags/alarms.ts';
import { raisedFlags } from './red-flags/raised.ts';
import type { Grounds, Situation } from './situation.ts';
import type { Thresholds } from './thresholds.ts';
import { boneCourses } from './treatment/courses.ts';

export interface SituationParts {
  readonly chart: Chart;
  /** By report id; a report without an entry was not read. */
  readonly readings: ReadonlyMap<string, ReportReading>;
  readonly today: Day;
  readonly thresholds: Thresholds;
  readonly audience: Situation['audience'];
}

/** Never throws on strange data: what is not known stays `null`. */
export const describeSituation = ({ chart, readings, today, thresholds, audience }: SituationParts): Situation => {
  const reports = joinReadings(chart, readings, today, thresholds);
  const adultPathway = pathwayOf(chart.facts, thresholds);
  const pastFifty = onMainPathway({ adultPathway });
  const grounds: Grounds = {
    today,
    thresholds,
    chart,
    facts: chart.facts,
    index: indexFacts(chart.facts),
    audience,
    focus: focusOf(reports, chart),
    reports,
    ...describeFractures({ chart, reports, today, thresholds, pastFifty }),
    flags: raisedFlags(reports),
    courses: boneCourses(chart.facts.medicines, today, thresholds),
    adultPathway,
    pastMenopause: isPastMenopause(chart.facts, thresholds),
    answers: new Map(),
  };
  return { ...grounds, alarms: alarmsOf(grounds) };
};
