/** From a finding over several reports to the fracture that the rules see: its dates, its age, its evidence (DECISIONS A 2). */
import { within, type Day } from '../../calendar.ts';
import type { Severity } from '../../reports/reading.ts';
import type { Evidence, Quote } from '../advice.ts';
import type { KnownFracture, Mention, ReadReport } from '../situation.ts';
import type { Thresholds } from '../thresholds.ts';
import { mechanismToAsk } from './mechanism.ts';
import { regionsOf, type Track } from './track.ts';

const GRADES: readonly Severity[] = ['severe', 'moderate', 'mild'];
const CALLS_ACUTE: readonly Mention['acuity'][] = ['acute', 'mixed'];

const days = (values: readonly (Day | null)[]): readonly Day[] => values.filter((day) => day !== null).sort();

/** The report's sentence, to be quoted on cards. */
export const quoteOf = (read: ReadReport, text: string): Quote => ({
  reportId: read.report.id,
  day: read.day,
  modality: read.report.modality,
  title: read.report.title,
  text,
});

const evidenceOf = (track: Track): readonly Evidence[] => [
  ...track.mentions.map(({ reportId, statement }) => ({
    source: `DiagnosticReport/${reportId}`,
    span: { start: statement.start, end: statement.end },
  })),
  ...track.codes.map(({ fact }) => ({ source: fact.source, note: fact.display })),
];

/** The newest report that states it, and of a fracture rather one that states than one that hedges. */
const newestStating = (track: Track): Mention | undefined =>
  track.mentions.findLast(({ status }) => status === track.status) ?? track.mentions.at(-1);

/** Reports date a fracture; an entry dates it where it names the level, or where no report gives it. */
const firstDays = (track: Track): readonly Day[] => {
  const stating = track.mentions.filter(({ status }) => status === 'fracture');
  const mentions = track.status === 'fracture' && stating.length > 0 ? stating : track.mentions;
  const dating = track.codes.filter(({ fact }) => mentions.length === 0 || fact.levels.length > 0);
  return days([...mentions.map(({ dated }) => dated), ...dating.map(({ day }) => day)]);
};

export interface Light {
  readonly reports: readonly ReadReport[];
  readonly today: Day;
  readonly thresholds: Thresholds;
}

export const knownFracture = (track: Track, { reports, today, thresholds }: Light): KnownFracture => {
  const { mentions, codes } = track;
  const fromCodesOnly = mentions.length === 0;
  const aged = mentions.filter(({ acuity, stable }) => acuity !== 'unspecified' || stable);
  const acute = days(mentions.filter(({ acuity }) => CALLS_ACUTE.includes(acuity)).map(({ day }) => day)).at(-1) ?? null;
  const calledAcute = acute !== null && within(acute, thresholds.recentFracture, today) ? acute : null;
  const firstReported = firstDays(track)[0] ?? null;
  const old = fromCodesOnly ? codes.every((code) => code.old) : mentions.some((one) => one.old) && acute === null;
  const pathologicalOnly = fromCodesOnly && codes.every(({ askCause }) => askCause);
  const firstIsRecent = firstReported !== null && within(firstReported, thresholds.recentFracture, today);
  const newest = newestStating(track);
  const read = newest === undefined ? undefined : reports.find(({ report }) => report.id === newest.reportId);
  const readingOf = (id: string) => reports.find(({ report }) => report.id === id)?.reading ?? null;
  return {
    level: track.level,
    status: track.status,
    firstReported,
    lastReported: days([...mentions.map(({ day }) => day), ...codes.map(({ day }) => day)]).at(-1) ?? null,
    acuity: fromCodesOnly ? null : (mentions.findLast(({ acuity }) => acuity !== 'unspecified')?.acuity ?? 'unspecified'),
    severity: GRADES.find((grade) => mentions.some(({ severity }) => severity === grade)) ?? null,
    cause: mentions.findLast(({ cause }) => cause !== 'unstated')?.cause ?? 'unstated',
    count: track.level === null && mentions.some(({ multiple }) => multiple) ? thresholds.severalWithoutLevels : 1,
    namesFracture: mentions.some(({ namesFracture }) => namesFracture) || codes.length > 0,
    evidence: evidenceOf(track),
    recent: !pathologicalOnly && ((firstIsRecent && !old) || calledAcute !== null),
    acuteNow: acute !== null && within(acute, thresholds.symptomAcute, today),
    calledOld: fromCodesOnly ? old : aged.length > 0 && aged.every(({ stable }) => stable),
    isNew: mentions.some(({ isNew }) => isNew),
    regions: track.level === null ? regionsOf(track) : [],
    calledAcute,
    mentions,
    quote: newest === undefined || read === undefined ? null : quoteOf(read, newest.statement.quote),
    newestReportId: newest?.reportId ?? null,
    statements: mentions.map(({ reportId, day, statement }) => ({ reportId, day, statement })),
    codes: codes.map(({ fact }) => fact),
    askMechanism: fromCodesOnly
      ? codes.every(({ askMechanism }) => askMechanism)
      : mentions.some((one) => mechanismToAsk(one, readingOf(one.reportId))),
    askCause: codes.some(({ askCause }) => askCause),
    disagreement: track.disagreement,
  };
};
