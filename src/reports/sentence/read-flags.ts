/** One sentence -> the red flags about the spine that it raises or denies. */
import { spokenOf } from './assertion.ts';
import { Clause } from './clause.ts';
import type { ReportDocument } from '../document.ts';
import type { Sentence } from '../sentence.ts';
import type { Finding } from '../finding.ts';
import { levelsIn, levelsOf, usableGroups } from './levels-of-finding.ts';
import { bitsOf } from '../lexicon/gates.ts';
import { isAside } from '../sections.ts';
import type { EntryOf } from '../lexicon/schema.ts';
import { isA, type Item } from '../match.ts';
import { bodyReached, siteOf, type Target } from './siting.ts';
import type { FlagStatement, RedFlag, Section } from '../reading.ts';

export interface Flag {
  sentence: number;
  first: number;
  last: number;
  section: Section;
  part: number;
  flag: RedFlag;
  assertion: FlagStatement['assertion'];
  levels: readonly string[];
  ascribedTo: FlagStatement['ascribedTo'];
  structure: FlagStatement['structure'];
  urgent: boolean;
  course: FlagStatement['course'];
  cancelled: boolean;
  cues: Item[];
}

const ANKYLOSED = bitsOf('ankylosed');

type FlagItem = Item<EntryOf<'flag'>>;

/** What lets a word be about the spine without a place beside it: a vertebral finding before, or an examination of the spine ("Diffuse metastases."). */
interface Near {
  readonly goesOn: boolean;
  readonly spineStudy: boolean;
}

/** "The left iliac bone", where no part of the spine is named beside it; behind a vertebral fracture a metastasis in any bone counts. */
const isOfOtherBone = (clause: Clause, { first }: Item): boolean => {
  const sites = clause.sentence.all('site');
  const named = sites.some(({ entry }) => entry.kind === 'region') || clause.sentence.all('exam').some(({ entry }) => entry.spine);
  return !named && sites.some(({ entry, last }) => entry.kind === 'bone' && last === first);
};

/** Whether the word is about the spine here: by itself, by bone or a vertebra beside it, or by a vertebral finding. */
const isSpinal = (item: FlagItem, clause: Clause, findings: readonly Finding[], near: Near): boolean => {
  if (item.entry.place === 'spine') return true;
  if (item.entry.place === 'fracture')
    return (
      findings.some(({ assertion }) => assertion === 'asserted' || assertion === 'possible') ||
      (near.goesOn && item.entry.flag === 'infection' && !clause.sentence.all('site').some((one) => one.entry.kind === 'organ'))
    );
  const vertebral = clause.sentence.items.some(
    (one) =>
      (isA(one, 'osseous') && (near.goesOn || !isOfOtherBone(clause, one))) ||
      (isA(one, 'site') && (one.entry.kind === 'body' || one.entry.kind === 'spine' || one.entry.bearing === true)),
  );
  if (vertebral || usableGroups(clause).some((group) => levelsOf(group, false).length > 0)) return true;
  const region = clause.sentence.all('site').some((one) => one.entry.kind === 'region' && one.last === item.first);
  const elsewhere = clause.sentence.all('site').some((one) => one.entry.kind === 'bone' || one.entry.kind === 'organ');
  return region || findings.length > 0 || ((near.goesOn || (near.spineStudy && item.entry.spineStudied === true)) && !elsewhere);
};

/** The fracture itself runs on, not the oedema or the tumour beside it. */
const fractureExtends = (clause: Clause, flag: Item): boolean => {
  const target = clause.sentence.all('target').findLast((item) => item.last <= flag.first);
  return (
    target === undefined ||
    clause.between(target.last, flag.first, 'weighting', 'flag', 'cause').length +
      clause.between(target.last, flag.first, 'time').filter((item) => item.entry.oedema === true).length ===
      0
  );
};

/** The part of a vertebra that bears load and is broken itself: oedema in the pedicles beside a broken pars is no break of theirs. */
const brokenPart = (clause: Clause, target: Item): Item<EntryOf<'site'>> | undefined => {
  const elements = clause.sentence.all('site').filter((one) => one.entry.kind === 'element' && clause.distance(one, target) <= 8);
  return elements.find(
    (one) =>
      one.entry.bearing === true &&
      (one.first < target.last || clause.between(target.last, one.first, 'time').every(({ entry }) => entry.oedema !== true)),
  );
};

/** "Through the laminae and pedicles into the body". */
const partOnTheWay = (clause: Clause, target: Target): Item<EntryOf<'site'>> | undefined => {
  const body = bodyReached(clause, target);
  return body === undefined ? undefined : clause.between(target.last, body.first, 'site').find(({ entry }) => entry.bearing === true);
};

const ascribed = (clause: Clause, flag: Item): FlagStatement['ascribedTo'] => {
  const causes = clause.sentence.all('ascription').filter((item) => spokenOf(clause, item).as !== 'denied');
  const nearest = causes.reduce<Item<EntryOf<'ascription'>> | null>(
    (best, item) => (best === null || clause.distance(item, flag) < clause.distance(best, flag) ? item : best),
    null,
  );
  return nearest?.entry.to ?? 'unascribed';
};

const courseOf = (clause: Clause): FlagStatement['course'] => {
  const times = clause.sentence.all('time');
  if (times.some((item) => isA(item, 'time') && (item.entry.course === 'new' || (item.entry.acuity === 'acute' && !item.entry.oedema))))
    return 'new';
  if (times.some((item) => isA(item, 'time') && item.entry.course === 'treated')) return 'treated';
  return times.some((item) => isA(item, 'time') && item.entry.acuity === 'old' && !item.entry.weak) ? 'old' : 'unstated';
};

/** An ankylosed spine that the sentence speaks of. */
export const stiffIn = (document: ReportDocument, sentence: Sentence): Item<EntryOf<'ankylosed'>> | undefined =>
  sentence.mayHold(ANKYLOSED)
    ? sentence.all('ankylosed').find((item) => spokenOf(Clause.of(sentence, document), item).as !== 'denied')
    : undefined;

const flagIn = (
  sentence: Sentence,
  number: number,
  flag: RedFlag,
  assertion: Flag['assertion'],
  levels: readonly string[],
  course: Flag['course'],
  cues: Item[],
): Flag => ({
  sentence: number,
  first: sentence.first,
  last: sentence.last,
  section: sentence.section,
  part: sentence.part,
  flag,
  assertion,
  levels,
  ascribedTo: null,
  structure: null,
  urgent: false,
  course,
  cancelled: false,
  cues,
});

export const readFlags = (
  document: ReportDocument,
  sentence: Sentence,
  number: number,
  findings: readonly Finding[],
  near: Near,
  stiffBefore: Item | undefined,
): readonly Flag[] => {
  if (findings.length === 0 && !sentence.has('flag', 'target')) return [];
  const clause = Clause.of(sentence, document);
  const urgent = sentence.has('urgent');
  const history = isAside(sentence);
  const course = courseOf(clause);
  const levels = levelsIn(usableGroups(clause), false);
  const flags: Flag[] = [];
  for (const item of sentence.all('flag')) {
    if (!isSpinal(item, clause, findings, near)) continue;
    const spoken = spokenOf(clause, item);
    const infected = item.entry.kind === 'lesion' && sentence.all('flag').some((one) => one.entry.flag === 'infection');
    const harmless =
      item.entry.kind === 'lesion' &&
      sentence.all('harmless').some((one) => one.last > item.last && spokenOf(clause, one).as === 'asserted');
    if (harmless || infected || spoken.as === 'hypothetical' || (item.entry.kind === 'extension' && !fractureExtends(clause, item)))
      continue;
    const assertion = history || spoken.as === 'past' ? 'history' : spoken.as;
    const cord = item.entry.flag === 'cordCompression';
    const flag = flagIn(sentence, number, item.entry.flag, assertion, levels, course, [item, ...spoken.cues]);
    flag.structure = item.entry.structure ?? null;
    flag.ascribedTo = cord ? ascribed(clause, item) : null;
    flag.urgent = cord && (item.entry.urgent === true || urgent);
    flags.push(flag);
  }
  for (const finding of findings) {
    const cue = finding.cues.find((item) => isA(item, 'target') && item.entry.flag !== undefined);
    if (cue === undefined || !isA(cue, 'target') || cue.entry.flag === undefined || finding.assertion === 'lookalike') continue;
    flags.push(flagIn(sentence, number, cue.entry.flag, finding.assertion, finding.levels, course, [cue]));
  }
  for (const item of sentence.all('target')) {
    const part = siteOf(clause, item) === 'element' ? brokenPart(clause, item) : partOnTheWay(clause, item);
    if (part === undefined && siteOf(clause, item) !== 'element') continue;
    const { as, cues } = spokenOf(clause, item);
    const ring = part ?? usableGroups(clause).find((group) => group.levels.every((level) => clause.bodiless.has(level)));
    if (ring === undefined || item.entry.subject !== 'fracture' || as === 'hypothetical') continue;
    const assertion = history || as === 'past' ? 'history' : as;
    const told = part === undefined ? [item, ...cues] : [item, part, ...cues];
    flags.push(flagIn(sentence, number, 'unstable', assertion, levels, course, told));
  }
  const stiff = stiffIn(document, sentence) ?? stiffBefore;
  const snapped = stiff === undefined ? [] : findings.filter((one) => one.assertion === 'asserted' && one.names && one.acuity !== 'old');
  for (const { levels: snappedAt } of snapped)
    flags.push(flagIn(sentence, number, 'unstable', 'asserted', snappedAt, course, stiff ? [stiff] : []));
  return flags;
};
