/** A finding at one level over several reports and coded entries. */
import type { Region } from '../../reports/reading.ts';
import type { KnownFracture, Mention } from '../situation.ts';
import { levelsOf } from '../spine.ts';
import type { CodedFracture } from './coded.ts';

export interface Track {
  readonly level: string | null;
  /** Oldest first. */
  readonly mentions: readonly Mention[];
  readonly codes: readonly CodedFracture[];
  /** Levels that the examinations show whose reports give it. */
  readonly shown: readonly string[];
  readonly status: Mention['status'];
  readonly disagreement: KnownFracture['disagreement'];
}

export const regionsOf = (track: Track): readonly Region[] => [
  ...new Set([...track.mentions.flatMap(({ regions }) => regions), ...track.codes.flatMap(({ fact }) => fact.regions)]),
];

const overlap = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === 0 || other.length === 0 || one.some((level) => other.includes(level));

const whereabouts = (track: Track): readonly string[] => (track.level === null ? levelsOf(regionsOf(track)) : [track.level]);

/** The same finding: the same level, or an unnumbered one that nothing places elsewhere and that the newer report does not call new. */
export const isSameFinding = (track: Track, mention: Mention): boolean => {
  if (track.level !== null && mention.level !== null) return track.level === mention.level;
  const fresh = (mention.isNew || mention.acuity === 'acute') && !track.mentions.some(({ acuity }) => acuity === 'acute');
  return !fresh && overlap(whereabouts(track), mention.level === null ? levelsOf(mention.regions) : [mention.level]);
};

/** A coded entry names a level only in its text; without one it is the fracture that the reports give in that region. */
export const isSameAsCoded = (track: Track, level: string | null, regions: readonly Region[]): boolean =>
  track.level !== null && level !== null
    ? track.level === level
    : overlap(whereabouts(track), level === null ? levelsOf(regions) : [level]);

/** `shown`: what the report's examination shows. */
export const withMention = (track: Track, mention: Mention, shown: readonly string[]): Track => {
  const stated = mention.status === 'fracture';
  return {
    ...track,
    level: track.level ?? mention.level,
    mentions: [...track.mentions, mention],
    shown: [...track.shown, ...shown],
    status: stated ? 'fracture' : track.status,
    disagreement: stated ? null : track.disagreement,
  };
};

export const withCode = (track: Track, code: CodedFracture): Track => ({ ...track, codes: [...track.codes, code] });

export const trackOf = (mention: Mention, shown: readonly string[]): Track => ({
  level: mention.level,
  mentions: [mention],
  codes: [],
  shown,
  status: mention.status,
  disagreement: null,
});

export const trackOfCode = (level: string | null, code: CodedFracture): Track => ({
  level,
  mentions: [],
  codes: [code],
  shown: [],
  status: 'fracture',
  disagreement: null,
});
