/** Days as clinicians write them: `14 Mar 2025`. */
import type { Day } from '../../../calendar.ts';

const FORMAT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

export const printedDay = (day: Day | null): string => (day ? FORMAT.format(new Date(day)).replace('Sept', 'Sep') : 'date not given');
