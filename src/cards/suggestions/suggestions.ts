/** One-click actions: each offer becomes one suggestion with one FHIR R4 resource (CDS Hooks 2.0.1, suggestions). */
import type { Advice, Offer } from '../../assessment/advice.ts';
import type { Suggestion } from '../../hooks/wire.ts';
import type { CardWords, Frame } from '../content.ts';
import type { RenderContext } from '../render.ts';
import type { View } from '../template.ts';
import { listed, TIGHT, viewOf } from '../view.ts';
import { orderFor } from './order.ts';
import { problemOf } from './problem.ts';

/** Values that labels, texts of orders and reasons may print: those of the advice, and the offer's own. */
const viewOfOffer = (offer: Offer, ofAdvice: View, { words }: Frame): View => ({
  ...ofAdvice,
  ...(offer.kind === 'problem' && offer.levels.length > 0 ? { levels: listed(offer.levels, TIGHT.entries) } : {}),
  ...(offer.kind === 'bloods' ? { missing: listed(offer.missing.map((id) => words['missing']?.[id] ?? id)) } : {}),
});

/** An offer that the card file does not list is never made: no problem-list entry from an urgent or an unclear report (DECISIONS G). */
export const suggestionsOf = (advice: Advice, context: RenderContext, frame: Frame, words: CardWords): readonly Suggestion[] => {
  const ofAdvice = viewOf(advice.values, frame.words, TIGHT);
  return advice.offers.flatMap((offer): readonly Suggestion[] => {
    const uuid = context.suggestionUuids[offer.kind];
    if (!words.suggestions.has(offer.kind) || uuid === undefined) return [];
    const { label: labelTemplate, code, reason } = frame.suggestions[offer.kind];
    const view = viewOfOffer(offer, ofAdvice, frame);
    const label = labelTemplate.fill(view);
    const resource =
      offer.kind === 'problem'
        ? problemOf(offer, context)
        : orderFor(offer, context, { text: code?.fill(view) ?? label, reason: reason?.fill(view) ?? null });
    return [{ label, uuid, actions: [{ type: 'create', description: label, resource }] }];
  });
};
