/** What a sentence without a finding of its own adds to those before it: age, degree, level, another explanation, or that the software was wrong. */
import { spokenOf } from './sentence/assertion.ts';
import { Clause } from './sentence/clause.ts';
import { dateBetween } from './sentence/dates.ts';
import type { ReportDocument } from './document.ts';
import { stands, worse, type Finding } from './finding.ts';
import { levelsOf, usableGroups } from './sentence/levels-of-finding.ts';
import { isA } from './match.ts';
import type { Sentence } from './sentence.ts';

/** A short sentence, or one that begins with "this", "these", "old", goes on with what was said. */
export const SHORT = 7;

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
export const goOn = (
  document: ReportDocument,
  sentence: Sentence,
  before: readonly Finding[],
  adjacent: boolean,
  near: boolean,
): boolean => {
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
  const back = near ? sentence.all('time').find((item) => item.entry.refersBack === true) : undefined;
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
      isA(item, 'other', 'separate', 'lookalike', 'flag') ||
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
