/** Sentences read in their order: one that goes on with the one before, answers its template, or takes back what stood above. */
import { spokenOf } from './assertion.ts';
import { Clause } from './clause.ts';
import type { ReportDocument } from './document.ts';
import type { Sentence } from './sentence.ts';
import { stands, worse, type Finding } from './finding.ts';
import { levelsOf, usableGroups } from './levels-of-finding.ts';
import type { Lexicon } from './lexicon/load.ts';
import { dateBetween } from './dates.ts';
import { isA } from './match.ts';
import { readFlags, type Flag } from './read-flags.ts';
import { readSentence } from './read-sentence.ts';

export interface Together {
  readonly findings: readonly Finding[];
  readonly flags: readonly Flag[];
}

/** A short sentence, or one that begins with "this", "these", "old", goes on with what was said. */
const SHORT = 7;

const ASIDE = new Set(['request', 'history', 'technique', 'comparison']);

const GRADES = [null, 'mild', 'moderate', 'severe'] as const;

/** "Grade: 2" in a template. */
const gradeAnswer = (clause: Clause): (typeof GRADES)[number] => {
  const label = clause.sentence.all('grade-label')[0];
  const value = label === undefined ? undefined : clause.tokens[label.last];
  return value?.kind === 'number' ? (GRADES[Number(value.text)] ?? null) : null;
};

const opensWith = (sentence: Sentence, ...roles: Parameters<typeof isA>[1][]): boolean =>
  sentence.items.some((item) => item.first <= sentence.first + 1 && (roles as readonly string[]).includes(item.entry.role));

/** What a sentence without a finding of its own adds to those before it. */
const goOn = (document: ReportDocument, sentence: Sentence, before: readonly Finding[], adjacent: boolean): boolean => {
  if (!before.some((finding) => stands(finding) || finding.softwareOnly)) return false;
  const clause = Clause.of(sentence, document);
  const words = document.tokens.slice(sentence.first, sentence.last).filter(({ kind }) => kind !== 'mark').length;
  const anaphor = opensWith(sentence, 'anaphor');
  const software = before.filter((finding) => finding.softwareOnly);
  if (sentence.has('rejected') && software.length > 0) {
    for (const finding of software) Object.assign(finding, { assertion: 'denied', denial: 'finding' });
    return true;
  }
  if (sentence.has('adopted')) for (const finding of software) finding.softwareOnly = false;
  const open = before.filter(stands);
  const naming = sentence
    .all('lookalike')
    .find((item) => item.entry.kind === 'naming' || sentence.all('link').some((link) => link.last <= item.first + 1));
  if (naming !== undefined && spokenOf(clause, naming).as === 'asserted' && (anaphor || software.length > 0)) {
    const levels = usableGroups(clause).flatMap((group) => levelsOf(group, false));
    for (const finding of open) {
      const same = levels.length === 0 || finding.levels.length === 0 || finding.levels.some((level) => levels.includes(level));
      if (same && (finding.subject === 'shape' || finding.hedged || finding.softwareOnly || finding.subject === 'deformity')) {
        Object.assign(finding, { assertion: 'lookalike', denial: 'finding' });
        finding.cues.push(naming);
      }
    }
    return true;
  }
  const back = sentence.all('time').find((item) => item.entry.refersBack === true);
  if (!anaphor && back === undefined && !(adjacent && words <= SHORT)) return false;
  const levels = usableGroups(clause).flatMap((group) => levelsOf(group, false));
  const known = document.tokens
    .slice(sentence.first, sentence.last)
    .every(({ text, kind }) => kind !== 'word' || document.lexicon.automaton.knows(text));
  if (!anaphor && back === undefined && !known && sentence.groups.length === 0) return false;
  const worded = sentence.all('severity')[0];
  const grade = gradeAnswer(clause) ?? (adjacent && worded !== undefined && isA(worded, 'severity') ? worded.entry.grade : null);
  const foreign = sentence.items.some(
    (item) =>
      isA(item, 'other', 'lookalike', 'flag') ||
      (isA(item, 'site') && (item.entry.kind === 'organ' || item.entry.kind === 'bone' || item.entry.kind === 'element')),
  );
  const time = sentence.items.flatMap((item) =>
    isA(item, 'time') && !item.entry.weak && spokenOf(clause, item).as !== 'denied' ? [item] : [],
  );
  const told =
    levels.length === 0
      ? open
      : open.filter((finding) => finding.levels.length === 0 || finding.levels.some((level) => levels.includes(level)));
  for (const finding of told) {
    if (levels.length > 0 && finding.levels.length === 0 && words <= SHORT && !foreign) finding.levels = levels;
    if (grade !== null && !foreign) finding.severity = worse(finding.severity, grade);
    if (foreign && back === undefined) continue;
    const said = back !== undefined && isA(back, 'time') ? back : time[0];
    if (said !== undefined && (finding.acuity === null || said.entry.course === 'new')) {
      finding.acuity = said.entry.acuity;
      finding.cues.push(said);
    }
    if (said?.entry.course === 'unchanged')
      finding.unchanged ??= { since: dateBetween(document.tokens, sentence.first, sentence.last, document.lexicon.numbers) };
    if (said?.entry.acuity === 'old' && said.entry.course === undefined && said.entry.before !== true) finding.calledOld = true;
    if (said?.entry.course === 'new') finding.isNew = true;
    const cause = sentence.all('cause').find((item) => item.entry.cause === 'fragility' && spokenOf(clause, item).as === 'asserted');
    if (cause !== undefined) finding.cause ??= 'fragility';
  }
  return told.length > 0 && (levels.length > 0 || grade !== null || time.length > 0);
};

const spokenLevelsOf = (document: ReportDocument, sentence: Sentence): readonly string[] =>
  sentence.groups.length === 0 ? [] : usableGroups(Clause.of(sentence, document)).flatMap((group) => levelsOf(group, false));

/** Whether the sentence can neither say anything itself nor add to what was said: then nothing in it is looked for. */
const isSilent = (sentence: Sentence, latest: readonly Finding[], adjacent: boolean): boolean => {
  if (sentence.mayHoldLevels() || sentence.mayHold('target', 'measure', 'flag', 'withdrawn', 'unconfirmed', 'grade-label')) return false;
  if (!latest.some((finding) => stands(finding) || finding.softwareOnly)) return true;
  if (sentence.mayHold('anaphor', 'rejected', 'adopted', 'lookalike')) return false;
  return !adjacent || (sentence.last - sentence.first > 3 * SHORT && !sentence.mayHold('time'));
};

export const readTogether = (document: ReportDocument, lexicon: Lexicon): Together => {
  const findings: Finding[] = [];
  const flags: Flag[] = [];
  const spineStudy = document.sentences.slice(0, 3).some((sentence) => sentence.all('exam').some((item) => item.entry.spine));
  let latest: readonly Finding[] = [];
  let latestAt = -10;
  let topic: readonly string[] = [];
  let topicAt = -10;
  let topicFresh = false;
  let asked = false;
  let gradeTable = false;
  let explained = false;
  let run: readonly Finding[] = [];
  for (const [number, sentence] of document.sentences.entries()) {
    if (isSilent(sentence, latest, number - latestAt === 1)) continue;
    const goesOn = number - latestAt <= 3 && latest.some(stands);
    const spineHere = spineStudy || sentence.all('exam').some((item) => item.entry.spine && item.first === sentence.first);
    gradeTable ||= isTableHeader(document, sentence);
    let own = readSentence(
      document,
      sentence,
      number,
      { spineStudy: spineHere, goesOn, topic: number - topicAt <= 2 && !goesOn ? topic : [], gradeTable, explained },
      lexicon,
    );
    const spokenLevels = spokenLevelsOf(document, sentence);
    if (spokenLevels.length > 0 && !ASIDE.has(sentence.section))
      [topic, topicAt, topicFresh] = [
        spokenLevels,
        number,
        sentence.all('time').some((item) => item.entry.oedema === true && spokenOf(Clause.of(sentence, document), item).as === 'asserted'),
      ];
    explained = sentence.all('lookalike').some((item) => spokenOf(Clause.of(sentence, document), item).as === 'asserted');
    const yes = sentence.all('yes').find((item) => item.first === sentence.first);
    if (own.length === 0 && asked && yes !== undefined && sentence.groups.length > 0) own = [answered(document, sentence, number)];
    if (own.length === 0 && spokenLevels.length > 0 && sentence.has('software'))
      own = [{ ...answered(document, sentence, number), softwareOnly: true }];
    for (const finding of own)
      if (topicFresh && number - topicAt <= 2 && finding.levels.length > 0 && finding.levels === topic && stands(finding))
        finding.acuity ??= 'acute';
    if (own.some(({ assertion }) => assertion === 'history')) asked = true;
    flags.push(...readFlags(document, sentence, number, own, goesOn));
    if (sentence.has('withdrawn') && sentence.part > 0)
      for (const finding of [...findings]) if (finding.part < sentence.part) finding.cancelled = true;
    if (sentence.has('withdrawn') && sentence.part > 0) for (const flag of flags) if (flag.part < sentence.part) flag.cancelled = true;
    if (sentence.part > 0 && sentence.has('unconfirmed'))
      for (const finding of findings)
        if (finding.part < sentence.part && finding.assertion === 'asserted')
          Object.assign(finding, { assertion: 'possible', hedged: true });
    if (own.length === 0) {
      const plural = sentence.items.some(
        (item) =>
          item.first <= sentence.first + 1 && isA(item, 'multiple', 'time', 'anaphor', 'negation') && speaksOfAll(document, item.first),
      );
      if (goOn(document, sentence, plural ? run : latest, number - latestAt === 1)) latestAt = number;
    } else {
      if (sentence.has('rejected') && own.every(({ assertion }) => assertion === 'denied'))
        for (const finding of latest.filter(({ softwareOnly }) => softwareOnly))
          Object.assign(finding, { assertion: 'denied', denial: 'finding' });
      if (sentence.has('adopted'))
        for (const finding of latest.filter(({ softwareOnly }) => softwareOnly)) {
          finding.softwareOnly = false;
          for (const one of own) if (one.levels.length === 0) one.levels = finding.levels;
        }
      findings.push(...own);
      if (own.some(stands) || !goesOn) {
        run = number - latestAt <= 1 && latest.some(stands) ? [...run, ...own] : own;
        latest = own;
        latestAt = number;
      }
    }
  }
  ascribeToSystemicDisease(document, findings);
  return { findings, flags };
};

const isBareShape = (finding: Finding): boolean => stands(finding) && finding.subject === 'shape' && !finding.hedged;

/** Sickle cell disease or a storage disorder, wherever it is named, explains the shapes. */
const ascribeToSystemicDisease = (document: ReportDocument, findings: readonly Finding[]): void => {
  if (!findings.some(isBareShape)) return;
  const named = document.sentences.flatMap((sentence) =>
    !sentence.mayHold('lookalike')
      ? []
      : sentence
          .all('lookalike')
          .filter((item) => item.entry.systemic === true && spokenOf(Clause.of(sentence, document), item).as === 'asserted'),
  );
  const [disease] = named;
  if (disease === undefined) return;
  for (const finding of findings)
    if (isBareShape(finding)) Object.assign(finding, { assertion: 'lookalike', denial: 'finding', cues: [...finding.cues, disease] });
};

/** "Neither was present before", "all old": of everything just listed. */
const speaksOfAll = (document: ReportDocument, at: number): boolean => document.lexicon.stops.all.has(document.tokens[at]?.text ?? '');

/** "Level | Shape | SQ grade". */
const isTableHeader = (document: ReportDocument, sentence: Sentence): boolean =>
  sentence.mayHold('grade-label') &&
  sentence.groups.length === 0 &&
  sentence.has('grade-label') &&
  document.tokens.slice(sentence.first, sentence.last).some(({ text }) => text === '|');

/** "Yes - L3": the request asked whether there is a fracture. */
const answered = (document: ReportDocument, sentence: Sentence, number: number): Finding => {
  const clause = Clause.of(sentence, document);
  const acute = sentence.all('time')[0];
  return {
    sentence: number,
    first: sentence.first,
    last: sentence.last,
    section: sentence.section,
    part: sentence.part,
    subject: 'fracture',
    assertion: 'asserted',
    levels: usableGroups(clause).flatMap((group) => levelsOf(group, false)),
    regions: [],
    acuity: acute !== undefined && isA(acute, 'time') ? acute.entry.acuity : null,
    severity: null,
    percent: null,
    cause: null,
    pathological: false,
    names: true,
    multiple: false,
    denial: null,
    unchanged: null,
    calledOld: false,
    isNew: false,
    treated: false,
    softwareOnly: false,
    hedged: false,
    cancelled: false,
    cues: [...sentence.all('yes')],
  };
};
