/**
 * From the members of one group to what counts today: the newest body with all its addenda, several examinations under one accession
 * kept apart, withdrawn ones told (DESIGN section 5, DECISIONS A 4).
 */
import { isContained } from './join-text.ts';
import { codingsOf, text, word, wordsOf, type Json } from './json.ts';
import { saysAddendum } from './report-banners.ts';
import { versionTime } from './report-day.ts';
import type { TextOfReport } from './report-text.ts';

export interface Member {
  readonly report: Json;
  readonly text: TextOfReport;
}

export interface CurrentReport {
  /** Newest last; more than one only where the same moment gives no order. */
  readonly bodies: readonly Member[];
  /** In the order in which they were filed; those that say something the body does not. */
  readonly addenda: readonly Member[];
  /** Everything that belongs to it, superseded versions too, oldest first. */
  readonly all: readonly Member[];
}

const WITHDRAWN = ['cancelled', 'entered-in-error'];
const NOT_FINAL = ['registered', 'partial', 'preliminary'];
const CHANGED = ['amended', 'corrected'];

const statusOf = (report: Json): string => word(report.status);

export const isWithdrawn = (report: Json): boolean => WITHDRAWN.includes(statusOf(report));

/** What was examined, by every code and title that says so; empty where nothing does, or where the title only says "Addendum". */
const examOf = (report: Json): readonly string[] => {
  const words = wordsOf(report.code);
  if (words.some(saysAddendum)) return [];
  return [...codingsOf(report.code).flatMap(({ code }) => text(code) ?? []), ...words.map((word) => word.toLowerCase().trim())];
};

const sameExam = (one: Json, other: Json): boolean => {
  const [a, b] = [examOf(one), examOf(other)];
  return a.length === 0 || b.length === 0 || a.some((name) => b.includes(name));
};

/**
 * The withdrawn members of a group, and the members that stand. A withdrawal filed after a report of the same examination takes that
 * report with it; an older one (a duplicate filed by mistake) takes only itself.
 */
export const separateWithdrawn = (group: readonly Json[]): { readonly standing: readonly Json[]; readonly withdrawn: readonly Json[] } => {
  const takes = (member: Json, index: number): boolean =>
    isWithdrawn(member) || group.slice(index + 1).some((later) => isWithdrawn(later) && sameExam(later, member));
  const lastStanding = (member: Json, index: number): boolean => !takes(member, index);
  return { standing: group.filter(lastStanding), withdrawn: group.filter(takes) };
};

const isAddendum = (member: Member, earlier: readonly Member[]): boolean => {
  if (earlier.length === 0) return false;
  if (wordsOf(member.report.code).some(saysAddendum)) return true;
  // A new version of the whole report repeats what it adds to.
  const repeats = earlier.some((body) => body.text.text !== '' && isContained(body.text.text, member.text.text));
  return !repeats && (statusOf(member.report) === 'appended' || saysAddendum(member.text.text));
};

interface Exam {
  readonly bodies: Member[];
  readonly addenda: Member[];
  readonly all: Member[];
}

/** The examination that a member belongs to; a correction belongs to the only one there is, whatever it calls itself. */
const examFor = (member: Member, exams: readonly Exam[]): Exam | undefined => {
  const same = exams.findLast(({ all }) => all.some((other) => sameExam(other.report, member.report)));
  return same ?? (exams.length === 1 && CHANGED.includes(statusOf(member.report)) ? exams[0] : undefined);
};

const newestBodies = (bodies: readonly Member[]): readonly Member[] => {
  const final = bodies.filter(({ report }) => !NOT_FINAL.includes(statusOf(report)));
  const ranked = final.length > 0 ? final : bodies;
  const newest = ranked.at(-1);
  if (ranked.length === 1) return ranked;
  if (!newest || CHANGED.includes(statusOf(newest.report))) return newest ? [newest] : [];
  return ranked.filter(({ report }) => versionTime(report) === versionTime(newest.report));
};

/** @param members of one group, oldest first, without the withdrawn ones. */
export const currentReports = (members: readonly Member[]): readonly CurrentReport[] => {
  const exams: Exam[] = [];
  for (const member of members) {
    const addendum = isAddendum(
      member,
      exams.flatMap(({ bodies }) => bodies),
    );
    const exam = examFor(member, exams) ?? (addendum ? exams.at(-1) : undefined);
    if (!exam) exams.push({ bodies: [member], addenda: [], all: [member] });
    else {
      exam[addendum ? 'addenda' : 'bodies'].push(member);
      exam.all.push(member);
    }
  }
  return exams.map(({ bodies, addenda, all }) => {
    const current = newestBodies(bodies);
    if (addenda.length === 0) return { bodies: current, addenda, all };
    const said = current.map(({ text: { text: words } }) => words).join('\n');
    return {
      bodies: current,
      addenda: addenda.filter((addendum) => addendum.text.text === '' || !isContained(addendum.text.text, said)),
      all,
    };
  });
};
