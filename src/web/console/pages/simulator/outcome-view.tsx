/** What came back: status, what was looked at, and the cards or the refusal. */
import { CardView } from '../../parts/card-view.tsx';
import { ExchangeView, StatusTag } from '../../parts/exchange-view.tsx';
import { RefusalView } from '../../parts/refusal-view.tsx';
import { Table } from '../../parts/table.tsx';
import { cardsOf } from '../../service/hook-call.ts';
import type { Exchange } from '../../service/http.ts';

const evaluatedOf = ({ body }: Exchange): readonly (readonly [string, string])[] => {
  const { extension } = (body ?? {}) as { extension?: Readonly<Record<string, unknown>> };
  const [, evaluated] = Object.entries(extension ?? {}).find(([name]) => name.endsWith('.evaluated')) ?? [];
  return Object.entries((evaluated ?? {}) as Readonly<Record<string, unknown>>).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
};

const outcomeInWords = (exchange: Exchange): string => {
  if (exchange.status !== 200) return 'A refusal.';
  const cards = cardsOf(exchange).length;
  if (cards === 0) return 'Silence: the reports were read, and there is nothing to say.';
  return cards === 1 ? 'One card.' : `${cards} cards.`;
};

export const OutcomeView = ({ plan, exchange }: { readonly plan: string; readonly exchange: Exchange }) => (
  <section class="panel panel--ehr" aria-labelledby="outcome">
    <h2 id="outcome">
      Outcome <StatusTag status={exchange.status} />
    </h2>
    <p role="status">
      {outcomeInWords(exchange)}{' '}
      <span class="quiet">
        {exchange.milliseconds} ms, {plan}
      </span>
    </p>
    {exchange.status === 200 ? (
      <>
        <Table caption="Extension evaluated: what was looked at" head={['Member', 'Value']} rows={evaluatedOf(exchange)} />
        {cardsOf(exchange).map((card) => (
          <CardView key={card.uuid} card={card} answers={null} />
        ))}
      </>
    ) : (
      <RefusalView exchange={exchange} />
    )}
    <details>
      <summary>On the wire</summary>
      <ExchangeView title="The hook call" exchange={exchange} />
    </details>
  </section>
);
