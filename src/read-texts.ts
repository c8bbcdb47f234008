/** Reads every report of a chart, and lets other requests have their turn in between: a long chart must not hold up the short ones. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReportText } from './fhir/facts.ts';
import type { Lexicon } from './reports/lexicon/load.ts';
import { readReport } from './reports/read-report.ts';
import type { ReportReading } from './reports/reading.ts';

/** Characters that are read in one turn, unless one report alone has more: the reports of a usual chart need no second one. */
const ONE_TURN = 24_000;

/** By report id; a report without text is not in it. */
export const readTexts = async (reports: readonly ReportText[], lexicon: Lexicon): Promise<ReadonlyMap<string, ReportReading>> => {
  const readings = new Map<string, ReportReading>();
  let inThisTurn = 0;
  for (const { id, text } of reports) {
    if (text === '') continue;
    if (inThisTurn > 0 && inThisTurn + text.length > ONE_TURN) {
      await nextTurn();
      inThisTurn = 0;
    }
    readings.set(id, readReport(text, lexicon));
    inThisTurn += text.length;
  }
  return readings;
};
