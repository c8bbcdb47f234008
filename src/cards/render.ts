/** Advice -> card: words are looked up and filled in, nothing is judged here. */
import type { Advice } from '../assessment/advice.ts';
import type { Day } from '../calendar.ts';
import type { Chart } from '../fhir/facts.ts';
import type { Card, Link } from '../hooks/wire.ts';
import type { Ehr } from '../trust/caller.ts';
import type { CardContent, CardWords } from './content.ts';
import { detailOf } from './detail.ts';
import { suggestionsOf } from './suggestions/suggestions.ts';
import { summaryOf } from './summary.ts';

/** What a card says beside the advice: where it goes and how fresh it is. */
export interface RenderContext {
  readonly cardUuid: string;
  /** By kind of suggestion. */
  readonly suggestionUuids: Readonly<Record<string, string>>;
  readonly patientId: string;
  /** The stay that ends, on the discharge hook. */
  readonly encounterId: string | null;
  readonly today: Day;
  /** When the data was asked for. */
  readonly asOf: Date;
  /** Knowledge version. */
  readonly knowledge: string;
  readonly chart: Chart;
  readonly ehr: Ehr;
}

/** The document that stands behind this advice, and its links. */
const namedBy = ({ lines }: Advice, words: CardWords): Pick<CardWords, 'source' | 'links'> => {
  const instead = words.sourceWhenSaid.find(({ line }) => lines.some(({ id }) => id === line));
  return { source: instead?.source ?? words.source, links: [...words.links, ...(instead?.links ?? [])] };
};

const localLinks = (ehr: Ehr, topic: string): readonly Link[] =>
  ehr.links.filter(({ on }) => on.includes(topic)).map(({ label, url }) => ({ label, url, type: 'absolute' }));

/** @throws Error where the rule or its summary has no words: `loadCards` has refused that at start. */
export const renderCard = (advice: Advice, context: RenderContext, content: CardContent): Card => {
  const words = content.cards.get(advice.rule);
  const summary = words?.summaries.get(advice.summary);
  if (words === undefined || summary === undefined) throw new Error(`no words for ${advice.rule}: ${advice.summary}`);
  const suggestions = suggestionsOf(advice, context, content.frame, words);
  const named = namedBy(advice, words);
  const links = [...named.links, ...localLinks(context.ehr, advice.topic)];
  return {
    uuid: context.cardUuid,
    summary: summaryOf(summary, advice.values, content.frame.words),
    indicator: advice.indicator,
    detail: detailOf(advice, context, content.frame, words),
    source: { ...named.source, topic: words.topic },
    ...(suggestions.length === 0 ? {} : { selectionBehavior: 'any', suggestions }),
    overrideReasons: words.overrideReasons,
    ...(links.length === 0 ? {} : { links }),
  };
};
