/** Every red flag that a report raises, whatever becomes of it: preliminary reports are read for flags too (DECISIONS A 4). */
import { quoteOf } from '../fractures/known-fracture.ts';
import type { RaisedFlag, ReadReport } from '../situation.ts';

/** Newest report first. */
export const raisedFlags = (reports: readonly ReadReport[]): readonly RaisedFlag[] =>
  reports.flatMap((read) =>
    (read.reading?.flags ?? [])
      .filter(({ assertion }) => assertion === 'asserted' || assertion === 'possible')
      .map((statement) => ({
        flag: statement.flag,
        statement,
        reportId: read.report.id,
        day: read.day,
        provisional: read.provisional,
        quote: quoteOf(read, statement.quote),
      })),
  );
