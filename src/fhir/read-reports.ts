/** DiagnosticReports -> report texts, newest first: every text is fetched side by side, then each group becomes what counts today. */
import { byDay, type Day } from '../calendar.ts';
import { idOf, type Collected, type LookBack } from './collect-reports.ts';
import { currentReports, type CurrentReport, type Member } from './current-report.ts';
import type { Documents } from './documents/read-documents.ts';
import type { CodedFact, ReportText, TextPart } from './facts.ts';
import type { FhirReads } from './fhir-reads.ts';
import { parseReference } from './belongs-to-patient.ts';
import { isImaging, modalityAtBeginning, modalityOf, titleOf } from './is-imaging.ts';
import { codingsOf, isObject, text, type Json } from './json.ts';
import { saysAddendum, saysPreliminary } from './report-banners.ts';
import { reportDay } from './report-day.ts';
import { NO_TEXT, readReportText } from './report-text.ts';
import type { Clock } from './request-clock.ts';
import { thoseThatFit, TOO_LONG } from './text-limit.ts';

export interface ReadReportsParts {
  readonly documents: Documents;
  readonly reads: FhirReads | null;
  readonly clock: Pick<Clock, 'deadline'>;
  readonly codedConclusionsOf: (report: Json) => readonly CodedFact[];
}

export interface ReadReports {
  readonly reports: readonly ReportText[];
  /** Neither category nor code nor title nor the beginning of the text says imaging (DECISIONS I 44). */
  readonly notImaging: number;
  /** Ids of the reports of which nothing that the reporter wrote could be read, and no conclusion is coded. */
  readonly unread: readonly string[];
}

const STATUSES: readonly ReportText['status'][] = [
  'registered',
  'preliminary',
  'partial',
  'final',
  'amended',
  'corrected',
  'appended',
  'unknown',
];

const statusOf = ({ report, text: { text: words } }: Member): ReportText['status'] => {
  const status = STATUSES.find((known) => known === report.status) ?? 'unknown';
  return saysPreliminary(words) ? 'preliminary' : status;
};

const asAddendum = (words: string): string => (saysAddendum(words) ? words : `ADDENDUM:\n${words}`);

const encounterOf = (report: Json): string | null => {
  const reference = isObject(report.encounter) ? text(report.encounter.reference) : null;
  return reference === null ? null : (parseReference(reference)?.id ?? null);
};

/** The first thing that any of these members says. */
const firstOf = <T>(members: readonly Member[], ask: (member: Member) => T | null): T | null => {
  for (const member of members) {
    const answer = ask(member);
    if (answer !== null) return answer;
  }
  return null;
};

/** The earliest day of several reports. */
const earliestOf = (members: readonly Member[], timeZone: string): Day | null => {
  let earliest: Day | null = null;
  for (const { report } of members) {
    const day = reportDay(report, timeZone);
    if (day !== null && (earliest === null || day < earliest)) earliest = day;
  }
  return earliest;
};

/** A coded conclusion without text counts as read (DECISIONS I 0), whether or not its code is one of ours. */
const isCoded = ({ report }: Member): boolean => codingsOf(report.conclusionCode).length > 0;

const notReadOf = (member: Member): string | null => (member.text.notRead === NO_TEXT && isCoded(member) ? null : member.text.notRead);

const assemble = (current: CurrentReport, { timeZone }: LookBack, parts: ReadReportsParts): ReportText => {
  const { bodies, addenda, all } = current;
  const said = addenda.length === 0 ? bodies : [...bodies, ...addenda];
  const newestFirst = said.toReversed();
  const words: string[] = [];
  for (const { text: body } of bodies) if (body.text !== '') words.push(body.text);
  for (const { text: addendum } of addenda) if (addendum.text !== '') words.push(asAddendum(addendum.text));
  const fitting = thoseThatFit(words);
  const body = bodies.at(-1) ?? (all.at(-1) as Member);
  const bodyFirst = [body, ...newestFirst];
  const status = statusOf(body);
  return {
    id: idOf((all.findLast((member) => said.includes(member)) ?? body).report),
    ids: all.map(({ report }) => idOf(report)),
    text: fitting.join('\n\n'),
    parts: said.flatMap((member): readonly TextPart[] => member.text.parts),
    day: firstOf(bodyFirst, ({ report }) => reportDay(report, timeZone)),
    firstDay: earliestOf(all, timeZone),
    status,
    modality: firstOf(bodyFirst, ({ report, text: one }) => modalityOf(report, one.text)),
    title: firstOf(bodyFirst, ({ report }) => titleOf(report)),
    codedConclusions: said.flatMap(({ report }) => parts.codedConclusionsOf(report)),
    // A registered report has not been written yet: there is nothing to read.
    notRead: status === 'registered' ? null : (firstOf(said, notReadOf) ?? (fitting.length < words.length ? TOO_LONG : null)),
    encounterId: firstOf(newestFirst, ({ report }) => encounterOf(report)),
  };
};

const isOfImaging = ({ all }: CurrentReport, { focusId, focusIsImaging }: LookBack): boolean =>
  (focusIsImaging && all.some(({ report }) => idOf(report) === focusId)) ||
  all.some(({ report }) => isImaging(report) === 'imaging') ||
  all.some(({ text: { text: words } }) => modalityAtBeginning(words) !== null);

const newestFirst = (one: ReportText, other: ReportText): number => byDay(other.day, one.day);

export const readReports = async (collected: Collected, lookBack: LookBack, parts: ReadReportsParts): Promise<ReadReports> => {
  const textParts = { ...parts, local: collected.local };
  const groups = await Promise.all(
    collected.groups.map((group) =>
      Promise.all(group.map(async (report): Promise<Member> => ({ report, text: await readReportText(report, textParts) }))),
    ),
  );
  const current = groups.flatMap(currentReports);
  const imaging = current.filter((one) => isOfImaging(one, lookBack));
  const read = imaging.map((one) => ({ current: one, report: assemble(one, lookBack, parts) }));
  const isUnread = ({ current: one, report }: (typeof read)[number]): boolean =>
    report.notRead !== null && ![...one.bodies, ...one.addenda].some((member) => member.text.wasRead || isCoded(member));
  return {
    reports: read.map(({ report }) => report).sort(newestFirst),
    notImaging: current.length - imaging.length,
    unread: read.filter(isUnread).map(({ report }) => report.id),
  };
};
