/** Whether the words and the rules fit each other: every id that a rule can say has its words, and every word belongs to an id. */
import type { Rule, Vocabulary } from '../assessment/rule.ts';
import type { CardContent, CardWords, Sentence } from './content.ts';
import type { CardFile } from './card-file.ts';
import { MOST_CHARACTERS } from './summary.ts';
import type { Template } from './template.ts';

const beyond = (template: Template, names: readonly string[]): readonly string[] =>
  [...template.names].filter((name) => !names.includes(name));

const unknownNames = (place: string, template: Template, names: readonly string[]): readonly string[] =>
  beyond(template, names).map((name) => `${place}: the rule gives no value "${name}"`);

const summaryFaults = (place: string, words: CardWords, summaries: Vocabulary): readonly string[] => [
  ...Object.keys(summaries)
    .filter((id) => !words.summaries.has(id))
    .map((id) => `${place}: no summary "${id}"`),
  ...[...words.summaries].flatMap(([id, template]) => {
    const names = summaries[id];
    if (names === undefined) return [`${place}: summaries.${id}: the rule has no such summary`];
    const least = template.fill({});
    const length =
      least === '' || least.length > MOST_CHARACTERS
        ? [`${place}: summaries.${id}: must hold 1 to ${String(MOST_CHARACTERS)} characters without any value`]
        : [];
    return [...unknownNames(`${place}: summaries.${id}`, template, names), ...length];
  }),
];

const placeFaults = (place: string, placed: readonly string[], says: Vocabulary, frame: readonly string[]): readonly string[] => [
  ...Object.keys(says)
    .filter((id) => !placed.includes(id) && !frame.includes(id))
    .map((id) => `${place}: blocks: "${id}" stands in none`),
  ...placed.filter((id) => !Object.hasOwn(says, id)).map((id) => `${place}: blocks: the rule cannot say "${id}"`),
  ...placed.filter((id, at) => placed.indexOf(id) !== at).map((id) => `${place}: blocks: "${id}" stands twice`),
];

const lineFaults = (place: string, lines: ReadonlyMap<string, readonly Sentence[]>, says: Vocabulary): readonly string[] =>
  Object.entries(says).flatMap(([id, names]) => {
    const sentences = lines.get(id);
    if (sentences === undefined) return [`${place}: no words for "${id}"`];
    return sentences.flatMap(({ template }) => unknownNames(`${place}: ${id}`, template, names));
  });

const cardFaults = (rule: Rule, file: CardFile, words: CardWords, frame: readonly string[]): readonly string[] => {
  const place = `${rule.id}.yaml`;
  const placed = [...file.opening, ...file.first, ...file.blocks.flatMap(({ lines }) => lines)];
  return [
    ...(rule.topic === file.topic.code ? [] : [`${place}: topic: the rule has ${rule.topic}`]),
    ...summaryFaults(place, words, rule.summaries),
    ...placeFaults(place, placed, rule.says, frame),
    ...lineFaults(place, words.lines, rule.says),
    ...file.sourceWhenSaid
      .filter(({ line }) => !Object.hasOwn(rule.says, line))
      .map(({ line }) => `${place}: sourceWhenSaid: the rule cannot say "${line}"`),
    ...Object.keys(file.lines)
      .filter((id) => !Object.hasOwn(rule.says, id))
      .map((id) => `${place}: lines.${id}: the rule cannot say it`),
  ];
};

const namedBy = ({ source, sourceWhenSaid }: CardFile): readonly string[] => [source, ...sourceWhenSaid.map((one) => one.source)];

const unusedFaults = ({ files }: CardContent, rules: readonly Rule[]): readonly string[] => {
  const { cards, shared, sources, reasons } = files;
  const said = new Set(rules.flatMap(({ says }) => Object.keys(says)));
  const items = [...Object.values(shared.lines), ...cards.flatMap(({ lines }) => Object.values(lines))].flat();
  const usedSources = new Set(items.flatMap((item) => item.sources));
  const usedDocuments = new Set([...Object.values(sources.sources).map(({ document }) => document), ...cards.flatMap(namedBy)]);
  const used = (ids: (card: CardFile) => readonly string[]): ReadonlySet<string> => new Set(cards.flatMap(ids));
  const [links, answers] = [
    used((card) => [...card.links, ...card.sourceWhenSaid.flatMap(({ links: more }) => more)]),
    used((card) => card.overrideReasons),
  ];
  const idle = (file: string, what: string, ids: readonly string[], isUsed: (id: string) => boolean): readonly string[] =>
    ids.filter((id) => !isUsed(id)).map((id) => `${file}: ${what} "${id}" is used nowhere`);
  return [
    ...idle('shared-lines.yaml', 'line', Object.keys(shared.lines), (id) => said.has(id)),
    ...idle('sources.yaml', 'source', Object.keys(sources.sources), (id) => usedSources.has(id)),
    ...idle('sources.yaml', 'document', Object.keys(sources.documents), (id) => usedDocuments.has(id)),
    ...idle('sources.yaml', 'link', Object.keys(sources.links), (id) => links.has(id)),
    ...idle('override-reasons.yaml', 'reason', Object.keys(reasons.reasons), (id) => answers.has(id)),
    ...Object.entries(sources.sources)
      .filter(([, { document }]) => !Object.hasOwn(sources.documents, document))
      .map(([id, { document }]) => `sources.yaml: ${id}: no document "${document}"`),
  ];
};

/** Every fault, each with its file and place; empty when the content may be used. */
export const checkContent = (content: CardContent, rules: readonly Rule[]): readonly string[] => {
  const frame = Object.values(content.frame.notChecked.keys).flatMap(({ said }) => said ?? []);
  return [
    ...rules.flatMap((rule) => {
      const file = content.files.cards.find((card) => card.rule === rule.id);
      const words = content.cards.get(rule.id);
      return file === undefined || words === undefined ? [`${rule.id}.yaml: missing`] : cardFaults(rule, file, words, frame);
    }),
    ...content.files.cards.filter((card) => !rules.some(({ id }) => id === card.rule)).map(({ rule }) => `${rule}.yaml: no such rule`),
    ...unusedFaults(content, rules),
  ];
};
