/** "A report of {date} raised {flag}: no follow-up is recorded" (DECISIONS B 15). */
import type { Line } from '../advice.ts';
import type { RedFlag } from '../../reports/reading.ts';
import type { Alarm } from '../red-flags/alarms.ts';
import { raisedOn } from '../red-flags/ending.ts';

const LINE_OF: Readonly<Record<Exclude<RedFlag, 'unstable'>, string>> = {
  malignancy: 'flag-no-follow-up-malignancy',
  cordCompression: 'flag-no-follow-up-cord-compression',
  infection: 'flag-no-follow-up-infection',
};

export const neglectedLine = (alarm: Alarm): readonly Line[] => {
  const day = raisedOn(alarm);
  return alarm.flag === 'unstable' ? [] : [{ id: LINE_OF[alarm.flag], values: day === null ? {} : { day: { day } } }];
};
