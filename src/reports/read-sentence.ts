/** One sentence -> what it says about vertebral bodies. */
import { spokenOf, type Spoken } from './assertion.ts';
import { Clause, type Place } from './clause.ts';
import type { ReportDocument } from './document.ts';
import type { Sentence } from './sentence.ts';
import { gradeOfPercent, worse, type Finding } from './finding.ts';
import { bind, levelsOf, usableGroups, type Bound } from './levels-of-finding.ts';
import type { Lexicon } from './lexicon/load.ts';
import type { EntryOf } from './lexicon/schema.ts';
import type { LevelGroup } from './levels.ts';
import { isA, type Item } from './match.ts';
import { dateBetween } from './dates.ts';
import { measuresIn } from './measures.ts';
import type { Region } from './reading.ts';
import { siteOf, type Target } from './siting.ts';

export interface Surroundings {
  /** The examination, or the heading above, is of the spine. */
  readonly spineStudy: boolean;
  /** A sentence before speaks of a vertebral fracture that this one may go on with. */
  readonly goesOn: boolean;
  /** Levels that the sentence before spoke of. */
  readonly topic: readonly string[];
  /** The sentence before gave another explanation, which "this" may mean. */
  readonly explained: boolean;
  /** Rows of a table whose header announces a semi-quantitative grade. */
  readonly gradeTable: boolean;
}

/** Targets that are spoken of alike and share their levels. */
interface Frame {
  targets: Target[];
  readonly spoken: Spoken;
  readonly looksLike: Item | null;
  groups: LevelGroup[];
  /** From the sentence before, where this one gives none. */
  inherited: readonly string[];
}

const ASIDE = new Set(['request', 'history', 'technique', 'comparison']);

/** A look-alike to which the sentence ascribes the shape, or which stands before it as its adjective. */
const lookalikeOf = (clause: Clause, target: Target, explained: boolean): { readonly item: Item; readonly sure: boolean } | null => {
  const back = explained ? pointsBack(clause, target) : undefined;
  if (back !== undefined) return { item: back, sure: true };
  for (const item of clause.sentence.items) {
    if (!isA(item, 'lookalike') || (item.first < target.last && target.first < item.last && item.entry.kind === 'link')) continue;
    if (spokenOf(clause, item).as === 'denied') continue;
    const [from, to] = item.first >= target.last ? [target.last, item.first] : [item.last, target.first];
    const alternatives = clause
      .between(Math.min(from, to), Math.max(from, to), 'hedge')
      .filter((one) => isA(one, 'hedge') && one.entry.reach === 'alternative');
    const adjective =
      item.last <= target.first &&
      target.first - item.last <= 1 &&
      !clause.sentence.items.some((one) => one.first >= item.last && one.last <= target.first && isA(one, 'boundary', 'joint'));
    const within = item.first < target.last && target.first < item.last;
    if (alternatives.length > 0 && Math.abs(to - from) <= 12) return { item, sure: false };
    if (adjective || within || (isA(item, 'lookalike') && item.entry.linked === true && item.first >= target.last))
      return { item, sure: true };
    if (item.first >= target.last) {
      if (turnsAway(clause, target.last, item.first)) continue;
      const links = clause
        .between(target.last, item.last, 'link')
        .filter((link) => item.first - link.last <= 6 && link.last <= item.first + 1);
      const others = clause.between(target.last, item.first, 'target').filter((one) => one.entry.subject !== 'shape');
      if (links.length > 0 && others.length === 0) return { item, sure: true };
    }
  }
  return null;
};

/** "..., and there is": what follows is said of something else. */
const turnsAway = (clause: Clause, from: number, to: number): boolean =>
  clause
    .between(from, to, 'boundary')
    .some((item) => item.entry.kind === 'stop' && !clause.sentence.all('link').some((link) => link.first === item.first));

/** "fracture or early metastasis": the tumour is the alternative to a fracture, not its cause. */
const alternativeTumour = (clause: Clause, target: Target): Item | undefined =>
  clause.sentence.items.find((item) => {
    if (!isA(item, 'flag') || item.entry.flag !== 'malignancy' || item.first < target.last || item.first - target.last > 6) return false;
    const ors = clause.between(target.last, item.first, 'hedge').filter((one) => one.entry.reach === 'alternative');
    return (
      ors.some((or) => or.first === target.last) &&
      !clause.sentence.all('target').some((one) => one.first < item.last && one.last > item.first)
    );
  });

/** "... is due to this", where the sentence before named the cause. */
const pointsBack = (clause: Clause, target: Target): Item | undefined =>
  clause.sentence
    .all('anaphor')
    .find((item) => item.first > target.last && clause.between(target.last, item.first, 'link').some((link) => link.last === item.first));

const isPlural = (clause: Clause, target: Place): boolean =>
  clause.sentence.all('multiple').some((item) => item.first >= target.first - 6 && item.last <= target.last + 1);

/** Genant grades beside levels name a deformity where the sentence has no other word for it. */
const gradeTargets = (clause: Clause, groups: readonly LevelGroup[]): readonly Target[] =>
  groups.length === 0
    ? []
    : clause.sentence.items.flatMap((item): readonly Target[] =>
        isA(item, 'severity') && item.entry.genant
          ? [
              {
                first: item.first,
                last: item.last,
                entry: { id: item.entry.id, role: 'target', subject: 'deformity', names: false, spinal: true, phrases: item.entry.phrases },
              },
            ]
          : [],
      );

/** "T8 - 45 % anterior": a line of a list that gives only level and loss. */
const listTargets = (clause: Clause, groups: readonly LevelGroup[], lexicon: Lexicon): readonly Target[] => {
  const { first, last, items } = clause.sentence;
  const heads = groups.some((group) => group.first === first);
  if (!heads || last - first > 14 || items.some((item) => isA(item, 'target', 'other', 'separate', 'lookalike'))) return [];
  return measuresIn(clause, lexicon.numbers).map((measure) => ({
    first: measure.first,
    last: measure.last,
    entry: { id: 'height-loss', role: 'target', subject: 'shape', names: false, spinal: true, phrases: [] },
  }));
};

const sameWay = (one: Spoken, other: Spoken): boolean => one.as === other.as;

/** Targets of the sentence that are about vertebral bodies. */
const vertebralTargets = (clause: Clause, groups: readonly LevelGroup[], around: Surroundings): readonly Target[] => {
  const absorbed = clause.sentence.all('time').filter((item) => item.entry.absorbs === true);
  const named = clause.sentence.all('target').filter((item) => !absorbed.some((one) => one.first < item.last && item.first < one.last));
  const targets = named.length > 0 ? named : gradeTargets(clause, groups);
  const vertebral = targets.filter((target) => {
    const site = siteOf(clause, target);
    if (site === 'vertebral') return true;
    if (site !== 'unsaid') return false;
    const definite = clause.sentence
      .among('definite', 'anaphor')
      .some(
        (item) =>
          item.first < target.first && (target.first - item.last <= 3 || (isA(item, 'anaphor') && item.first === clause.sentence.first)),
      );
    const breaks = target.entry.subject === 'fracture';
    const foreign = clause.sentence
      .all('site')
      .some((item) => item.entry.kind === 'bone' || item.entry.kind === 'element' || (item.entry.kind === 'organ' && !breaks));
    const { as } = spokenOf(clause, target);
    if (around.topic.length > 0 && !foreign && (definite || target.entry.subject === 'shape' || as !== 'asserted')) return true;
    if (target.entry.subject === 'fracture' || target.entry.subject === 'collapse')
      return (around.spineStudy && !foreign) || (around.goesOn && (definite || !foreign));
    return around.goesOn && !foreign;
  });
  const rest = targets.filter(
    (target) =>
      !vertebral.includes(target) && vertebral.length > 0 && siteOf(clause, target) === 'unsaid' && tiedTo(clause, vertebral, target),
  );
  return targets.filter((target) => vertebral.includes(target) || rest.includes(target));
};

/** "The height loss ... is consistent with a healed fracture": what a vertebral finding is said to be. */
const tiedTo = (clause: Clause, vertebral: readonly Target[], target: Target): boolean =>
  vertebral.some((one) => one.last <= target.first && clause.between(one.last, target.first, 'link').length > 0);

const framesOf = (clause: Clause, targets: readonly Target[], bounds: readonly Bound[], around: Surroundings): readonly Frame[] => {
  const frames: Frame[] = targets.map((target) => {
    const look = lookalikeOf(clause, target, around.explained);
    const spoken = spokenOf(clause, target);
    const alternative = look !== null && !look.sure ? look.item : alternativeTumour(clause, target);
    const open = alternative !== undefined && spoken.as === 'asserted';
    return {
      targets: [target],
      spoken: open ? { ...spoken, as: 'possible', cues: [...spoken.cues, alternative] } : spoken,
      looksLike: look?.sure === true ? look.item : null,
      groups: bounds.filter((bound) => bound.target === target).map(({ group }) => group),
      inherited: [],
    };
  });
  const merged: Frame[] = [];
  for (const frame of frames) {
    const host = merged.findLast(
      (one) =>
        sameWay(one.spoken, frame.spoken) &&
        (one.looksLike === null) === (frame.looksLike === null) &&
        (frame.groups.length === 0 || one.groups.length === 0),
    );
    if (host === undefined) merged.push(frame);
    else {
      host.targets.push(...frame.targets);
      host.groups.push(...frame.groups);
    }
  }
  return merged;
};

/** Things that a word of age, degree or cause can belong to. */
interface Unit extends Place {
  readonly frame: Frame;
  readonly group: LevelGroup | null;
}

const unitsOf = (frames: readonly Frame[]): readonly Unit[] =>
  frames.flatMap((frame) => [
    ...frame.targets.map(({ first, last }) => ({ first, last, frame, group: null })),
    ...frame.groups.map((group) => ({ first: group.first, last: group.last, frame, group })),
  ]);

const nearestUnit = (clause: Clause, place: Place, units: readonly Unit[]): Unit | null =>
  units.reduce<Unit | null>(
    (best, unit) =>
      best === null || clause.distance(place, unit) <= clause.distance(place, best)
        ? best !== null && clause.distance(place, unit) === clause.distance(place, best) && unit.first < place.first
          ? best
          : unit
        : best,
    null,
  );

/** Whether a describing word before or after something else belongs to that, not to a finding. */
const describesOther = (clause: Clause, item: Item, units: readonly Unit[]): boolean => {
  const next = clause.tokens[item.last];
  if (next === undefined || item.last >= clause.sentence.last || next.kind === 'mark') return false;
  const ahead = units.filter((unit) => unit.first >= item.last).reduce((least, unit) => Math.min(least, unit.first - item.last), Infinity);
  if (ahead <= 1) return false;
  const known = clause.sentence.items.find((one) => one.first <= item.last && one.last > item.last && !isA(one, 'qualified'));
  if (known === undefined && item.last - item.first > 1) return false;
  if (known === undefined) return ahead > 4 || clause.marks(item.last, item.last + ahead, ',') > 0;
  const owners = clause.sentence.items.filter((one) => one.first <= item.last && one.last > item.last);
  return (
    owners.some((one) => isA(one, 'lookalike', 'other', 'separate')) ||
    (ahead > 3 && owners.some((one) => isA(one, 'flag'))) ||
    (ahead > 5 && owners.some((one) => isA(one, 'site') && one.entry.kind !== 'body'))
  );
};

const timeItems = (clause: Clause, units: readonly Unit[]): readonly Item<EntryOf<'time'>>[] =>
  clause.sentence.items.filter((item): item is Item<EntryOf<'time'>> => {
    if (!isA(item, 'time') || item.entry.weak) return false;
    if (item.entry.course !== 'unchanged' && describesOther(clause, item, units)) return false;
    const overruled = clause.sentence.items.some(
      (one) => one.entry !== item.entry && isA(one, 'time') && one.entry.absorbs === true && one.first < item.last && item.first < one.last,
    );
    return !overruled && (item.entry.course === 'unchanged' || spokenOf(clause, item).as !== 'denied');
  });

const BESIDE = 4;

const severityFits = (clause: Clause, item: Item, units: readonly Unit[]): boolean => {
  const losses = clause.sentence.all('measure-of-loss');
  const anchors: readonly Place[] = [...units, ...losses];
  const ahead = anchors
    .filter((anchor) => anchor.first >= item.last)
    .reduce((least, anchor) => Math.min(least, anchor.first - item.last), Infinity);
  const next = clause.tokens[item.last];
  const free = next === undefined || item.last >= clause.sentence.last || next.kind === 'mark';
  const joined = clause.sentence.items.some(
    (one) => one.first === item.last && isA(one, 'joint', 'time', 'hedge', 'boundary', 'cause', 'severity', 'predicate'),
  );
  const behind = anchors
    .filter((anchor) => anchor.last <= item.first)
    .reduce((least, anchor) => Math.min(least, clause.distance(anchor, item)), Infinity);
  const stranger = clause.sentence.items.some(
    (one) =>
      one.first >= item.last &&
      one.first < item.last + Math.min(ahead, BESIDE) &&
      isA(one, 'lookalike', 'other', 'separate', 'flag', 'predicate'),
  );
  if (ahead <= BESIDE && !stranger && clause.marks(item.last, item.last + ahead, ',', ';', '.') === 0) return true;
  return (free || joined) && behind <= 12;
};

interface Traits {
  readonly time: Item<EntryOf<'time'>>[];
  readonly severity: Item<EntryOf<'severity'>>[];
  readonly cause: Item<EntryOf<'cause'>>[];
  percent: number | null;
}

const emptyTraits = (): Traits => ({ time: [], severity: [], cause: [], percent: null });

/** Describing words, handed to the finding or to the level they stand nearest to. */
const handOut = (clause: Clause, frames: readonly Frame[], lexicon: Lexicon): ReadonlyMap<Frame | LevelGroup, Traits> => {
  const stated = frames.filter(({ spoken }) => spoken.as !== 'denied');
  const units = unitsOf(stated.length > 0 ? stated : frames);
  const traits = new Map<Frame | LevelGroup, Traits>();
  const of = (place: Place): Traits | null => {
    const unit = nearestUnit(clause, place, units);
    if (unit === null) return null;
    const owner = unit.group !== null && unit.frame.groups.length > 1 ? unit.group : unit.frame;
    const known = traits.get(owner) ?? emptyTraits();
    traits.set(owner, known);
    return known;
  };
  for (const item of timeItems(clause, units)) of(item)?.time.push(item);
  for (const item of clause.sentence.items) {
    if (isA(item, 'severity') && (item.entry.genant || severityFits(clause, item, units))) of(item)?.severity.push(item);
    if (isA(item, 'cause')) {
      const { as } = spokenOf(clause, item);
      const rival = frames.some(({ targets }) => targets.some((target) => alternativeTumour(clause, target)?.first === item.first));
      if ((as === 'asserted' || as === 'possible') && !rival && explains(clause, item, frames)) of(item)?.cause.push(item);
    }
  }
  for (const measure of measuresIn(clause, lexicon.numbers)) {
    const known = of(measure);
    if (known !== null && measure.percent > (known.percent ?? -1)) known.percent = measure.percent;
  }
  return traits;
};

/** Beside a finding that is left open, a tumour is another possibility unless it describes the finding or is said to be its cause. */
const explains = (clause: Clause, cause: Item, frames: readonly Frame[]): boolean =>
  frames.some(({ spoken, targets }) => {
    if (spoken.as !== 'possible') return true;
    return targets.some((target) => {
      if (cause.last <= target.first)
        return target.first - cause.last <= 2 && clause.between(cause.last, target.first, 'joint', 'hedge', 'boundary').length === 0;
      return (
        cause.first < target.last ||
        clause
          .between(target.last, cause.first, 'link', 'boundary')
          .some((item) => cause.first - item.last <= 3 && item.last - item.first > 1)
      );
    });
  });

const regionsIn = (clause: Clause): readonly Region[] => [
  ...new Set(clause.sentence.items.flatMap((item) => (isA(item, 'site') ? (item.entry.regions ?? []) : []))),
];

const STRENGTH: readonly Finding['subject'][] = ['fracture', 'deformity', 'collapse', 'cement', 'compression', 'shape'];

const strongest = (targets: readonly Target[]): Target['entry'] | undefined =>
  STRENGTH.flatMap((subject) => targets.filter(({ entry }) => entry.subject === subject)).map(({ entry }) => entry)[0];

const acuityOf = (time: readonly Item<EntryOf<'time'>>[], own: readonly Target[]): Finding['acuity'] => {
  const said = new Set(time.map(({ entry }) => entry.acuity));
  if (said.has('unspecified')) return 'unspecified';
  if (said.has('acute')) return 'acute';
  if (said.has('old')) return 'old';
  return own.some(({ entry }) => entry.acuity === 'old') ? 'old' : null;
};

/** "benign osteoporotic or malignant": the report leaves the cause open. */
const isOpenCause = (clause: Clause, causes: readonly string[]): boolean =>
  causes.includes('malignant') &&
  (causes.includes('fragility') || causes.includes('benign')) &&
  clause.sentence.all('hedge').some((item) => item.entry.reach === 'alternative');

/** Old in words of its own; a finding that was only known, seen or described before is not called old. */
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

/** "T6 (old), T9 (acute) fractures": a level with an age of its own takes none from the rest of the sentence. */
const timeOf = (traits: readonly Traits[]): readonly Item<EntryOf<'time'>>[] => {
  const own = traits.at(-1)?.time ?? [];
  return own.some(({ entry }) => entry.acuity !== undefined) ? own : traits.flatMap((one) => one.time);
};

const findingOf = (frame: Frame, groups: readonly LevelGroup[], traits: readonly Traits[], clause: Clause, number: number): Finding => {
  const { sentence } = clause;
  const plural = frame.targets.some((target) => isPlural(clause, target));
  const given = [...new Set(groups.flatMap((group) => levelsOf(group, plural)))];
  const levels = given.length > 0 ? given : frame.inherited;
  const time = timeOf(traits);
  const entry = strongest(frame.targets);
  const percent = traits.reduce<number | null>(
    (most, one) => (one.percent !== null && one.percent > (most ?? -1) ? one.percent : most),
    null,
  );
  const named = [
    ...traits.flatMap((one) => one.severity.map((item) => item.entry.grade)),
    ...frame.targets.flatMap((target) => target.entry.severity ?? []),
  ];
  const causes = traits.flatMap((one) => one.cause.map((item) => item.entry.cause));
  const history = ASIDE.has(sentence.section) || frame.spoken.as === 'past';
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
  return {
    sentence: number,
    first: sentence.first,
    last: sentence.last,
    section: sentence.section,
    part: sentence.part,
    subject: entry?.subject ?? 'shape',
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
    treated: time.some((item) => item.entry.course === 'treated') || entry?.subject === 'cement',
    softwareOnly: sentence.has('software'),
    hedged: frame.spoken.as === 'possible',
    cancelled: false,
    cues: [
      ...frame.targets,
      ...frame.spoken.cues,
      ...(frame.looksLike === null ? [] : [frame.looksLike]),
      ...time,
      ...traits.flatMap((one) => [...one.severity, ...one.cause]),
    ],
  };
};

/** "... are maintained apart from T11": what stands after the exception is stated by it. */
const exceptions = (clause: Clause, groups: readonly LevelGroup[], findings: readonly Finding[], number: number): readonly Finding[] => {
  const exception = clause.sentence.all('boundary').find((item) => item.entry.kind === 'exception');
  if (exception === undefined) return [];
  const excepted = groups.filter((group) => group.first >= exception.last && group.first - exception.last <= 5);
  const levels = excepted.flatMap((group) => levelsOf(group, false));
  const standing = findings.find(
    (one) => one.assertion === 'asserted' && one.levels.length > levels.length && levels.every((level) => one.levels.includes(level)),
  );
  if (standing !== undefined && levels.length > 0) {
    const normal =
      clause.between(exception.last, clause.sentence.last, 'intact').length > 0 ||
      clause.between(exception.last, clause.sentence.last, 'target').length === 0;
    if (normal) standing.levels = standing.levels.filter((level) => !levels.includes(level));
    return [];
  }
  if (levels.length === 0 || findings.some((one) => one.assertion === 'asserted' && levels.some((level) => one.levels.includes(level))))
    return [];
  const denied = findings.find(({ assertion }) => assertion === 'denied');
  if (denied === undefined) return [];
  denied.levels = denied.levels.filter((level) => !levels.includes(level));
  return [
    {
      ...denied,
      sentence: number,
      subject: denied.subject,
      assertion: denied.section === 'request' ? 'history' : 'asserted',
      levels,
      denial: null,
      hedged: false,
      cues: [exception],
    },
  ];
};

const blank = (sentence: Sentence, number: number): Finding => ({
  sentence: number,
  first: sentence.first,
  last: sentence.last,
  section: sentence.section,
  part: sentence.part,
  subject: 'shape',
  assertion: 'denied',
  levels: [],
  regions: [],
  acuity: null,
  severity: null,
  percent: null,
  cause: null,
  pathological: false,
  names: false,
  multiple: false,
  denial: null,
  unchanged: null,
  calledOld: false,
  isNew: false,
  treated: false,
  softwareOnly: false,
  hedged: false,
  cancelled: false,
  cues: [],
});

/** "Vertebral body heights are preserved": healthy, which denies little. */
const preserved = (clause: Clause, number: number): readonly Finding[] => {
  const { sentence } = clause;
  const measure = sentence.all('measure')[0];
  if (measure === undefined) return [];
  const intact = sentence
    .all('intact')
    .find((item) => clause.between(Math.min(measure.last, item.first), Math.max(measure.last, item.first), 'boundary').length === 0);
  if (intact === undefined || spokenOf(clause, intact).as === 'denied') return [];
  return [
    {
      ...blank(sentence, number),
      assertion: ASIDE.has(sentence.section) ? 'history' : 'denied',
      regions: regionsIn(clause),
      denial: 'weak',
      cues: [measure, intact],
    },
  ];
};

/** "The height loss ...", or a shape alone, right after a sentence about certain levels. */
const goesBack = (clause: Clause, { targets, spoken }: Frame): boolean =>
  spoken.as === 'possible' ||
  targets.some(
    ({ first, entry }) =>
      entry.subject === 'shape' ||
      clause.sentence.among('definite', 'anaphor').some((item) => item.last <= first && first - item.last <= 3),
  );

/** A finding without a level of its own takes that of the tumour, the look-alike or the denial in the same sentence. */
const shareLevels = (frames: readonly Frame[], bounds: readonly Bound[]): void => {
  const tumours = bounds.filter(({ target, byTumour }) => target === null && byTumour).map(({ group }) => group);
  const others = bounds.filter(({ target }) => target === null).map(({ group }) => group);
  const explained = bounds.filter(({ target, byTumour }) => target === null && !byTumour).map(({ group }) => group);
  const denied = frames.filter(({ spoken }) => spoken.as === 'denied').flatMap(({ groups }) => groups);
  for (const frame of frames) {
    if (frame.groups.length > 0) continue;
    const before = tumours.filter((group) => frame.targets.some((target) => group.last <= target.first));
    if (frames.length === 1 && before.length > 0) frame.groups.push(...before);
    else if (frame.spoken.as === 'denied' && explained.length > 0) frame.groups.push(...explained);
    else if (frame.spoken.as === 'possible' && (denied.length > 0 || others.length > 0))
      frame.groups.push(...(denied.length > 0 ? denied : others));
  }
};

/** "The end plate change at T7 is degenerative": a look-alike with a level of its own. */
const lookalikes = (clause: Clause, groups: readonly LevelGroup[], number: number): readonly Finding[] => {
  const { sentence } = clause;
  const levels = groups.flatMap((group) => levelsOf(group, false));
  const item = sentence
    .all('lookalike')
    .find(
      (one) =>
        one.entry.kind === 'naming' || clause.between(sentence.first, one.first + 1, 'link').some((link) => one.first - link.last <= 2),
    );
  if (item === undefined || levels.length === 0 || levels.length > 6 || spokenOf(clause, item).as !== 'asserted') return [];
  return [{ ...blank(sentence, number), assertion: ASIDE.has(sentence.section) ? 'history' : 'lookalike', levels, cues: [item] }];
};

const GRADES = [null, 'mild', 'moderate', 'severe'] as const;

/** "T7 | wedge | 1 | stable": the lone number is the grade, 0 is no fracture. */
const gradeRow = (clause: Clause, groups: readonly LevelGroup[], number: number): readonly Finding[] | null => {
  const { tokens, sentence } = clause;
  const levels = groups.flatMap((group) => levelsOf(group, false));
  for (let at = sentence.first + 1; at < sentence.last; at += 1) {
    const [before, value, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
    if (value?.kind !== 'number' || before?.text !== '|' || (at + 1 < sentence.last && after?.text !== '|')) continue;
    const grade = GRADES[Number(value.text)];
    if (grade === undefined || levels.length === 0) continue;
    const time = sentence.all('time');
    return grade === null
      ? []
      : [
          {
            ...blank(sentence, number),
            subject: 'deformity',
            assertion: 'asserted',
            levels,
            severity: grade,
            acuity: acuityOf(time, []),
            cues: [...time],
          },
        ];
  }
  return null;
};

export const readSentence = (
  document: ReportDocument,
  sentence: Sentence,
  number: number,
  around: Surroundings,
  lexicon: Lexicon,
): readonly Finding[] => {
  if (sentence.groups.length === 0 && !sentence.has('target', 'measure')) return [];
  const clause = Clause.of(sentence, document);
  const groups = usableGroups(clause);
  const row = around.gradeTable ? gradeRow(clause, groups, number) : null;
  if (row !== null) return row;
  const own = vertebralTargets(clause, groups, around);
  const targets = own.length > 0 ? own : listTargets(clause, groups, lexicon);
  const bounds = bind(clause, groups, targets);
  const frames = framesOf(clause, targets, bounds, around);
  const traits = handOut(clause, frames, lexicon);
  if (around.topic.length > 0 && groups.length === 0)
    for (const frame of frames) if (goesBack(clause, frame)) frame.inherited = around.topic;
  shareLevels(frames, bounds);
  const findings = frames
    .filter(({ spoken }) => spoken.as !== 'hypothetical')
    .flatMap((frame): readonly Finding[] => {
      const shared = traits.get(frame);
      const own = frame.groups.filter((group) => traits.has(group));
      if (own.length === 0) return [findingOf(frame, frame.groups, shared ? [shared] : [], clause, number)];
      return frame.groups.map((group) =>
        findingOf(
          frame,
          [group],
          [shared, traits.get(group)].flatMap((one) => one ?? []),
          clause,
          number,
        ),
      );
    });
  const whole = findings.length === 0 || findings.every(({ assertion }) => assertion === 'denied') ? preserved(clause, number) : [];
  const all = [...findings, ...whole, ...(targets.length === 0 ? lookalikes(clause, groups, number) : [])];
  return [...all, ...exceptions(clause, groups, all, number)];
};
