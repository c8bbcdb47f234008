/** Which of the DiagnosticReports that came in are imaging reports within the look-back, each id once, versions and addenda together. */
import { daysBefore, type Day } from '../calendar.ts';
import { isWithdrawn, separateWithdrawn } from './current-report.ts';
import type { Source } from './gather-sources.ts';
import { groupVersions } from './group-versions.ts';
import { isImaging } from './is-imaging.ts';
import { text, type Json } from './json.ts';
import type { Entry } from './key-state.ts';
import { localResources, type LocalResources } from './local-resources.ts';
import { lastUpdated, reportDay } from './report-day.ts';

export interface LookBack {
  readonly today: Day;
  readonly timeZone: string;
  readonly months: number;
  /** The report that a report hook is about: read however old it is, for somebody has it open. */
  readonly focusId: string | null;
  /** The hook itself says that this report is imaging (`imaging-result`). */
  readonly focusIsImaging: boolean;
}

export interface Collected {
  /** Members of each report, oldest first, none of them withdrawn. */
  readonly groups: readonly (readonly Json[])[];
  readonly withdrawn: readonly { readonly id: string; readonly day: Day | null }[];
  readonly notImaging: number;
  readonly local: LocalResources;
}

/** Logical id; a report without one (a draft in a Bundle) is known by its address there. */
export const idOf = (report: Json): string => text(report.id) ?? 'report-without-id';

const withId = ({ resource, fullUrl }: Entry, index: number): Json =>
  text(resource.id) === null ? { ...resource, id: fullUrl?.replace(/^.*[:/]/, '') ?? `report-without-id-${index + 1}` } : resource;

/** Each id once: the newer `meta.lastUpdated` wins, and where neither is newer, `report` before `reports` (DECISIONS I 0). */
const onceEach = (entries: readonly Entry[]): readonly Json[] => {
  const newest = new Map<string, Json>();
  entries.map(withId).forEach((report) => {
    const id = idOf(report);
    const known = newest.get(id);
    if (!known || lastUpdated(report) > lastUpdated(known)) newest.set(id, report);
  });
  return [...newest.values()];
};

/** @param sources the settled parts of `report` and `reports`, `report` first. */
export const collectReports = (sources: readonly Source[], lookBack: LookBack): Collected => {
  const { today, timeZone, months, focusId } = lookBack;
  const entries = sources.flatMap(({ content }) => content.matches);
  const local = localResources(sources.flatMap(({ content }) => content.beside));
  const earliest = daysBefore(today, { months });
  const dayOf = (report: Json): Day | null => reportDay(report, timeZone);
  const isRecent = (report: Json): boolean => (dayOf(report) ?? earliest) >= earliest || idOf(report) === focusId;

  const imaging: Json[] = [];
  const others: Json[] = [];
  for (const report of onceEach(entries)) (isImaging(report) === 'not-imaging' ? others : imaging).push(report);
  const groups = groupVersions(imaging, local).filter((group) => group.some(isRecent));
  const separated = groups.map(separateWithdrawn);
  return {
    groups: separated.map(({ standing }) => standing).filter((group) => group.length > 0),
    withdrawn: separated
      .flatMap(({ withdrawn }) => withdrawn)
      .filter((report) => isImaging(report) === 'imaging' || !isWithdrawn(report))
      .map((report) => ({ id: idOf(report), day: dayOf(report) })),
    notImaging: others.filter(isRecent).length,
    local,
  };
};
