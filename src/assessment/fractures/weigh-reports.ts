/** Reads reports and coded entries in the order of time: what stands at each level after all of them (DECISIONS A 1-4, 7). */
import { byDay } from '../../calendar.ts';
import type { ReadReport } from '../situation.ts';
import type { CodedFracture } from './coded.ts';
import { denialOf, placeOf, settles } from './denials.ts';
import { mentionsIn } from './mentions.ts';
import { isSameAsCoded, isSameFinding, regionsOf, trackOf, trackOfCode, withCode, withMention, type Track } from './track.ts';

export interface Weighed {
  readonly tracks: readonly Track[];
  /** Findings that a newer report cancelled, and which report. */
  readonly cancelled: readonly { readonly track: Track; readonly reportId: string }[];
}

interface Context {
  /** Newest first. */
  readonly reports: readonly ReadReport[];
  readonly pastFifty: boolean;
}

/** What is left of an older finding after a report that does not state it; `null` when nothing is. */
const afterDenial = (track: Track, read: ReadReport): Track | null => {
  const place = placeOf(track.level, regionsOf(track), track.shown);
  const denial = denialOf(read, place);
  const open = track.status === 'possible' && track.disagreement === null;
  if (denial === 'cancels') return null;
  if (open) return denial === 'doubts' || settles(read, place) ? null : track;
  if (denial === null) return track;
  const statingDay = track.mentions.at(-1)?.day ?? track.codes.at(-1)?.day ?? null;
  const disagreement = { statingDay, denyingDay: read.day, denyingReportId: read.report.id };
  return { ...track, status: 'possible', disagreement };
};

/** Adds to the first track that matches, else opens a new one. */
const joinOrOpen = (
  tracks: readonly Track[],
  same: (track: Track) => boolean,
  join: (track: Track) => Track,
  open: () => Track,
): readonly Track[] => {
  const index = tracks.findIndex(same);
  return index < 0 ? [...tracks, open()] : tracks.map((track, at) => (at === index ? join(track) : track));
};

const afterReport = (before: Weighed, read: ReadReport, context: Context): Weighed => {
  const said = mentionsIn(read, context.reports, context.pastFifty);
  const judged = before.tracks.map((track) => ({
    track,
    left: said.some((mention) => isSameFinding(track, mention)) ? track : afterDenial(track, read),
  }));
  const standing = judged.flatMap(({ left }) => (left === null ? [] : [left]));
  const gone = judged.filter(({ left }) => left === null).map(({ track }) => ({ track, reportId: read.report.id }));
  const tracks = said.reduce<readonly Track[]>(
    (kept, mention) =>
      joinOrOpen(
        kept,
        (track) => isSameFinding(track, mention),
        (track) => withMention(track, mention, read.shows),
        () => trackOf(mention, read.shows),
      ),
    standing,
  );
  return { tracks, cancelled: [...before.cancelled, ...gone] };
};

const afterCode = (before: Weighed, code: CodedFracture): Weighed => {
  const levels: readonly (string | null)[] = code.fact.levels.length > 0 ? code.fact.levels : [null];
  const tracks = levels.reduce<readonly Track[]>(
    (kept, level) =>
      joinOrOpen(
        kept,
        (track) => track.status === 'fracture' && isSameAsCoded(track, level, code.fact.regions),
        (track) => withCode(track, code),
        () => trackOfCode(level, code),
      ),
    before.tracks,
  );
  return { ...before, tracks };
};

/** Young preliminary reports neither state nor deny. `codes`: oldest first. */
export const weighReports = (codes: readonly CodedFracture[], context: Context): Weighed => {
  const reports = context.reports.filter(({ provisional }) => !provisional).toReversed();
  const dated = [
    ...reports.map((read) => ({
      day: read.day ?? '',
      run: (before: Weighed) => afterReport(before, read, context),
    })),
    ...codes.map((code) => ({ day: code.day ?? '', run: (before: Weighed) => afterCode(before, code) })),
  ];
  return dated.sort((a, b) => byDay(a.day, b.day)).reduce<Weighed>((before, one) => one.run(before), { tracks: [], cancelled: [] });
};
