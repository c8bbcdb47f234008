/** The statistics as a page of plain text for a terminal. */
import type { Counts, Stats } from './stats.ts';

type Cell = string | number | null;

const text = (cell: Cell): string => (cell === null ? '-' : String(cell));
const percent = (part: number | null): string => (part === null ? '-' : `${Math.round(part * 100)} %`);
const milliseconds = (value: number | null): string => (value === null ? '-' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`);

/** The first column is words and stands left, the others stand right. */
const table = (title: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  if (rows.length === 0) return `${title}\n  none`;
  const lines = [head, ...rows.map((row) => row.map(text))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const printed = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...printed.map((line) => `  ${line}`)].join('\n');
};

const counts = (title: string, name: string, entries: Counts): string => table(title, [name, 'count'], Object.entries(entries));

const overview = ({ requests, reports, answers, latency }: Stats): string =>
  table(
    'Overview',
    ['', ''],
    [
      ['Hook requests', requests.total],
      ['  of them in silent mode', requests.silentMode],
      ['Reports read', reports.read],
      ['Reports not evaluated', reports.notEvaluated],
      ['Calls with a report not evaluated', reports.callsWithNotEvaluated],
      ['Cards answered', percent(answers.responseRate)],
      ['Accepted among answered', percent(answers.acceptance)],
      ['Feedback on unknown cards', answers.unknownCards],
      ['Latency, median', milliseconds(latency.p50)],
      ['Latency, 95th percentile', milliseconds(latency.p95)],
      ['Latency, 99th percentile', milliseconds(latency.p99)],
    ],
  );

const rules = ({ rules }: Stats): string =>
  table(
    'Rules',
    ['rule', 'spoke', 'silent mode', 'cards', 'accepted', 'overridden', 'acceptance'],
    Object.entries(rules).map(([rule, one]) => [
      rule,
      one.spoke,
      one.wouldHaveSpoken,
      one.cards,
      one.accepted,
      one.overridden,
      percent(one.acceptance),
    ]),
  );

const silences = ({ rules }: Stats): string =>
  table(
    'Silences',
    ['rule: reason', 'count'],
    Object.entries(rules).flatMap(([rule, { silences }]) =>
      Object.entries(silences).map(([reason, count]) => [`${rule}: ${reason}`, count]),
    ),
  );

const funnel = ({ funnel }: Stats): string =>
  table(
    'From report to accepted card, by week',
    ['week of', 'reports', 'fractures', 'cards', 'accepted'],
    funnel.map(({ week, reportsRead, fractures, cards, accepted }) => [week, reportsRead, fractures, cards, accepted]),
  );

/** Every figure of the JSON, in words. */
export const statsTable = (stats: Stats): string =>
  [
    `Vertebral Fracture CDS, ${stats.from} to ${stats.to}`,
    overview(stats),
    counts('Requests by EHR', 'EHR', stats.requests.byEhr),
    counts('Requests by service', 'service', stats.requests.byService),
    counts('Readings by verdict', 'verdict', stats.readings),
    counts('Data not available', 'prefetch key', stats.unknownKeys),
    rules(stats),
    silences(stats),
    counts('Override reasons', 'reason', stats.overrideReasons),
    table(
      'Cards in the last four full weeks',
      ['week of', 'cards'],
      stats.cardsPerWeek.map(({ week, cards }) => [week, cards]),
    ),
    funnel(stats),
  ].join('\n\n') + '\n';
