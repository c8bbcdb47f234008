/** What a sentence without a finding of its own adds to those before it: age, degree, level, another explanation, or that the software was wrong. */
import { spokenOf } from './sentence/assertion.ts';
import { acuityOf } from './sentence/build-finding.ts';
import { Clause } from './sentence/clause.ts';
import { dateBetween } from './sentence/dates.ts';
import { GRADES, gradesAfter } from './sentence/grades.ts';
import { asksAtItsEnd } from './context.ts';
import type { ReportDocument } from './document.ts';
import { stands, worse, type Finding } from './finding.ts';
import { placesIn, type SpokenPlace } from './places.ts';
import { isA, type Item } from './match.ts';
import type { EntryOf } from './lexicon/schema.ts';
import type { Sentence } from './sentence.ts';

/** A short sentence, or one that begins with "this", "these", "old", goes on with what was said. */
export const SHORT = 7;

type Age = Item<EntryOf<'time'>>;

/** What came of it: findings that had to be parted because only some of their levels were spoken of. */
export interface Added {
  readonly spoke: boolean;
  readonly parted: readonly Finding[];
}

const NOTHING: Added = { spoke: false, parted: [] };

/** "Grade: 2", "Grade: T12 = 3, L2 = 1" in a template: the worst one. */
const gradeAnswer = (clause: Clause): (typeof GRADES)[number] => {
  const { sentence, tokens } = clause;
  const label = sentence.all('grade-label')[0];
  if (label === undefined) return null;
  let most = 0;
  for (let at = label.last; at < sentence.last; at += 1) {
    const value = tokens.figure(at);
    const marked = at === label.last || tokens.isMark(at - 1);
    if (marked && GRADES[value] !== undefined) most = Math.max(most, value);
  }
  return GRADES[most] ?? null;
};

const opensWith = (sentence: Sentence, ...roles: Parameters<typeof isA>[1][]): boolean =>
  sentence.items.some((item) => item.first <= sentence.first + 1 && (roles as readonly string[]).includes(item.entry.role));

/** "Diagnostic of Scheuermann's disease." */
const beginsWithLink = (sentence: Sentence): boolean => sentence.all('link').some(({ first }) => first === sentence.first);

/** What the software claimed is taken back or taken over. */
const judgeSoftware = (sentence: Sentence, software: readonly Finding[]): boolean => {
  if (software.length === 0) return false;
  if (sentence.has('rejected')) {
    for (const finding of software) Object.assign(finding, { assertion: 'denied', denial: 'finding' });
    return true;
  }
  if (sentence.has('adopted')) for (const finding of software) finding.softwareOnly = false;
  return false;
};

/** "This is physiological." */
const explainAway = (naming: Item, levels: readonly string[], open: readonly Finding[]): void => {
  for (const finding of open) {
    const same = levels.length === 0 || finding.levels.length === 0 || finding.levels.some((level) => levels.includes(level));
    if (same && (finding.subject === 'shape' || finding.hedged || finding.softwareOnly || finding.subject === 'deformity')) {
      Object.assign(finding, { assertion: 'lookalike', denial: 'finding' });
      finding.cues.push(naming);
    }
  }
};

/** "... wedged. Meets the criteria - Scheuermann's.": a short sentence right behind names what shapes vertebrae. */
const namesDisease = (document: ReportDocument, sentence: Sentence, naming: Item<EntryOf<'lookalike'>>, adjacent: boolean): boolean =>
  adjacent && naming.entry.shapes === true && sentence.groups.length === 0 && wordsIn(document, sentence) <= SHORT;

const isForeign = (sentence: Sentence): boolean =>
  sentence.items.some(
    (item) =>
      isA(item, 'other', 'separate', 'lookalike', 'flag') ||
      (isA(item, 'site') && (item.entry.kind === 'organ' || item.entry.kind === 'bone' || item.entry.kind === 'element')),
  );

/** "There is corresponding marrow oedema on the STIR images": oedema of bone is that of the fracture before. */
const tellsOedema = (sentence: Sentence, time: readonly Age[]): boolean =>
  time.some(({ entry }) => entry.oedema === true) &&
  sentence.items.some((item) => isA(item, 'osseous', 'weighting') || (isA(item, 'site') && item.entry.kind === 'body')) &&
  !sentence.items.some(
    (item) =>
      isA(item, 'other', 'separate', 'lookalike') || (isA(item, 'site') && (item.entry.kind === 'organ' || item.entry.kind === 'bone')),
  );

/** "The one at L5 is sclerotic and old." */
const LONGEST_LIKE = 12;

/** "In comparison with the study of 2020 there is no change." */
const LONGEST_COMPARISON = 16;

/** "Has lost some height": what tells an age only where nothing else does gives way to any word of age. */
const isLoosely = ({ cues }: Finding): boolean => {
  const times = cues.filter((item) => isA(item, 'time'));
  return times.length > 0 && times.every(({ entry }) => entry.lone === true);
};

const age = (finding: Finding, said: readonly Age[], where: SpokenPlace | null, document: ReportDocument, sentence: Sentence): void => {
  const acuity = acuityOf(said, []);
  const isNew = said.some(({ entry }) => entry.course === 'new');
  const open = finding.acuity === null || finding.acuity === 'unspecified' || isLoosely(finding);
  if (acuity !== null && (open || isNew || where !== null)) {
    finding.acuity = acuity;
    finding.cues.push(...said);
  }
  if (said.some(({ entry }) => entry.course === 'unchanged'))
    finding.unchanged ??= { since: dateBetween(document.tokens, sentence.first, sentence.last, document.lexicon.numbers) };
  if (said.some(({ entry }) => entry.acuity === 'old' && entry.course === undefined && entry.before !== true)) finding.calledOld = true;
  if (isNew) finding.isNew = true;
};

/** The finding itself, or the part of it with the levels spoken of, taken out of it. */
const partAt = (finding: Finding, place: SpokenPlace | null, parted: Finding[]): Finding | null => {
  if (place === null || finding.levels.length === 0) return finding;
  const levels = finding.levels.filter((level) => place.levels.includes(level));
  if (levels.length === 0) return null;
  if (levels.length === finding.levels.length) return finding;
  finding.levels = finding.levels.filter((level) => !levels.includes(level));
  const part = { ...finding, levels, cues: [...finding.cues] };
  parted.push(part);
  return part;
};

/** What a sentence without a finding of its own adds to those before it. */
export const goOn = (document: ReportDocument, sentence: Sentence, before: readonly Finding[], adjacent: boolean, near: boolean): Added => {
  if (!before.some((finding) => stands(finding) || finding.softwareOnly) || asksAtItsEnd(document, sentence)) return NOTHING;
  const clause = Clause.of(sentence, document);
  const software = before.filter((finding) => finding.softwareOnly);
  if (judgeSoftware(sentence, software)) return { spoke: true, parted: [] };
  const open = before.filter(stands);
  const anaphor = opensWith(sentence, 'anaphor');
  const places = placesIn(clause, open);
  const levels = [...new Set(places.flatMap((place) => (place.named ? place.levels : [])))];
  const naming = sentence
    .all('lookalike')
    .find((item) => item.entry.kind === 'naming' || sentence.all('link').some((link) => link.last <= item.first + 1));
  if (
    naming !== undefined &&
    spokenOf(clause, naming).as === 'asserted' &&
    (anaphor || software.length > 0 || sentence.part > 0 || beginsWithLink(sentence) || namesDisease(document, sentence, naming, adjacent))
  ) {
    explainAway(naming, levels, open);
    return { spoke: true, parted: [] };
  }
  const time = sentence
    .all('time')
    .filter(
      (item) =>
        !item.entry.weak &&
        !ofStranger(document, sentence, item) &&
        (item.entry.absorbs === true || spokenOf(clause, item).as === 'asserted'),
    );
  const back = near ? time.find((item) => item.entry.refersBack === true) : undefined;
  const words = wordsIn(document, sentence);
  const foreign = isForeign(sentence);
  const oedema =
    (adjacent || levels.some((level) => open.some((finding) => finding.levels.includes(level)))) && tellsOedema(sentence, time);
  const compared = !foreign && words <= LONGEST_COMPARISON && time.some(({ entry }) => entry.course === 'unchanged');
  const pointed =
    adjacent &&
    !foreign &&
    time.length > 0 &&
    places.some((place) => open.some((finding) => finding.levels.some((level) => place.levels.includes(level))));
  const likened = adjacent && words <= LONGEST_LIKE && sentence.has('likewise') && !sentence.has('software');
  const brief = likened || (adjacent && (words <= SHORT || compared)) || (compared && words <= SHORT) || pointed;
  if (adjacent && levels.length > 0 && open.length > 0 && open.every(isAnswered)) {
    for (const finding of open) Object.assign(finding, { levels, severity: worse(finding.severity, gradeAnswer(clause)) });
    return { spoke: true, parted: [] };
  }
  if (!anaphor && back === undefined && !oedema && !brief) return NOTHING;
  const addressed = anaphor || back !== undefined || places.length > 0;
  if (!addressed && !oedema && (sentence.has('subject') || !allKnown(document, sentence))) return NOTHING;
  const worded = sentence
    .all('severity')
    .flatMap((item) => [item.entry.grade, ...gradesAfter(clause, item)])
    .reduce<Finding['severity']>(worse, null);
  const grade = gradeAnswer(clause) ?? (adjacent && !sentence.has('osseous', 'subject') ? worded : null);
  const told =
    levels.length === 0
      ? open
      : open.filter((finding) => finding.levels.length === 0 || finding.levels.some((level) => levels.includes(level)));
  const cause = sentence.all('cause').find((item) => item.entry.cause === 'fragility' && spokenOf(clause, item).as === 'asserted');
  if (told.length === 0) return alsoAt(clause, open, levels, words <= LONGEST_LIKE && !foreign ? time : null, grade);
  const parted: Finding[] = [];
  for (const finding of told) {
    if (levels.length > 0 && finding.levels.length === 0 && words <= SHORT && !foreign) finding.levels = levels;
    if (grade !== null && !foreign) finding.severity = worse(finding.severity, grade);
    if (foreign && back === undefined && !oedema) continue;
    for (const [place, said] of portions(
      clause,
      places,
      back === undefined || places.length > 1 ? time : [back, ...time.filter(({ entry }) => entry.acuity === 'unspecified')],
    )) {
      const part = partAt(finding, place, parted);
      if (part !== null) age(part, said, place, document, sentence);
    }
    if (cause !== undefined) finding.cause ??= 'fragility';
  }
  return { spoke: told.length > 0 && (levels.length > 0 || grade !== null || time.length > 0), parted };
};

/** "Fracture: yes. Transdiscal at L1/2 into the L2 body": where it is may follow in any words. */
const isAnswered = ({ levels, cues }: Finding): boolean => levels.length === 0 && cues.some(({ entry }) => entry.role === 'yes');

/** "Similar changes at T7", "...; T9 - moderate": another level with what was said before. */
const alsoAt = (
  clause: Clause,
  open: readonly Finding[],
  levels: readonly string[],
  time: readonly Age[] | null,
  grade: Finding['severity'],
): Added => {
  const { sentence } = clause;
  const like = sentence.all('likewise').find((item) => spokenOf(clause, item).as === 'asserted');
  const listed = clause.tokens.mark(sentence.first - 1) === ';' && (grade !== null || (time?.length ?? 0) > 0);
  const model = open.at(-1);
  if (time === null || levels.length === 0 || model === undefined || (like === undefined && !listed)) return NOTHING;
  return {
    spoke: true,
    parted: [{ ...model, levels, severity: grade, percent: null, acuity: acuityOf(time, []), cues: [...model.cues, ...time] }],
  };
};

/** "Old cholecystectomy clips": the age of something that the lexicon does not know. */
const ofStranger = ({ tokens, lexicon }: ReportDocument, { last }: Sentence, item: Age): boolean =>
  item.last < last && item.last - item.first === 1 && tokens.isWord(item.last) && !lexicon.automaton.knows(tokens.known(item.last));

const allKnown = ({ tokens, lexicon }: ReportDocument, { first, last }: Sentence): boolean => {
  for (let at = first; at < last; at += 1) if (tokens.isWord(at) && !lexicon.automaton.knows(tokens.known(at))) return false;
  return true;
};

/** Words and numbers. */
const wordsIn = ({ tokens }: ReportDocument, { first, last }: Sentence): number => {
  let count = 0;
  for (let at = first; at < last; at += 1) if (!tokens.isMark(at)) count += 1;
  return count;
};

/** Each word of age goes to the level that stands nearest; without levels all go to the whole. */
const portions = (
  clause: Clause,
  places: readonly SpokenPlace[],
  time: readonly Age[],
): ReadonlyMap<SpokenPlace | null, readonly Age[]> => {
  const shares = new Map<SpokenPlace | null, Age[]>();
  for (const item of time) {
    const nearest = places.reduce<SpokenPlace | null>(
      (best, place) => (best === null || clause.distance(place, item) < clause.distance(best, item) ? place : best),
      null,
    );
    shares.set(nearest, [...(shares.get(nearest) ?? []), item]);
  }
  return shares;
};
