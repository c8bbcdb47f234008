/** The cards as an EHR would draw them, and what its dialect changes on the wire. */
import type { Explained } from '../../../console-parts.ts';
import type { Dialect } from '../../../../trust/caller.ts';
import { CardView, type CardAnswers } from '../../parts/card-view.tsx';
import { Choice } from '../../parts/field.tsx';
import { describeDifference, wireDiff } from './wire-diff.ts';

const DIALECTS = [
  { value: 'standard', label: 'Standard: CDS Hooks 2.0.1 as it is written' },
  { value: 'epic', label: 'Epic' },
  { value: 'oracle', label: 'Oracle Health' },
] as const;

const Changes = ({ wire, dialect }: { readonly wire: Explained['wire']; readonly dialect: Dialect }) => {
  if (dialect === 'standard') return <p class="quiet">Everything is sent. Choose another dialect to see what it changes.</p>;
  const differences = wireDiff(wire.standard, wire[dialect]);
  if (differences.length === 0) return <p class="quiet">This dialect changes nothing in this answer.</p>;
  return (
    <ul class="changes" aria-label="What this dialect changes on the wire">
      {differences.map((difference) => (
        <li key={difference.path}>
          <code>{difference.path}</code> {describeDifference(difference)}
        </li>
      ))}
    </ul>
  );
};

interface CardsViewProps {
  readonly wire: Explained['wire'];
  readonly dialect: Dialect;
  readonly onDialect: (dialect: Dialect) => void;
  readonly answers: CardAnswers;
}

export const CardsView = ({ wire, dialect, onDialect, answers }: CardsViewProps) => {
  const { cards } = wire[dialect];
  return (
    <section class="panel panel--ehr" aria-labelledby="cards">
      <h2 id="cards">Cards, as an EHR draws them</h2>
      <Choice label="Dialect of the EHR" value={dialect} options={DIALECTS} onChange={onDialect} />
      <Changes wire={wire} dialect={dialect} />
      <div class={`cards cards--${dialect}`}>
        {cards.map((card) => (
          <CardView key={card.uuid} card={card} answers={answers} />
        ))}
        {cards.length === 0 && (
          <p class="silence">No card. The reports were read, and there is nothing to say; the rules below tell why.</p>
        )}
      </div>
    </section>
  );
};
