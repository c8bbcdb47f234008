/** Loads `cards/*.yaml` once at start: every file of its shape, every id, placeholder and source resolved, every template parsed. */
import { fileURLToPath } from 'node:url';
import type { RuleId } from '../assessment/advice.ts';
import type { Rule } from '../assessment/rule.ts';
import type { Thresholds } from '../assessment/thresholds.ts';
import type { Link } from '../hooks/wire.ts';
import type { CardFile } from './card-file.ts';
import { checkContent } from './check-content.ts';
import { citationOf, documentsOf, titleOf } from './citations.ts';
import type { CardContent, CardFiles, CardWords, Frame, Sentence } from './content.ts';
import { withLimits } from './limits.ts';
import { escapeMarkdown, plainWords } from './plain-text.ts';
import { ContentError, readCardFiles } from './read-files.ts';
import { snoozesOf } from './snoozes.ts';
import { compile, type Template } from './template.ts';
import type { Item } from './words.ts';

export type { CardContent } from './content.ts';

const CARDS = fileURLToPath(new URL('../../cards/', import.meta.url));

const TOPICS = 'https://vertebral-fracture-cds.github.io/CodeSystem/topics';

/** Builds templates; what is wrong with one is kept and told with all the others. */
class Builder {
  readonly faults: string[] = [];
  readonly files: CardFiles;
  readonly thresholds: Thresholds;

  constructor(files: CardFiles, thresholds: Thresholds) {
    this.files = files;
    this.thresholds = thresholds;
  }

  template(place: string, text: string, escape: (value: string) => string): Template {
    try {
      const phrases = Object.fromEntries(
        Object.entries(this.files.shared.phrases).map(([name, phrase]) => [name, withLimits(phrase, this.thresholds)]),
      );
      return compile(withLimits(text, this.thresholds), phrases, escape);
    } catch (error) {
      this.faults.push(`${place}: ${error instanceof Error ? error.message : String(error)}`);
      return compile('', {}, escape);
    }
  }

  sentence(place: string, { text, sources }: Item): Sentence {
    const end = /[.?]$/.exec(text)?.[0] ?? '';
    if (end === '') this.faults.push(`${place}: must end with "." or "?"`);
    for (const id of sources) if (!Object.hasOwn(this.files.sources.sources, id)) this.faults.push(`${place}: no source "${id}"`);
    return {
      template: this.template(place, text.slice(0, text.length - end.length), escapeMarkdown),
      end,
      citation: citationOf(sources, this.files.sources),
      documents: documentsOf(sources, this.files.sources),
    };
  }

  lines(place: string, lines: Readonly<Record<string, readonly Item[]>>): readonly (readonly [string, readonly Sentence[]])[] {
    return Object.entries(lines).map(([id, items]) => [id, items.map((one, at) => this.sentence(`${place}: ${id}.${String(at)}`, one))]);
  }
}

const frameOf = (builder: Builder): Frame => {
  const { shared, sources } = builder.files;
  const at = (name: string, text: string): Template => builder.template(`shared-lines.yaml: ${name}`, text, escapeMarkdown);
  const { notChecked } = shared;
  const suggestion = ({ label, code, reason }: (typeof shared.suggestions)['fls']) => ({
    label: builder.template('shared-lines.yaml: suggestions', label, plainWords),
    code: code ?? null,
    reason: reason === undefined ? null : builder.template('shared-lines.yaml: suggestions', reason, plainWords),
  });
  return {
    words: shared.words,
    notChecked: {
      line: at('notChecked.line', notChecked.line),
      keys: notChecked.keys,
      reports: at('notChecked.reports', notChecked.reports),
      reportsMeaning: at('notChecked.reportsMeaning', notChecked.reportsMeaning),
      withheld: at('notChecked.withheld', notChecked.withheld),
      cut: at('notChecked.cut', notChecked.cut),
      notFinal: at('notChecked.notFinal', notChecked.notFinal),
    },
    examination: shared.examination,
    quote: at('quote', shared.quote),
    sources: at('sources', shared.sources),
    footer: at('footer', shared.footer),
    titles: new Map(
      Object.entries(sources.documents)
        .filter(([, { short, title }]) => short !== title)
        .map(([id]) => [id, titleOf(id, sources)]),
    ),
    suggestions: {
      problem: suggestion(shared.suggestions.problem),
      fls: suggestion(shared.suggestions.fls),
      dxa: suggestion(shared.suggestions.dxa),
      bloods: suggestion(shared.suggestions.bloods),
    },
  };
};

const wordsOf = (builder: Builder, file: CardFile, sharedLines: CardWords['lines']): CardWords => {
  const { sources, reasons } = builder.files;
  const name = `${file.rule}.yaml`;
  const missing = (what: string, id: string): readonly [] => {
    builder.faults.push(`${name}: no ${what} "${id}"`);
    return [];
  };
  const document = sources.documents[file.source];
  if (document === undefined) missing('document', file.source);
  return {
    topic: { system: TOPICS, ...file.topic },
    source: { label: titleOf(file.source, sources), ...(document?.url === undefined ? {} : { url: document.url }) },
    summaries: new Map(
      Object.entries(file.summaries).map(([id, text]) => [id, builder.template(`${name}: summaries.${id}`, text, plainWords)]),
    ),
    opening: file.opening,
    first: file.first,
    blocks: file.blocks,
    lines: new Map([...sharedLines, ...builder.lines(name, file.lines)]),
    suggestions: new Set(file.suggestions),
    links: file.links.flatMap((id): readonly Link[] => {
      const link = sources.links[id];
      return link === undefined ? missing('link', id) : [{ label: link.label, url: link.url, type: 'absolute' }];
    }),
    overrideReasons: file.overrideReasons.flatMap((code) => {
      const reason = reasons.reasons[code];
      const system = reason && reasons.systems[reason.system];
      return reason === undefined || system === undefined ? missing('override reason', code) : [{ system, code, display: reason.display }];
    }),
  };
};

/**
 * @param rules whose vocabularies the cards must cover, id for id and value for value.
 * @param thresholds printed where a text says `{{limits.name}}`.
 * @throws ContentError that lists every fault.
 */
export const loadCards = (rules: readonly Rule[], thresholds: Thresholds, folder = CARDS): CardContent => {
  const files = readCardFiles(folder);
  const builder = new Builder(files, thresholds);
  const sharedLines = new Map(builder.lines('shared-lines.yaml', files.shared.lines));
  const cards = new Map(files.cards.map((file) => [file.rule as RuleId, wordsOf(builder, file, sharedLines)]));
  const content = { cards, frame: frameOf(builder), snoozes: snoozesOf(files.reasons, thresholds.shownDays), files };
  const faults = [...builder.faults, ...checkContent(content, rules)];
  if (faults.length > 0) throw new ContentError(faults);
  return content;
};
