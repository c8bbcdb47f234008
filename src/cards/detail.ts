/** The body of a card: what was not checked and the first lines, then the blocks of the card file, then sources and footer, as plain Markdown. */
import type { Advice, Line } from '../assessment/advice.ts';
import type { Block, CardWords, Frame, Sentence } from './content.ts';
import { footerOf } from './footer.ts';
import { notCheckedOf } from './not-checked.ts';
import { quotesOf } from './quotes.ts';
import type { RenderContext } from './render.ts';
import type { View } from './template.ts';
import { ROOMY, viewOf, type ValueWords } from './view.ts';

/** The sentences of the lines with these ids, as far as the rule said them. */
type Say = (ids: readonly string[]) => readonly string[];

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

const sayOf = (lines: readonly Line[], words: CardWords, valueWords: ValueWords): Say => {
  const said = new Map<string, string[]>();
  for (const { id, values } of lines) {
    const view = viewOf(values, valueWords, ROOMY);
    const sentences = said.get(id) ?? [];
    for (const sentence of words.lines.get(id) ?? []) {
      const text = cited(sentence, view);
      if (text !== '') sentences.push(text);
    }
    said.set(id, sentences);
  }
  return (ids) => ids.flatMap((id) => said.get(id) ?? []);
};

const blockText = ({ heading, lines, quotes }: Block, say: Say, advice: Advice, frame: Frame): string => {
  const sentences = [...say(lines), ...(quotes ? quotesOf(advice.quotes, frame) : [])];
  return sentences.length === 0 ? '' : `**${heading}**\n\n${bullets(sentences)}`;
};

const sourcesText = (advice: Advice, frame: Frame, words: CardWords): string => {
  const documents = new Set<string>();
  for (const { id } of advice.lines)
    for (const sentence of words.lines.get(id) ?? []) for (const document of sentence.documents) documents.add(document);
  const titles = [...documents].flatMap((id) => frame.titles.get(id) ?? []);
  return titles.length === 0 ? '' : frame.sources.fill({ titles: titles.join('; ') });
};

export const detailOf = (advice: Advice, context: RenderContext, frame: Frame, words: CardWords): string => {
  const say = sayOf(advice.lines, words, frame.words);
  const top = bullets([...say(words.opening), ...notCheckedOf(advice, context, frame, words), ...say(words.first)]);
  const blocks = words.blocks.map((block) => blockText(block, say, advice, frame));
  return [top, ...blocks, sourcesText(advice, frame, words), footerOf(advice, context, frame)].filter(Boolean).join('\n\n');
};
