/** The whole chain of one case on one page: report, cards, facts, rules, wire. */
import type { Dialect } from '../../../../trust/caller.ts';
import { ExchangeView } from '../../parts/exchange-view.tsx';
import { RefusalView } from '../../parts/refusal-view.tsx';
import { cardsOf } from '../../service/hook-call.ts';
import { CardsView } from './cards-view.tsx';
import { FactsView, FractureView, KeysView } from './facts-view.tsx';
import { withReportText, type HookCase } from './own-request.ts';
import { Legend } from './report-marks.tsx';
import { ReportPanel } from './report-panel.tsx';
import { RulesView } from './rules-view.tsx';
import { useAnswers } from './use-answers.ts';
import type { Asked } from './use-case.ts';

const Reports = ({ asked, onCase }: { readonly asked: Asked; readonly onCase: (edited: HookCase) => void }) => {
  const { explained, hookCase } = asked;
  if (!explained) return null;
  const { chart, readings } = explained.explanation;
  const readingOf = new Map(readings.map(({ reportId, reading }) => [reportId, reading]));
  const asker = (reportId: string): ((text: string) => void) | null => {
    if (withReportText(hookCase.body, reportId, '') === null) return null;
    return (text) => {
      const body = withReportText(hookCase.body, reportId, text);
      if (body) onCase({ ...hookCase, body });
    };
  };
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">What the reports say</h2>
      <Legend />
      {chart.reports.map((report) => (
        <ReportPanel
          key={`${report.id} ${report.text}`}
          report={report}
          reading={readingOf.get(report.id) ?? null}
          entries={explained.entries}
          onAsk={asker(report.id)}
        />
      ))}
      {chart.reports.length === 0 && <p class="quiet">No imaging report in the look-back.</p>}
    </section>
  );
};

/** The service remembers; the chain beside it does not. */
const Remembered = ({ asked, dialect }: { readonly asked: Asked; readonly dialect: Dialect }) => {
  const wouldSay = asked.explained?.wire[dialect].cards.length ?? 0;
  if (asked.real.status !== 200 || cardsOf(asked.real).length >= wouldSay) return null;
  return (
    <p class="notice" role="status">
      The service remembers earlier answers to these cards and sent {cardsOf(asked.real).length} of {wouldSay} this time. "Start afresh"
      forgets them.
    </p>
  );
};

interface CaseViewProps {
  readonly asked: Asked;
  readonly dialect: Dialect;
  readonly onDialect: (dialect: Dialect) => void;
  readonly onCase: (edited: HookCase) => void;
}

export const CaseView = ({ asked, dialect, onDialect, onCase }: CaseViewProps) => {
  const { explained, real, hookCase } = asked;
  const answers = useAnswers(hookCase.service, dialect, real);
  return (
    <>
      {explained ? (
        <>
          <div class="chain">
            <Reports asked={asked} onCase={onCase} />
            <div class="chain__cards">
              <Remembered asked={asked} dialect={dialect} />
              <CardsView wire={explained.wire} dialect={dialect} onDialect={onDialect} answers={answers} />
            </div>
            <RulesView shown={explained.explanation.shown} />
          </div>
          <FractureView {...explained.explanation.assessment} />
          <FactsView chart={explained.explanation.chart} />
          <KeysView chart={explained.explanation.chart} />
        </>
      ) : (
        <RefusalView exchange={real} />
      )}
      <section class="panel" aria-labelledby="wire">
        <h2 id="wire">On the wire</h2>
        <ExchangeView title="The hook call" exchange={real} />
        {answers.last && <ExchangeView title="The feedback" exchange={answers.last} />}
      </section>
    </>
  );
};
