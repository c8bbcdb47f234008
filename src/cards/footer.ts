/** What every card ends with: the newest report, how fresh the data is, which knowledge spoke, and what is never seen. */
import { DateTime } from 'luxon';
import type { Advice } from '../assessment/advice.ts';
import { printedDay } from '../calendar.ts';
import type { Frame } from './content.ts';
import { examinationOf } from './quotes.ts';
import type { RenderContext } from './render.ts';

/** `24 Nov 2026, 09:05 UTC`. */
const printedInstant = (instant: Date): string => {
  const utc = DateTime.fromJSDate(instant, { zone: 'utc' });
  return `${printedDay(utc.toISODate() ?? '')}, ${utc.toFormat('HH:mm')} UTC`;
};

export const footerOf = ({ quotes }: Advice, { asOf, knowledge }: RenderContext, frame: Frame): string => {
  const [newest] = [...quotes].sort((a, b) => (b.day ?? '').localeCompare(a.day ?? ''));
  return frame.footer.fill({
    asOf: printedInstant(asOf),
    knowledge,
    ...(newest === undefined ? {} : { report: examinationOf(newest, frame) }),
    ...(newest === undefined || newest.day === null ? {} : { day: printedDay(newest.day) }),
  });
};
