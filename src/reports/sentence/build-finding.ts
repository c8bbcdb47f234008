/** One frame with its traits -> a finding. */
import { spokenOf } from './assertion.ts';
import type { Clause } from './clause.ts';
import { type Place } from './clause.ts';
import { dateBetween } from './dates.ts';
import { gradeOfPercent, worse, type Finding } from '../finding.ts';
import type { Frame } from './frames.ts';
import { levelsIn } from './levels-of-finding.ts';
import type { LevelGroup } from '../levels.ts';
import type { EntryOf } from '../lexicon/schema.ts';
import type { Item } from '../match.ts';
import type { Severity } from '../reading.ts';
import { isAside } from '../sections.ts';
import { regionsIn, type Target } from './siting.ts';
import type { Traits } from './traits.ts';

const isPlural = (clause: Clause, target: Place): boolean =>
  clause.sentence.all('multiple').some((item) => item.first >= target.first - 6 && item.last <= target.last + 1);

const STRENGTH: readonly Finding['subject'][] = ['fracture', 'deformity', 'collapse', 'cement', 'compression', 'shape'];

const strongest = (targets: readonly Target[]): Target['entry'] | undefined => {
  for (const subject of STRENGTH) for (const { entry } of targets) if (entry.subject === subject) return entry;
  return undefined;
};

export const acuityOf = (time: readonly Item<EntryOf<'time'>>[], own: readonly Target[]): Finding['acuity'] => {
  const strong = time.filter(({ entry }) => entry.lone !== true);
  const said = new Set((strong.length > 0 ? strong : time).map(({ entry }) => entry.acuity));
  if (said.has('unspecified')) return 'unspecified';
  if (said.has('acute')) return 'acute';
  if (said.has('old')) return 'old';
  return own.some(({ entry }) => entry.acuity === 'old') ? 'old' : null;
};

/** "benign osteoporotic or malignant", "? infection ? neoplastic". */
const isOpenCause = (clause: Clause, causes: readonly string[]): boolean => {
  if (!causes.includes('malignant')) return false;
  const { sentence } = clause;
  const malignant = sentence.all('cause').find(({ entry }) => entry.cause === 'malignant');
  const rival =
    sentence.all('cause').some(({ entry }) => entry.cause === 'fragility' || entry.cause === 'benign' || entry.cause === 'trauma') ||
    sentence.all('flag').some(({ entry }) => entry.flag === 'infection');
  const open = sentence.all('hedge').some((item) => item.entry.reach === 'alternative');
  return rival && (open || (malignant !== undefined && spokenOf(clause, malignant).as === 'possible'));
};

const isPlainOld = ({ entry }: Item<EntryOf<'time'>>): boolean =>
  entry.acuity === 'old' && entry.course === undefined && entry.before !== true;

const unchangedIn = (clause: Clause, time: readonly Item<EntryOf<'time'>>[], notProgressed: boolean): Finding['unchanged'] => {
  const cue = time.find((item) => item.entry.course === 'unchanged');
  if (cue === undefined && !notProgressed) return null;
  const { tokens, sentence } = clause;
  const words = clause.numbers;
  const after = dateBetween(tokens, cue?.first ?? sentence.first, sentence.last, words);
  return { since: after ?? dateBetween(tokens, sentence.first, sentence.last, words) };
};

const denialOf = (frame: Frame, levels: readonly string[], clause: Clause): Finding['denial'] => {
  if (frame.spoken.as !== 'denied') return frame.looksLike === null ? null : 'finding';
  if (frame.spoken.qualified) return 'qualified';
  if (levels.length > 0) return 'finding';
  const definite = clause.sentence
    .among('definite', 'anaphor')
    .some((item) => frame.targets.some(({ first }) => item.last <= first && first - item.last <= 3));
  return definite ? 'finding' : strongest(frame.targets)?.subject === 'shape' ? 'weak' : 'general';
};

const timeOf = (traits: readonly Traits[]): readonly Item<EntryOf<'time'>>[] => {
  const own = traits.at(-1)?.time ?? [];
  return traits.length === 1 || own.some(({ entry }) => entry.acuity !== undefined) ? own : traits.flatMap((one) => one.time);
};

export const findingOf = (
  frame: Frame,
  groups: readonly LevelGroup[],
  traits: readonly Traits[],
  clause: Clause,
  number: number,
): Finding => {
  const { sentence } = clause;
  const plural = frame.targets.some((target) => isPlural(clause, target));
  const given = [...new Set(levelsIn(groups, plural || sentence.has('pair')))];
  const levels = given.length > 0 ? given : frame.inherited;
  const time = timeOf(traits);
  const strong = strongest(frame.targets);
  const percent = traits.reduce<number | null>(
    (most, one) => (one.percent !== null && one.percent > (most ?? -1) ? one.percent : most),
    null,
  );
  const named: Severity[] = [];
  const causes: string[] = [];
  for (const one of traits) {
    for (const { entry } of one.severity) named.push(entry.grade);
    named.push(...one.grades);
    for (const { entry } of one.cause) causes.push(entry.cause);
  }
  for (const { entry } of frame.targets) if (entry.severity !== undefined) named.push(entry.severity);
  const history = isAside(sentence) || frame.spoken.as === 'past';
  const notProgressed = sentence
    .all('time')
    .some(
      (item) =>
        item.entry.course === 'new' &&
        !item.entry.absorbs &&
        item.first >= (frame.targets[0]?.last ?? 0) &&
        spokenOf(clause, item).as === 'denied',
    );
  const asserted =
    frame.looksLike !== null
      ? 'lookalike'
      : frame.spoken.as === 'denied'
        ? 'denied'
        : frame.spoken.as === 'possible'
          ? 'possible'
          : 'asserted';
  const cues: Item[] = [...frame.targets, ...frame.spoken.cues];
  if (frame.looksLike !== null) cues.push(frame.looksLike);
  cues.push(...sentence.all('yes'), ...time);
  for (const one of traits) cues.push(...one.severity, ...one.cause);
  return {
    sentence: number,
    first: sentence.first,
    last: sentence.last,
    section: sentence.section,
    part: sentence.part,
    subject: strong?.subject ?? 'shape',
    assertion: history ? 'history' : asserted,
    levels,
    regions: regionsIn(clause),
    acuity: acuityOf(time, frame.targets) ?? (notProgressed ? 'old' : null),
    severity: named.reduce<Finding['severity']>(worse, percent === null ? null : gradeOfPercent(percent)),
    percent,
    cause: isOpenCause(clause, causes)
      ? null
      : causes.includes('malignant')
        ? 'malignant'
        : causes.includes('fragility') || frame.targets.some((target) => target.entry.cause === 'fragility')
          ? 'fragility'
          : causes.includes('trauma')
            ? 'trauma'
            : null,
    pathological: causes.includes('pathological'),
    names: frame.targets.some((target) => target.entry.names),
    multiple: levels.length > 1 || plural,
    denial: denialOf(frame, levels, clause),
    unchanged: unchangedIn(clause, time, notProgressed),
    calledOld: time.some(isPlainOld),
    isNew: time.some((item) => item.entry.course === 'new'),
    treated: time.some((item) => item.entry.course === 'treated') || strong?.subject === 'cement',
    softwareOnly: sentence.has('software') && !sentence.has('adopted'),
    hedged: frame.spoken.as === 'possible',
    cancelled: false,
    cues,
  };
};
