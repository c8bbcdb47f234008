/** One card file with every id resolved: its own lines before the shared ones, links, override reasons, source. */
import type { Link } from '../hooks/wire.ts';
import type { CardFile } from './card-file.ts';
import { titleOf } from './citations.ts';
import type { WordCompiler } from './compile-words.ts';
import type { CardWords, NamedSource } from './content.ts';
import { plainWords } from './plain-text.ts';

const TOPICS = 'https://vertebral-fracture-cds.github.io/CodeSystem/topics';

export const buildCard = (compiler: WordCompiler, file: CardFile, sharedLines: CardWords['lines']): CardWords => {
  const { sources, reasons } = compiler.files;
  const name = `${file.rule}.yaml`;
  const missing = (what: string, id: string): readonly [] => {
    compiler.faults.push(`${name}: no ${what} "${id}"`);
    return [];
  };
  const named = (id: string): NamedSource => {
    const document = sources.documents[id];
    if (document === undefined) missing('document', id);
    return { label: titleOf(id, sources), ...(document?.url === undefined ? {} : { url: document.url }) };
  };
  const linksOf = (ids: readonly string[]): readonly Link[] =>
    ids.flatMap((id): readonly Link[] => {
      const link = sources.links[id];
      return link === undefined ? missing('link', id) : [{ label: link.label, url: link.url, type: 'absolute' }];
    });
  return {
    topic: { system: TOPICS, ...file.topic },
    source: named(file.source),
    sourceWhenSaid: file.sourceWhenSaid.map(({ line, source, links }) => ({ line, source: named(source), links: linksOf(links) })),
    summaries: new Map(
      Object.entries(file.summaries).map(([id, text]) => [id, compiler.template(`${name}: summaries.${id}`, text, plainWords)]),
    ),
    opening: file.opening,
    first: file.first,
    blocks: file.blocks,
    lines: new Map([...sharedLines, ...compiler.lines(name, file.lines)]),
    suggestions: new Set(file.suggestions),
    links: linksOf(file.links),
    overrideReasons: file.overrideReasons.flatMap((code) => {
      const reason = reasons.reasons[code];
      const system = reason && reasons.systems[reason.system];
      return reason === undefined || system === undefined ? missing('override reason', code) : [{ system, code, display: reason.display }];
    }),
  };
};
