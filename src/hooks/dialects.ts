/** What an EHR cannot take is changed at the edge of the answer, never before (DESIGN section 3, dialects). */
import type { Ehr } from '../trust/caller.ts';
import type { Card, HookResponse, Link, Suggestion } from './wire.ts';

const isOrder = (suggestion: Suggestion): boolean => suggestion.actions.some((action) => action.resource.resourceType === 'ServiceRequest');

const isCoded = (suggestion: Suggestion): boolean =>
  suggestion.actions.every(({ resource }) => {
    const { code } = resource as { code?: { coding?: readonly unknown[] } };
    return (code?.coding?.length ?? 0) > 0;
  });

/** The detail with suggestions as text under their heading, before its last paragraph: every card ends with what it rests on. */
const withText = (detail: string, heading: string, suggestions: readonly Suggestion[], links: readonly Link[]): string => {
  if (suggestions.length === 0) return detail;
  const lines = [...suggestions.map(({ label }) => label), ...links.map(({ label, url }) => `[${label}](${url})`)];
  const end = Math.max(0, detail.lastIndexOf('\n\n'));
  return `${detail.slice(0, end)}\n\n**${heading}**\n${lines.map((line) => `- ${line}`).join('\n')}\n\n${detail.slice(end).trimStart()}`.trimStart();
};

/** Those of the card's links that the registry entry gives. */
const localLinks = (card: Card, ehr: Ehr): readonly Link[] =>
  (card.links ?? []).filter((link) => ehr.links.some((own) => own.url === link.url));

/** Optional members without a value are left out, as the standard asks. */
const without = (card: Card, names: readonly string[]): Card =>
  Object.fromEntries(Object.entries(card).filter(([name]) => !names.includes(name))) as unknown as Card;

const withSuggestions = (card: Card, kept: readonly Suggestion[]): Card =>
  kept.length > 0 ? { ...card, selectionBehavior: 'any', suggestions: kept } : without(card, ['suggestions', 'selectionBehavior']);

/** Epic places orders by its own preference-list codes only: an order without the site's code becomes text beside the local link. */
const forEpic = (card: Card, ehr: Ehr, heading: string): Card => {
  const all = card.suggestions ?? [];
  const dropped = all.filter((one) => isOrder(one) && !isCoded(one));
  return withSuggestions(
    { ...card, detail: withText(card.detail, heading, dropped, localLinks(card, ehr)) },
    all.filter((one) => !dropped.includes(one)),
  );
};

/** Oracle Health documents neither suggestions nor links beyond its allow-list: suggestions become text, links are those of the registry entry. */
const forOracle = (card: Card, ehr: Ehr, heading: string): Card => {
  const rest = without(withSuggestions({ ...card, detail: withText(card.detail, heading, card.suggestions ?? [], []) }, []), ['links']);
  const allowed = localLinks(card, ehr);
  return allowed.length ? { ...rest, links: allowed } : rest;
};

/** `heading`: what stands above suggestions that become text. */
export const toDialect = (response: HookResponse, ehr: Ehr, heading: string): HookResponse => {
  if (ehr.dialect === 'epic') return { ...response, cards: response.cards.map((card) => forEpic(card, ehr, heading)) };
  if (ehr.dialect === 'oracle') return { ...response, cards: response.cards.map((card) => forOracle(card, ehr, heading)) };
  return response;
};
