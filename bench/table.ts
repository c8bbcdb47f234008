/** The rows of a run as lines of text. */
import type { Row } from './results.ts';

type Column = readonly [title: string, width: number, cell: (row: Row) => string];

const percent = (part: number): string => `${(100 * part).toFixed(0)} %`;

const COLUMNS: readonly Column[] = [
  ['body', -8, ({ body }) => body],
  ['conn', 4, ({ connections }) => String(connections)],
  ['server', -14, ({ server }) => server],
  ['req/s', 7, ({ perSecond }) => String(perSecond)],
  ['p50 ms', 8, ({ p50 }) => p50.toFixed(2)],
  ['p99 ms', 8, ({ p99 }) => p99.toFixed(2)],
  ['of Express', 10, ({ ofExpress }) => percent(ofExpress)],
  ['p99 ratio', 9, ({ p99OfExpress }) => p99OfExpress.toFixed(2)],
  ['RSS MB', 6, ({ memoryMb }) => String(memoryMb)],
  ['rounds', 6, ({ rounds }) => String(rounds)],
  ['left out', 8, ({ discarded }) => String(discarded)],
  ['failures', 8, ({ failures }) => String(failures)],
];

const aligned = (text: string, width: number): string => (width < 0 ? text.padEnd(-width) : text.padStart(width));

export const head = COLUMNS.map(([title, width]) => aligned(title, width)).join('  ');
export const printed = (row: Row): string => COLUMNS.map(([, width, cell]) => aligned(cell(row), width)).join('  ');

/** How each row's share of bare Express has moved since an earlier run, where that had the same row. */
export const compared = (earlier: readonly Row[], rows: readonly Row[]): readonly string[] =>
  rows.flatMap((row) => {
    const before = earlier.find((one) => one.body === row.body && one.connections === row.connections && one.server === row.server);
    if (!before || !row.server.startsWith('ours')) return [];
    return [
      `${row.body}, ${row.connections} connections, ${row.server}: ${percent(before.ofExpress)} -> ${percent(row.ofExpress)} of bare Express`,
    ];
  });
