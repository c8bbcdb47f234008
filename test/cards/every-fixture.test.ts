/** The cards of every fixture, as an EHR would draw them: short, filled, and nothing but words, lists and bold headings. */
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { adviseForReplay } from '../../src/commands/advise-for-replay.ts';
import type { Card } from '../../src/hooks/wire.ts';
import { fixtureNames, readFixture } from '../../src/replay/fixture.ts';
import { runCase } from '../../src/replay/run-case.ts';

const PLAIN = ['root', 'paragraph', 'list', 'listItem', 'strong', 'text'];

const kindsIn = (node: Nodes): readonly string[] => ('children' in node ? [node.type, ...node.children.flatMap(kindsIn)] : [node.type]);

const kindsOf = ({ detail }: Card): readonly string[] =>
  kindsIn(fromMarkdown(detail, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));

const advise = adviseForReplay();
const cards: readonly (readonly [string, Card, readonly string[]])[] = (
  await Promise.all(
    fixtureNames().map(async (name) => {
      const { response, explanation } = await runCase(readFixture(name), advise);
      const quotes = explanation?.assessment.outcomes.flatMap((outcome) => (outcome.speaks ? outcome.advice.quotes : [])) ?? [];
      return (response?.cards ?? []).map((card) => [`${card.source.topic.code} of ${name}`, card, quotes.map(({ text }) => text)] as const);
    }),
  )
).flat();

describe('the cards of the fixtures', () => {
  it('are there', () => {
    expect(cards.length).toBeGreaterThan(10);
  });

  it.each(cards)('%s', (_, card, quotes) => {
    expect(card.summary.length).toBeLessThan(140);
    expect(quotes.filter((quote) => card.summary.includes(quote.trim()))).toEqual([]);
    expect(card.summary + card.detail).not.toMatch(/\{\{|undefined|\bnull\b|NaN|\[object/);
    expect(card.detail).toMatch(/reported/i);
    expect(kindsOf(card).filter((kind) => !PLAIN.includes(kind))).toEqual([]);
    expect(card.detail).toMatch(/Data as of .* UTC\. Knowledge version [0-9a-f]{12}\. Only reported fractures are seen\.$/);
  });
});
