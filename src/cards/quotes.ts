/** The reports' own words, each with its examination and day. */
import type { Quote } from '../assessment/advice.ts';
import { printedDay } from '../calendar.ts';
import type { Frame } from './content.ts';
import { examinationOf } from './examination.ts';
import { oneLine } from './plain-text.ts';

/** Sentences of reports on one card, the newest first. */
const MOST = 3;

/** Code points of one quoted sentence. */
const LONG = 300;

export const quotesOf = (quotes: readonly Quote[], frame: Frame): readonly string[] =>
  quotes.slice(0, MOST).map((quote) =>
    frame.quote.fill({
      examination: examinationOf(quote, frame),
      text: oneLine(quote.text, LONG),
      ...(quote.day === null ? {} : { day: printedDay(quote.day) }),
    }),
  );
