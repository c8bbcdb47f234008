/** Charts for the eye, with a table of the same figures for everybody. */
import type { ChartConfiguration } from 'chart.js';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { WeekStats } from '../../../../records/stats.ts';
import { printedDay } from '../../parts/day.ts';
import { Table } from '../../parts/table.tsx';
import { ChartCanvas, useColours, type Colours } from './chart-canvas.tsx';
import { whole, type Bar } from './figures-of.ts';

interface FigureProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly table: ComponentChildren;
}

const Figure = ({ title, children, table }: FigureProps) => {
  const id = useId();
  return (
    <section class="panel figure" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
      {table && (
        <details>
          <summary>As a table</summary>
          {table}
        </details>
      )}
    </section>
  );
};

const scales = (
  { text, line }: Colours,
  unit: string,
  along: 'x' | 'y',
): NonNullable<NonNullable<ChartConfiguration<'bar'>['options']>['scales']> => {
  const names = { ticks: { color: text, autoSkip: false }, grid: { display: false }, border: { color: line } };
  const values = {
    beginAtZero: true,
    ticks: { color: text, precision: 0 },
    grid: { color: line },
    border: { display: false },
    title: { display: true, text: unit, color: text },
  };
  return along === 'x' ? { x: names, y: values } : { x: values, y: names };
};

const SERIES = [
  { key: 'reportsRead', name: 'Reports read' },
  { key: 'fractures', name: 'State a fracture' },
  { key: 'cards', name: 'Cards shown' },
  { key: 'accepted', name: 'Accepted' },
] as const;

export const FunnelFigure = ({ funnel }: { readonly funnel: readonly WeekStats[] }) => {
  const colours = useColours();
  const config: ChartConfiguration<'bar'> = {
    type: 'bar',
    data: {
      labels: funnel.map(({ week }) => printedDay(week).replace(/ \d{4}$/, '')),
      datasets: SERIES.map(({ key, name }, index) => ({
        label: name,
        data: funnel.map((week) => week[key]),
        backgroundColor: colours.series[index] ?? colours.text,
      })),
    },
    options: { scales: scales(colours, 'A week', 'x'), plugins: { legend: { labels: { color: colours.text } } } },
  };
  return (
    <Figure
      title="From report to accepted card, by week"
      table={
        <Table
          caption="By week"
          head={['Week of', ...SERIES.map(({ name }) => name)]}
          rows={funnel.map((week) => [printedDay(week.week), ...SERIES.map(({ key }) => whole(week[key]))])}
        />
      }
    >
      <ChartCanvas
        config={config}
        label="Reports read, those that state a fracture, cards shown and cards accepted, for each week; the table below has the figures"
      />
    </Figure>
  );
};

interface BarsFigureProps {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
  readonly empty: string;
}

/** More bars than these are in the table only. */
const MOST_BARS = 10;

const LONGEST_NAME = 34;
const shortened = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);

export const BarsFigure = ({ title, unit, bars, empty }: BarsFigureProps) => {
  const colours = useColours();
  const drawn = bars.slice(0, MOST_BARS);
  const config: ChartConfiguration<'bar'> = {
    type: 'bar',
    data: {
      labels: drawn.map(({ name }) => shortened(name)),
      datasets: [
        { label: unit, data: drawn.map(({ value }) => value), backgroundColor: colours.series[0] ?? colours.text, maxBarThickness: 22 },
      ],
    },
    options: { indexAxis: 'y', scales: scales(colours, unit, 'y'), plugins: { legend: { display: false } } },
  };
  return (
    <Figure
      title={title}
      table={<Table caption={title} head={['', unit]} empty={empty} rows={bars.map(({ name, value }) => [name, whole(value)])} />}
    >
      {bars.length > 0 ? <ChartCanvas config={config} label={`${title}; the table below has the figures`} /> : <p class="quiet">{empty}</p>}
    </Figure>
  );
};
