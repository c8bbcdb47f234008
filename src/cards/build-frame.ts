/** What stands around every card, from `cards/shared-lines.yaml` and the titles of `cards/sources.yaml`. */
import { titleOf } from './citations.ts';
import type { WordCompiler } from './compile-words.ts';
import type { Frame } from './content.ts';
import { escapeMarkdown, plainWords } from './plain-text.ts';
import type { SharedFile } from './shared-file.ts';
import type { Template } from './template.ts';

/** Values of the advice that labels, texts and reasons of orders may print. */
const OF_THE_ORDER = ['levels', 'regions', 'missing'];

export const buildFrame = (compiler: WordCompiler): Frame => {
  const { shared, sources } = compiler.files;
  const template = (name: string, text: string, values: readonly string[], escape = escapeMarkdown): Template => {
    const made = compiler.template(`shared-lines.yaml: ${name}`, text, escape);
    const unknown = [...made.names].filter((value) => !values.includes(value));
    compiler.faults.push(...unknown.map((value) => `shared-lines.yaml: ${name}: no value "${value}" is given here`));
    return made;
  };
  const order = (kind: keyof SharedFile['suggestions']): Frame['suggestions'][typeof kind] => {
    const { label, code, reason } = shared.suggestions[kind];
    const words = (text: string): Template => template(`suggestions.${kind}`, text, OF_THE_ORDER, plainWords);
    return { label: words(label), code: code === undefined ? null : words(code), reason: reason === undefined ? null : words(reason) };
  };
  const { notChecked } = shared;
  return {
    words: shared.words,
    notChecked: {
      line: template('notChecked.line', notChecked.line, ['keys']),
      keys: notChecked.keys,
      reports: template('notChecked.reports', notChecked.reports, ['notRead', 'reports']),
      reportsMeaning: template('notChecked.reportsMeaning', notChecked.reportsMeaning, []),
      withheld: template('notChecked.withheld', notChecked.withheld, []),
      cut: template('notChecked.cut', notChecked.cut, ['keys']),
      notFinal: template('notChecked.notFinal', notChecked.notFinal, ['reports']),
    },
    examination: shared.examination,
    toDo: shared.toDo,
    quote: template('quote', shared.quote, ['examination', 'day', 'sentences']),
    sources: template('sources', shared.sources, ['titles']),
    footer: template('footer', shared.footer, ['report', 'day', 'asOf', 'knowledge']),
    titles: new Map(
      Object.entries(sources.documents)
        .filter(([, { short, title }]) => short !== title)
        .map(([id]) => [id, titleOf(id, sources)]),
    ),
    suggestions: { problem: order('problem'), fls: order('fls'), dxa: order('dxa'), bloods: order('bloods') },
  };
};
