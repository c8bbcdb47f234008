/** The body of a card: what was not checked, then the blocks of the card file, then sources and footer, as plain Markdown. */
import type { Advice, Line } from '../assessment/advice.ts';
import type { Block, CardWords, Frame, Sentence } from './content.ts';
import { footerOf } from './footer.ts';
import { notCheckedOf } from './not-checked.ts';
import { quotesOf } from './quotes.ts';
import type { RenderContext } from './render.ts';
import type { View } from './template.ts';
import { ROOMY, viewOf, type ValueWords } from './view.ts';

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

const bullets = (sentences: readonly string[]): string =>
  unique(sentences)
    .map((sentence) => `- ${sentence}`)
    .join('\n');

/** The sentence with its citation before its full stop; empty where its sections stayed silent. */
const cited = ({ template, end, citation }: Sentence, view: View): string => {
  const text = template.fill(view);
  return text === '' ? '' : `${text}${citation === '' ? '' : ` (${citation})`}${end}`;
};

/** A line's sentences, filled with its own values. */
const sentencesOf = (line: Line, words: CardWords, valueWords: ValueWords): readonly string[] => {
  const view = viewOf(line.values, valueWords, ROOMY);
  return (words.lines.get(line.id) ?? []).map((sentence) => cited(sentence, view)).filter(Boolean);
};

/** What was said, by line id, in the order in which it was said. */
const linesById = (lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> => {
  const byId = new Map<string, Line[]>();
  for (const line of lines) byId.set(line.id, [...(byId.get(line.id) ?? []), line]);
  return byId;
};

const blockText = (block: Block, byId: ReadonlyMap<string, readonly Line[]>, advice: Advice, frame: Frame, words: CardWords): string => {
  const lines = block.lines.flatMap((id) => byId.get(id) ?? []);
  const sentences = [
    ...lines.flatMap((line) => sentencesOf(line, words, frame.words)),
    ...(block.quotes ? quotesOf(advice.quotes, frame) : []),
  ];
  if (sentences.length === 0) return '';
  return block.heading === null ? bullets(sentences) : `**${block.heading}**\n\n${bullets(sentences)}`;
};

const sourcesText = (advice: Advice, frame: Frame, words: CardWords): string => {
  const documents = unique(advice.lines.flatMap(({ id }) => (words.lines.get(id) ?? []).flatMap((sentence) => sentence.documents)));
  const titles = documents.flatMap((id) => frame.titles.get(id) ?? []);
  return titles.length === 0 ? '' : frame.sources.fill({ titles: titles.join('; ') });
};

export const detailOf = (advice: Advice, context: RenderContext, frame: Frame, words: CardWords): string => {
  const byId = linesById(advice.lines);
  const [opening = '', first = '', ...rest] = [words.opening, ...words.blocks].map((block) => blockText(block, byId, advice, frame, words));
  const notChecked = bullets(notCheckedOf(advice, context, frame, words));
  const top = [opening, notChecked, first].filter(Boolean).join('\n');
  return [top, ...rest, sourcesText(advice, frame, words), footerOf(advice, context, frame)].filter(Boolean).join('\n\n');
};
