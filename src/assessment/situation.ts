/** Everything a rule may look at, gathered once per request by `describe-situation.ts`. Pure data: no clock, no I/O. */
import { byDay, type Day } from '../calendar.ts';
import type { Chart, CodedFact, Concept, Facts, Measure, Measurement, MedicineClass, MedicineEvent, ReportText } from '../fhir/facts.ts';
import type { Acuity, Cause, FlagStatement, RedFlag, Region, ReportReading, Severity, Statement } from '../reports/reading.ts';
import type { ChartFracture, Evidence, Quote, Silence } from './advice.ts';
import type { FactIndex } from './index-facts.ts';
import type { Alarm } from './red-flags/alarms.ts';
import type { Thresholds } from './thresholds.ts';

export interface ReadReport {
  readonly report: ReportText;
  /** `null` where no text could be read. */
  readonly reading: ReportReading | null;
  /** The report's day, never in the future: a clock an hour ahead does not hide a fracture. */
  readonly day: Day | null;
  /** Levels that the examination shows, in the spine's order; empty where neither its name nor its text says. */
  readonly shows: readonly string[];
  /** It was made to look at the spine. */
  readonly spineStudy: boolean;
  /** Still preliminary and young: contributes nothing but red flags (DECISIONS A 4). */
  readonly provisional: boolean;
  /** Preliminary for longer than the threshold: read as final, and the card says so. */
  readonly lateFinal: boolean;
}

/** What one report, or one coded entry, says about one level: before reports are weighed against each other. */
export interface Mention {
  /** `T12`; `null` where no level is numbered. */
  readonly level: string | null;
  readonly regions: readonly Region[];
  readonly status: 'fracture' | 'possible';
  readonly reportId: string;
  /** The report's day. */
  readonly day: Day | null;
  /** The day that this report dates the fracture to: earlier than its own where it says "unchanged since" (DECISIONS A 2). */
  readonly dated: Day | null;
  /** The age that the report gives: `unspecified` where it gives none. */
  readonly acuity: Acuity;
  /** Called old, unchanged, healed or treated. */
  readonly stable: boolean;
  /** Called old, healed or treated, or unchanged without anything to date it by. */
  readonly old: boolean;
  readonly isNew: boolean;
  readonly severity: Severity | null;
  readonly cause: Cause;
  readonly namesFracture: boolean;
  readonly multiple: boolean;
  /** A high-energy mechanism stands in the report, and this fracture may be its result (DECISIONS A 5). */
  readonly traumatic: boolean;
  readonly provisional: boolean;
  readonly statement: Statement;
}

/** A fracture of the chart with what the rules need beside its public face. */
export interface KnownFracture extends ChartFracture {
  /** First reported within 24 months and not called old, or called acute within 24 months (DECISIONS A 2). */
  readonly recent: boolean;
  /** Called acute or mixed within 3 months (for the symptoms card). */
  readonly acuteNow: boolean;
  /** Called old, unchanged, healed or treated by every report that gives an age. */
  readonly calledOld: boolean;
  readonly isNew: boolean;
  /** Spine regions, where no level is numbered. */
  readonly regions: readonly Region[];
  /** The day of the newest report of the last 24 months that calls it acute. */
  readonly calledAcute: Day | null;
  /** What each report says of it, oldest first; empty when it is known from a code only. */
  readonly mentions: readonly Mention[];
  /** `null` when it is known from a code only. */
  readonly quote: Quote | null;
  readonly newestReportId: string | null;
  readonly statements: readonly { readonly reportId: string; readonly day: Day | null; readonly statement: Statement }[];
  /** The coded facts behind it. */
  readonly codes: readonly CodedFact[];
  /** From a code of unclear mechanism, or a report that calls it traumatic without high energy: "ask the mechanism" (DECISIONS A 5, 7). */
  readonly askMechanism: boolean;
  /** From a pathological-fracture code (DECISIONS A 7). */
  readonly askCause: boolean;
  /** The other report, where a general denial turned it into `possible` (DECISIONS A 3). */
  readonly disagreement: { readonly statingDay: Day | null; readonly denyingDay: Day | null; readonly denyingReportId: string } | null;
}

/** A red flag raised by a report of the chart. */
export interface RaisedFlag {
  readonly flag: RedFlag;
  readonly statement: FlagStatement;
  readonly reportId: string;
  readonly day: Day | null;
  readonly provisional: boolean;
  readonly quote: Quote;
}

/** A course of one bone drug, or of another medicine whose being taken matters (DECISIONS D 23). */
export interface Course {
  readonly drug: string;
  readonly class: MedicineClass;
  readonly display: string;
  readonly start: Day | null;
  readonly lastSupply: Day | null;
  /** Until when supply proves it, gaps allowed for; `null` when nothing dated proves it. */
  readonly provedUntil: Day | null;
  readonly stopped: Day | null;
  /** `proved`: current by supply; `listed`: an active order whose supply is not proved ("is it being taken?"); `ended`. */
  readonly state: 'proved' | 'listed' | 'ended';
  readonly oncology: boolean;
  readonly events: readonly MedicineEvent[];
}

export interface Situation {
  readonly today: Day;
  readonly thresholds: Thresholds;
  readonly chart: Chart;
  readonly facts: Facts;
  readonly index: FactIndex;
  /** `reporter` on report-review and report-sign (DECISIONS G 37). */
  readonly audience: 'clinician' | 'reporter';
  /** The report that a report hook is about. */
  readonly focus: ReadReport | null;
  /** Newest first. */
  readonly reports: readonly ReadReport[];
  /** Stated fractures that stand: denied, retracted, traumatic and provisional ones are gone. */
  readonly fractures: readonly KnownFracture[];
  readonly possibles: readonly KnownFracture[];
  /**
   * Every statement of a fracture or possible fracture that no newer report cancels, with those of young preliminary reports and of
   * traumatic fractures: what red flags are weighed against (DECISIONS B 10).
   */
  readonly mentions: readonly Mention[];
  /** How many fractures count towards "two or more" (DECISIONS A 1). */
  readonly count: number;
  readonly flags: readonly RaisedFlag[];
  /** Every reason for the urgent card, of whatever age, worst first. */
  readonly alarms: readonly Alarm[];
  /** Bone drugs, HRT included. */
  readonly courses: readonly Course[];
  /** Why a fracture or report contributed nothing, for a silence when nothing else spoke (DECISIONS A 4). */
  readonly setAside: readonly {
    readonly reason: Extract<Silence, 'preliminary-report' | 'retracted-report' | 'traumatic-cause'>;
    readonly detail: string;
    readonly evidence: Evidence;
  }[];
  /** 50 or over, or under 50 with coded menopause, oophorectomy or premature ovarian insufficiency (DECISIONS F 27); `null` when age is not known. */
  readonly adultPathway: 'main' | 'under-50' | 'under-30' | null;
  readonly pastMenopause: boolean;
  /** What rules have asked of it so far (`once.ts`). */
  readonly answers: Map<unknown, unknown>;
}

/** The situation before alarms are raised from it. */
export type Grounds = Omit<Situation, 'alarms'>;

/** All facts of a concept, newest first; `kind` narrows it. */
export const factsOf = ({ index }: Pick<Situation, 'index'>, concept: Concept, kind?: string): readonly CodedFact[] => {
  const facts = index.concepts.get(concept) ?? NONE;
  return kind === undefined ? facts : facts.filter((fact) => fact.kind === kind);
};

const NONE: readonly never[] = [];

const measuresOf = (index: FactIndex, what: Measure | undefined): readonly Measurement[] =>
  (what === undefined ? undefined : index.measures.get(what)) ?? NONE;

/** All measurements of these kinds, newest first. */
export const measured = ({ index }: Pick<Situation, 'index'>, ...what: readonly Measure[]): readonly Measurement[] =>
  what.length === 1 ? measuresOf(index, what[0]) : what.flatMap((one) => measuresOf(index, one)).sort((a, b) => byDay(b.day, a.day));

/** The day a fact counts from: onset, performed or effective, else recorded. */
export const factDay = (fact: CodedFact): Day | null => fact.day ?? fact.recorded;
