/** Which fracture a red flag belongs to (DECISIONS B 10), and which pairs are no emergency (B 13). */
import { within, type Day } from '../../calendar.ts';
import type { Mention, RaisedFlag, Grounds } from '../situation.ts';
import { sameOrAdjacent } from '../spine.ts';

const sameStatement = (raised: RaisedFlag, mention: Mention, situation: Grounds): boolean => {
  const reading = situation.reports.find(({ report }) => report.id === raised.reportId)?.reading;
  return raised.statement.besides.some((index) => {
    const beside = reading?.statements[index];
    return beside !== undefined && (mention.level === null ? beside.levels.length === 0 : beside.levels.includes(mention.level));
  });
};

/** At the same or an adjacent level, or either has no level. */
const sameSite = ({ statement }: RaisedFlag, level: string | null): boolean =>
  level === null || statement.levels.length === 0 || statement.levels.some((flagged) => sameOrAdjacent(flagged, level));

/** Not more than 90 days apart, whichever came first. */
export const closeInTime = (one: Day | null, other: Day | null, { thresholds }: Grounds): boolean => {
  const [first, last] = [one ?? '', other ?? ''].sort();
  return Boolean(first) && Boolean(last) && within(first ?? '', thresholds.flagWithFractureAcrossReports, last ?? '');
};

/** Called old, unchanged or treated, and not new, progressing or active. */
export const isSettled = (mention: Mention): boolean =>
  mention.stable && !mention.isNew && mention.acuity !== 'acute' && mention.acuity !== 'mixed';

/** Compression that the report puts down to disc, osteophyte, facet, ligament, stenosis or slip, and does not call acute or urgent. */
export const isDegenerative = ({ flag, statement }: RaisedFlag): boolean =>
  flag === 'cordCompression' && statement.ascribedTo === 'degenerative' && !statement.urgent;

/** Cord compression counts beside a fracture of any age; other flags not beside a settled one, unless the flag itself is called new. */
const alarming = (raised: RaisedFlag, mentions: readonly Mention[]): readonly Mention[] => {
  if (isDegenerative(raised)) return [];
  if (raised.flag === 'cordCompression' || raised.statement.course === 'new') return mentions;
  return mentions.filter((mention) => !isSettled(mention));
};

/** Statements of fractures that the flag stands with and that make it an alarm: in its own report, else in another report close to it in time. */
export const alarmingFractures = (raised: RaisedFlag, situation: Grounds): readonly Mention[] => {
  const own = situation.mentions.filter(
    (mention) => mention.reportId === raised.reportId && (sameStatement(raised, mention, situation) || sameSite(raised, mention.level)),
  );
  const counting = alarming(raised, own);
  if (counting.length > 0) return counting;
  const others = situation.mentions.filter(
    (mention) =>
      mention.reportId !== raised.reportId &&
      sameSite(raised, mention.level) &&
      !own.some(({ level }) => level === mention.level) &&
      closeInTime(mention.day, raised.day, situation),
  );
  return alarming(raised, others);
};
