/** Every red flag that a report raises, whatever becomes of it: preliminary reports are read for flags too (DECISIONS A 4). */
import type { Day } from '../../calendar.ts';
import { quoteOf } from '../fractures/known-fracture.ts';
import { reportDay } from '../read-reports.ts';
import type { RaisedFlag, ReadReport } from '../situation.ts';

/** Newest report first. */
export const raisedFlags = (reports: readonly ReadReport[], today: Day): readonly RaisedFlag[] =>
  reports.flatMap((read) =>
    (read.reading?.flags ?? [])
      .filter(({ assertion }) => assertion === 'asserted' || assertion === 'possible')
      .map((statement) => ({
        flag: statement.flag,
        statement,
        reportId: read.report.id,
        day: reportDay(read.report, today),
        provisional: read.provisional,
        quote: quoteOf(read, statement.quote, today),
      })),
  );
