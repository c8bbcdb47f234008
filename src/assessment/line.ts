/** How rules write a line: an id, and the values that its words may print. */
import type { Day } from '../calendar.ts';
import type { Line, Values } from './advice.ts';

/** Lines that need no values. */
export const plain = (...ids: readonly string[]): readonly Line[] => ids.map((id) => ({ id, values: {} }));

/** A day under a name; nothing where it is not known. */
/** Words of a report inside a sentence of ours: without their own full stop. */
export const quoteValue = (name: string, quote: string | null | undefined): Values => {
  const words = (quote ?? '').replace(/[\s.;:,]+$/, '');
  return words === '' ? {} : { [name]: words };
};

export const dayValue = (name: string, day: Day | null): Values => (day === null ? {} : { [name]: { day } });

/** A line about an entry of the record: its display and its day. */
export const entryLine = (id: string, display: string, day: Day | null): Line => ({ id, values: { display, ...dayValue('day', day) } });
