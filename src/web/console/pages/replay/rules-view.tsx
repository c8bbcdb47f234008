/** Every rule in the order of precedence: it spoke, or it was silent, and why. */
import type { Evidence, RuleOutcome } from '../../../../assessment/advice.ts';
import type { Explanation } from '../../../../explanation.ts';
import { printedDay } from '../../parts/day.ts';
import { Table } from '../../parts/table.tsx';
import { silenceInWords } from './silence-words.ts';

const Sources = ({ evidence }: { readonly evidence: readonly Evidence[] }) => (
  <>
    {[...new Set(evidence.map(({ source }) => source))].map((source) => (
      <code key={source} class="source">
        {source}
      </code>
    ))}
  </>
);

const Why = ({ outcome }: { readonly outcome: RuleOutcome }) =>
  outcome.speaks ? (
    <>
      Says <code>{outcome.advice.summary}</code>; lines {outcome.advice.lines.map(({ id }) => id).join(', ')}
    </>
  ) : (
    <>
      {silenceInWords(outcome.reason)} <code>{outcome.reason}</code>
      {outcome.detail && <span class="quiet"> {outcome.detail}</span>}
    </>
  );

export const RulesView = ({ shown, assessment }: Pick<Explanation, 'shown' | 'assessment'>) => (
  <section class="panel" aria-labelledby="rules">
    <h2 id="rules">Rules</h2>
    <Table
      caption="Spoken or silent, and why"
      head={['Rule', 'Outcome', 'Why', 'Rests on']}
      rows={shown.map((outcome) => [
        outcome.rule,
        <span key="outcome" class={`tag ${outcome.speaks ? 'tag--speaks' : 'tag--silent'}`}>
          {outcome.speaks ? 'speaks' : 'silent'}
        </span>,
        <Why key="why" outcome={outcome} />,
        <Sources key="sources" evidence={outcome.speaks ? outcome.advice.evidence : outcome.evidence} />,
      ])}
    />
    <Table
      caption="Fractures of the chart"
      head={['Level', 'Status', 'First reported', 'Last reported', 'Age', 'Severity', 'Cause', 'Sources']}
      empty="No fracture in this chart."
      rows={assessment.fractures.map((one) => [
        one.level ?? 'no level given',
        one.status,
        printedDay(one.firstReported),
        printedDay(one.lastReported),
        one.acuity ?? '',
        one.severity ?? '',
        one.cause ?? '',
        <Sources key="sources" evidence={one.evidence} />,
      ])}
    />
  </section>
);
