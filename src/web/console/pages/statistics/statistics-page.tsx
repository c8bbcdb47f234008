/** Statistics: the figures of `GET /stats` as small charts, each with its table. */
import type { Stats } from '../../../../records/stats.ts';
import { printedDay } from '../../parts/day.ts';
import { WaitFor } from '../../parts/notice.tsx';
import { TokenForm } from '../../parts/token-form.tsx';
import { isDemo } from '../../site.ts';
import { ask } from '../../service/http.ts';
import { useToken } from '../../service/token.ts';
import { useAnswer } from '../../service/use-answer.ts';
import { BarsFigure, FunnelFigure } from './figures.tsx';
import { overrideReasons, silencesByReason, whole } from './figures-of.ts';

const Tile = ({ name, value, note }: { readonly name: string; readonly value: string; readonly note: string }) => (
  <div class="tile">
    <dt>{name}</dt>
    <dd>
      <strong>{value}</strong> <span class="quiet">{note}</span>
    </dd>
  </div>
);

const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)} %`);
const milliseconds = (value: number | null): string => (value === null ? '–' : `${Math.round(value)} ms`);

const Tiles = ({ stats }: { readonly stats: Stats }) => {
  const { requests, reports, answers, latency, funnel } = stats;
  return (
    <dl class="tiles">
      <Tile
        name="Hook calls"
        value={whole(requests.total)}
        note={requests.silentMode > 0 ? `${whole(requests.silentMode)} in silent mode` : 'all live'}
      />
      <Tile name="Reports" value={whole(reports.read)} note={`read; ${whole(reports.notEvaluated)} could not be`} />
      <Tile name="Cards" value={whole(funnel.reduce((sum, week) => sum + week.cards, 0))} note="different ones" />
      <Tile name="Accepted" value={percent(answers.acceptance)} note={`of the answered; ${percent(answers.responseRate)} were answered`} />
      <Tile
        name="Latency, median"
        value={milliseconds(latency.p50)}
        note={`p95 ${milliseconds(latency.p95)}, p99 ${milliseconds(latency.p99)}`}
      />
    </dl>
  );
};

const Figures = ({ stats }: { readonly stats: Stats }) => (
  <>
    <p class="quiet">
      {printedDay(stats.from)} to {printedDay(stats.to)}. Counts only, nothing of any patient.
    </p>
    <Tiles stats={stats} />
    <div class="figures">
      <FunnelFigure funnel={stats.funnel} />
      <BarsFigure title="Why rules were silent" unit="Times" bars={silencesByReason(stats)} empty="No rule was silent yet." />
      <BarsFigure title="Why cards were overridden" unit="Cards" bars={overrideReasons(stats)} empty="No card was overridden yet." />
      <BarsFigure
        title="Latency of an answer"
        unit="Milliseconds"
        bars={(['p50', 'p95', 'p99'] as const).flatMap((name) => {
          const value = stats.latency[name];
          return value === null ? [] : [{ name, value: Math.round(value) }];
        })}
        empty="No call yet."
      />
    </div>
  </>
);

export const StatisticsPage = () => {
  const { token, missing, give } = useToken();
  const stats = useAnswer(missing ? null : String(token), () => ask<Stats>('GET', isDemo ? '/simulator/stats' : '/stats', { token }));
  return (
    <>
      <h1>Statistics</h1>
      {missing ? <TokenForm onToken={give} /> : <WaitFor answer={stats}>{(value) => <Figures stats={value} />}</WaitFor>}
    </>
  );
};

export default StatisticsPage;
