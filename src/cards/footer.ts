/** What every card ends with: the newest report, how fresh the data is, which knowledge spoke, and what is never seen. */
import type { Advice } from '../assessment/advice.ts';
import { byDay, printedDay } from '../calendar.ts';
import type { Frame } from './content.ts';
import { examinationOf } from './examination.ts';
import type { RenderContext } from './render.ts';

/** `24 Nov 2026, 09:05 UTC`. */
const printedInstant = (instant: Date): string => {
  const [day = '', time = ''] = instant.toISOString().split('T');
  return `${printedDay(day)}, ${time.slice(0, 5)} UTC`;
};

export const footerOf = ({ quotes }: Advice, { asOf, knowledge }: RenderContext, frame: Frame): string => {
  const [newest] = [...quotes].sort((a, b) => byDay(b.day, a.day));
  return frame.footer.fill({
    asOf: printedInstant(asOf),
    knowledge,
    ...(newest === undefined ? {} : { report: examinationOf(newest, frame) }),
    ...(newest === undefined || newest.day === null ? {} : { day: printedDay(newest.day) }),
  });
};
