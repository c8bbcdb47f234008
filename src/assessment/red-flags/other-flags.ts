/** Flags that are no alarm: away from the fracture, or beside a settled one (DECISIONS B 10), and degenerative compression (B 13). */
import { within } from '../../calendar.ts';
import type { Line } from '../advice.ts';
import type { RaisedFlag, Situation } from '../situation.ts';
import { alarmsOf } from './alarms.ts';
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
    ({ report, reading }) =>
      (report.day ?? '') > (raised.day ?? '') &&
      (reading?.flags.some(({ flag, assertion }) => flag === raised.flag && assertion === 'denied') ?? false),
  );

export const otherFlags = (situation: Situation): readonly RaisedFlag[] => {
  const alarmed = new Set(alarmsOf(situation).flatMap(({ raised }) => raised ?? []));
  return situation.flags.filter(
    (raised) =>
      raised.day !== null &&
      within(raised.day, situation.thresholds.otherFlagLine, situation.today) &&
      !alarmed.has(raised) &&
      actedOn(situation, raised.day) === null &&
      !deniedLater(raised, situation),
  );
};

/** What the card that speaks opens with: each flag once, by its newest report. */
export const otherFlagLines = (situation: Situation): readonly Line[] => {
  const lines = otherFlags(situation).map((raised): Line => ({
    id: isDegenerative(raised) ? 'degenerative-compression' : LINE_OF[raised.flag],
    values: raised.day === null ? {} : { day: { day: raised.day } },
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
