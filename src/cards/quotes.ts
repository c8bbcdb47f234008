/** The reports' own words, each examination with its day and the sentences that are quoted from it. */
import type { Quote } from '../assessment/advice.ts';
import { printedDay } from '../calendar.ts';
import type { Frame } from './content.ts';
import { examinationOf } from './examination.ts';
import { oneLine } from './plain-text.ts';

/** Sentences of reports on one card, in the order of the rule. */
const MOST = 3;

/** Code points of one quoted sentence. */
const LONG = 300;

/** Without what headings and neighbouring clauses left at its ends. */
const quoted = ({ text }: Quote): string => `"${oneLine(text, LONG).replace(/^[\s:;,.)-]+|[\s:;,]+$/g, '')}"`;

export const quotesOf = (quotes: readonly Quote[], frame: Frame): readonly string[] => {
  const shown = quotes.slice(0, MOST);
  const reports = shown.filter((quote, index) => shown.findIndex(({ reportId }) => reportId === quote.reportId) === index);
  return reports.map((report) =>
    frame.quote.fill({
      examination: examinationOf(report, frame),
      sentences: shown
        .filter(({ reportId }) => reportId === report.reportId)
        .map(quoted)
        .join(' '),
      ...(report.day === null ? {} : { day: printedDay(report.day) }),
    }),
  );
};
