/** Flags that are no alarm: away from the fracture, or beside a settled one (DECISIONS B 10), and degenerative compression (B 13). */
import { within } from '../../calendar.ts';
import type { Line } from '../advice.ts';
import { dayValue, quoteValue } from '../line.ts';
import type { RaisedFlag, Situation } from '../situation.ts';
import { neglectedAlarms } from './course.ts';
import { actedOn } from './ending.ts';
import { isDegenerative } from './pairing.ts';

const LINE_OF: Readonly<Record<RaisedFlag['flag'], string>> = {
  malignancy: 'also-raises-malignancy',
  cordCompression: 'also-raises-cord-compression',
  infection: 'also-raises-infection',
  unstable: 'also-raises-unstable',
};

/** Denied at a later date by a report that speaks of it. */
const deniedLater = (raised: RaisedFlag, situation: Situation): boolean =>
  situation.reports.some(
    ({ day, reading }) =>
      (day ?? '') > (raised.day ?? '') &&
      (reading?.flags.some(({ flag, assertion }) => flag === raised.flag && assertion === 'denied') ?? false),
  );

/** Flags whose alarm speaks, was answered, or is over and followed up: nothing is left to say of them. */
const settledByAlarm = (situation: Situation): ReadonlySet<RaisedFlag> => {
  const neglected = new Set(neglectedAlarms(situation).map(({ raised }) => raised));
  return new Set(situation.alarms.flatMap(({ raised }) => (raised === null || neglected.has(raised) ? [] : [raised])));
};

const otherFlags = (situation: Situation): readonly RaisedFlag[] => {
  const settled = settledByAlarm(situation);
  return situation.flags.filter(
    (raised) =>
      raised.day !== null &&
      within(raised.day, situation.thresholds.otherFlagLine, situation.today) &&
      !settled.has(raised) &&
      actedOn(situation, raised.day) === null &&
      !deniedLater(raised, situation),
  );
};

/** What the card that speaks opens with: each flag once, by its newest report; not the one that the card is already about. */
export const otherFlagLines = (situation: Situation, told: RaisedFlag | null = null): readonly Line[] => {
  const flags = otherFlags(situation).filter(({ flag }) => flag !== told?.flag);
  const lines = flags.map((raised): Line => ({
    id: isDegenerative(raised) ? 'degenerative-compression' : LINE_OF[raised.flag],
    values: { ...dayValue('day', raised.day), ...quoteValue('quote', raised.quote?.text) },
  }));
  return lines.filter((line, index) => lines.findIndex(({ id }) => id === line.id) === index);
};

/** A report raises malignancy of the spine, with the fracture or away from it: no anabolic sentences (DECISIONS B 10). */
export const malignancyRaised = (situation: Situation): boolean =>
  situation.flags.some(
    (raised) =>
      raised.flag === 'malignancy' &&
      raised.day !== null &&
      within(raised.day, situation.thresholds.otherFlagLine, situation.today) &&
      !deniedLater(raised, situation),
  );
