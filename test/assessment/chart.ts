/** One invented patient's chart in plain data, read with the real lexicon and judged by the real rules. */
import { readFileSync } from 'node:fs';
import type { Advice, RuleId, RuleOutcome, Topic } from '../../src/assessment/advice.ts';
import { assess } from '../../src/assessment/assess.ts';
import { describeSituation } from '../../src/assessment/describe-situation.ts';
import type { Situation } from '../../src/assessment/situation.ts';
import { parseThresholds } from '../../src/assessment/thresholds.ts';
import { daysAfter, daysBefore, type Day, type Span } from '../../src/calendar.ts';
import type {
  Chart,
  CodedFact,
  Concept,
  Facts,
  Measure,
  Measurement,
  MedicineClass,
  MedicineEvent,
  PatientFacts,
  ReportText,
} from '../../src/fhir/facts.ts';
import { loadLexicon } from '../../src/reports/lexicon/load.ts';
import { readReport } from '../../src/reports/read-report.ts';
import { parseYaml } from '../../src/yaml.ts';

export const TODAY: Day = '2026-03-14';

const lexicon = loadLexicon();
export const thresholds = parseThresholds(parseYaml(readFileSync('cards/thresholds.yaml', 'utf8'))).values;

/** `ago('14d')`, `ago('30m')`, `ago('3y')`; `ago('7m', 1)` is a day further back. */
export const ago = (length: string, daysMore = 0): Day => {
  const [, count, unit] = /^(\d+)([dmy])$/.exec(length) ?? [];
  const units: Readonly<Record<string, keyof Span>> = { d: 'days', m: 'months', y: 'years' };
  const span: Span = { [units[unit ?? ''] ?? 'days']: Number(count) };
  const day = daysBefore(TODAY, span);
  return daysMore < 0 ? daysAfter(day, { days: -daysMore }) : daysBefore(day, { days: daysMore });
};

/** A final CT of the abdomen, unless told otherwise. */
export const report = (day: Day | null, text: string, with_: Partial<ReportText> = {}): ReportText => {
  const id = with_.id ?? `report-${day ?? 'undated'}`;
  return {
    id,
    ids: [id],
    text,
    parts: [],
    day,
    firstDay: day,
    status: 'final',
    modality: 'CT',
    title: 'CT abdomen and pelvis',
    codedConclusions: [],
    notRead: null,
    encounterId: null,
    ...with_,
  };
};

export const mri = (day: Day, text: string, with_: Partial<ReportText> = {}): ReportText =>
  report(day, text, { id: `mri-${day}`, modality: 'MR', title: 'MRI whole spine', ...with_ });

export const film = (day: Day, text: string, with_: Partial<ReportText> = {}): ReportText =>
  report(day, text, { id: `film-${day}`, modality: 'XR', title: 'XR thoracolumbar spine', ...with_ });

/** An active entry of the problem list. */
export const coded = (concept: Concept, day: Day | null, with_: Partial<CodedFact> = {}): CodedFact => ({
  concept,
  kind: null,
  display: concept,
  day,
  recorded: day,
  status: 'active',
  source: `Condition/${concept}-${day ?? 'undated'}`,
  resourceType: 'Condition',
  problemList: true,
  regions: [],
  levels: [],
  reason: null,
  ...with_,
});

const CLASS_OF: Readonly<Record<string, MedicineClass>> = {
  alendronate: 'bisphosphonate-oral',
  risedronate: 'bisphosphonate-oral',
  zoledronate: 'bisphosphonate-iv',
  denosumab: 'denosumab',
  teriparatide: 'anabolic',
  romosozumab: 'anabolic',
  raloxifene: 'raloxifene',
  estradiol: 'hrt',
  prednisolone: 'glucocorticoid',
  dexamethasone: 'glucocorticoid',
  naproxen: 'nsaid',
  codeine: 'opioid',
  senna: 'laxative',
  apixaban: 'anticoagulant',
  ramipril: 'ace-inhibitor-arb',
  furosemide: 'diuretic',
  sertraline: 'ssri',
};

/** An active order written on that day, without a length of supply. */
export const drug = (name: string, day: Day | null, with_: Partial<MedicineEvent> = {}): MedicineEvent => ({
  drug: name,
  class: CLASS_OF[name] ?? 'bisphosphonate-oral',
  display: name,
  kind: 'order',
  status: 'active',
  day,
  start: day,
  stop: null,
  supplyDays: null,
  doseMg: null,
  dailyMg: null,
  oncology: false,
  route: 'oral',
  source: `MedicationRequest/${name}-${day ?? 'undated'}`,
  ...with_,
});

/** An injection or infusion that was given. */
export const given = (name: string, day: Day, with_: Partial<MedicineEvent> = {}): MedicineEvent =>
  drug(name, day, { kind: 'administration', status: 'completed', route: 'sc', ...with_ });

/** Monthly issues of 28 days, the first and the last on these days. */
export const issues = (name: string, first: Day, last: Day): readonly MedicineEvent[] => {
  const days: Day[] = [];
  for (let day = first; day <= last; day = daysAfter(day, { days: 28 })) days.push(day);
  if (days.at(-1) !== last) days.push(last);
  return days.map((day) => drug(name, day, { kind: 'dispense', status: 'completed', supplyDays: 28 }));
};

export const result = (what: Measure, value: number | null, day: Day, with_: Partial<Measurement> = {}): Measurement => ({
  what,
  value,
  unit: null,
  flag: null,
  day,
  display: what,
  source: `Observation/${what}-${day}`,
  ...with_,
});

export const patient = (age: number | null, sex: PatientFacts['sex'] = 'female', with_: Partial<PatientFacts> = {}): PatientFacts => ({
  id: 'patient-1',
  birthDate: age === null ? null : daysBefore(TODAY, { years: age }),
  age,
  sex,
  deceased: false,
  ...with_,
});

/** What a test says of the patient; everything else is supplied and empty. The patient is a woman of 74. */
export interface Told {
  readonly patient?: PatientFacts;
  readonly reports?: readonly ReportText[];
  readonly coded?: readonly CodedFact[];
  readonly medicines?: readonly MedicineEvent[];
  readonly measurements?: readonly Measurement[];
  readonly unknown?: Facts['unknown'];
  readonly hook?: Chart['hook'];
  /** Id of the report that a report hook is about. */
  readonly focus?: string;
  readonly retracted?: Chart['retracted'];
  readonly earlierReportsUnknown?: boolean;
}

export const chartOf = (told: Told): Chart => {
  const reports = told.reports ?? [];
  return {
    hook: told.hook ?? 'patient-view',
    facts: {
      patient: told.patient ?? patient(74),
      coded: told.coded ?? [],
      medicines: told.medicines ?? [],
      measurements: told.measurements ?? [],
      unknown: told.unknown ?? [],
    },
    reports,
    retracted: told.retracted ?? [],
    focusReportId: told.focus ?? null,
    counts: { reports: reports.length, notRead: reports.filter(({ notRead }) => notRead !== null).length, notImaging: 0 },
    keys: [],
    earlierReportsUnknown: told.earlierReportsUnknown ?? false,
    dataSource: 'prefetch',
  };
};

export const situationOf = (told: Told): Situation => {
  const chart = chartOf(told);
  return describeSituation({
    chart,
    readings: new Map(chart.reports.filter(({ text }) => text !== '').map(({ id, text }) => [id, readReport(text, lexicon)])),
    today: TODAY,
    thresholds,
    audience: told.hook === 'report-review' || told.hook === 'report-sign' ? 'reporter' : 'clinician',
  });
};

export const outcomesOf = (told: Told): readonly RuleOutcome[] => assess(situationOf(told)).outcomes;

/** Topics that speak, in order, before snoozes and the card limit. */
export const topicsOf = (told: Told): readonly Topic[] =>
  outcomesOf(told).flatMap((outcome) => (outcome.speaks ? [outcome.advice.topic] : []));

export const outcomeOf = (rule: RuleId, told: Told): RuleOutcome => {
  const outcome = outcomesOf(told).find((one) => one.rule === rule);
  if (outcome === undefined) throw new Error(`no rule ${rule}`);
  return outcome;
};

/** What the rule says; fails the test when it is silent. */
export const adviceOf = (rule: RuleId, told: Told): Advice => {
  const outcome = outcomeOf(rule, told);
  if (!outcome.speaks) throw new Error(`${rule} is silent: ${outcome.reason} (${outcome.detail})`);
  return outcome.advice;
};

/** Why the rule is silent; `speaks` when it is not. */
export const silenceOf = (rule: RuleId, told: Told): string => {
  const outcome = outcomeOf(rule, told);
  return outcome.speaks ? 'speaks' : outcome.reason;
};

export const lineIds = (advice: Advice): readonly string[] => advice.lines.map(({ id }) => id);

/** Values of the first line with that id. */
export const valuesOf = (advice: Advice, id: string) => advice.lines.find((line) => line.id === id)?.values;
