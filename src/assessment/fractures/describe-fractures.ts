/** The fractures of the chart: which stand, which are only possible, and what was set aside and why (DECISIONS A). */
import type { Day } from '../../calendar.ts';
import type { Chart } from '../../fhir/facts.ts';
import type { KnownFracture, Mention, ReadReport, Situation } from '../situation.ts';
import type { Thresholds } from '../thresholds.ts';
import { codedFractures } from './coded.ts';
import { countFractures } from './count.ts';
import { knownFracture } from './known-fracture.ts';
import { mentionsIn } from './mentions.ts';
import type { Track } from './track.ts';
import { weighReports } from './weigh-reports.ts';

export type Fractures = Pick<Situation, 'fractures' | 'possibles' | 'count' | 'mentions' | 'setAside'>;

interface Ground {
  readonly chart: Chart;
  /** Newest first. */
  readonly reports: readonly ReadReport[];
  readonly today: Day;
  readonly thresholds: Thresholds;
  /** 50 or over, or past the menopause. */
  readonly pastFifty: boolean;
}

/** An injury explains a fracture that no report gave before it (DECISIONS A 5). */
const isTraumatic = (track: Track): boolean => {
  const injury = track.mentions.find(({ traumatic }) => traumatic);
  return (
    injury !== undefined &&
    !track.mentions.some(({ day, traumatic }) => !traumatic && day !== null && injury.day !== null && day < injury.day)
  );
};

/** One mild deformity in a man that nothing names a fracture may not be one (ESSR 2024; DECISIONS A 6). */
const isManSingleMild = (fractures: readonly KnownFracture[], count: number, chart: Chart): boolean =>
  chart.facts.patient.sex === 'male' &&
  fractures.length === 1 &&
  count <= 1 &&
  fractures.every(({ severity, namesFracture, codes }) => severity === 'mild' && !namesFracture && codes.length === 0);

const setAsideOf = (ground: Ground, traumatic: readonly Track[]): Situation['setAside'] => [
  ...ground.reports
    .filter(({ provisional, reading }) => provisional && reading !== null && reading.verdict !== 'none')
    .map(({ report }) => ({
      reason: 'preliminary-report' as const,
      detail: `${report.id} is ${report.status}`,
      evidence: { source: `DiagnosticReport/${report.id}` },
    })),
  ...traumatic.flatMap(({ level, mentions }) =>
    mentions.slice(0, 1).map(({ reportId, statement }) => ({
      reason: 'traumatic-cause' as const,
      detail: `${level ?? 'fracture'} after a high-energy injury`,
      evidence: { source: `DiagnosticReport/${reportId}`, span: { start: statement.start, end: statement.end } },
    })),
  ),
  ...ground.chart.retracted.map(({ id }) => ({
    reason: 'retracted-report' as const,
    detail: `${id} was withdrawn`,
    evidence: { source: `DiagnosticReport/${id}` },
  })),
];

/** Statements of reports too young to rest on: they still raise alarms. */
const provisionalMentions = ({ reports, pastFifty }: Ground): readonly Mention[] =>
  reports.filter(({ provisional }) => provisional).flatMap((read) => mentionsIn(read, reports, pastFifty));

export const describeFractures = (ground: Ground): Fractures => {
  const { chart, reports, today, thresholds } = ground;
  const { tracks } = weighReports(codedFractures(chart.facts, reports, today, thresholds), ground);
  const traumatic = tracks.filter(isTraumatic);
  const known = tracks.filter((track) => !isTraumatic(track)).map((track) => knownFracture(track, { reports, today, thresholds }));
  const stated = known.filter(({ status }) => status === 'fracture');
  const counting = stated.filter(
    ({ cause, codes, mentions }) => cause !== 'malignant' && (mentions.length > 0 || codes.some(({ kind }) => kind !== 'pathological')),
  );
  const count = countFractures(counting, thresholds);
  const doubtful = isManSingleMild(stated, count, chart);
  return {
    fractures: doubtful ? [] : stated,
    possibles: [
      ...known.filter(({ status }) => status === 'possible'),
      ...(doubtful ? stated.map((one) => ({ ...one, status: 'possible' as const })) : []),
    ],
    count: doubtful ? 0 : count,
    mentions: [...tracks.flatMap(({ mentions }) => mentions), ...provisionalMentions(ground)],
    setAside: setAsideOf(ground, traumatic),
  };
};
