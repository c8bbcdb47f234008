/** Every rule in the order of precedence: it spoke, or it was silent, and why. */
import type { RuleOutcome } from '../../../../assessment/advice.ts';
import type { Explanation } from '../../../../explanation.ts';
import { Sources } from '../../parts/sources.tsx';
import { Table } from '../../parts/table.tsx';
import { silenceInWords } from './silence-words.ts';

const Why = ({ outcome }: { readonly outcome: RuleOutcome }) =>
  outcome.speaks ? (
    <>
      Says <code>{outcome.advice.summary}</code>, with the lines{' '}
      <span class="quiet">{outcome.advice.lines.map(({ id }) => id).join(', ')}</span>
    </>
  ) : (
    <>
      {silenceInWords(outcome.reason)} <code>{outcome.reason}</code>
      {outcome.detail && <span class="quiet"> {outcome.detail}</span>}
    </>
  );

export const RulesView = ({ shown }: Pick<Explanation, 'shown'>) => (
  <section class="panel" aria-labelledby="rules">
    <h2 id="rules">Rules</h2>
    <Table
      caption="Spoken or silent, and why"
      head={['Rule', 'Outcome', 'Why, and on what it rests']}
      rows={shown.map((outcome) => [
        outcome.rule,
        <span key="outcome" class={`tag ${outcome.speaks ? 'tag--speaks' : 'tag--silent'}`}>
          {outcome.speaks ? 'speaks' : 'silent'}
        </span>,
        <>
          <Why outcome={outcome} />
          <Sources evidence={outcome.speaks ? outcome.advice.evidence : outcome.evidence} />
        </>,
      ])}
    />
  </section>
);
