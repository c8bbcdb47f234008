/** Makes templates of words; what is wrong with one is kept, so that all faults are told together. */
import type { Thresholds } from '../assessment/thresholds.ts';
import { citationOf, documentsOf } from './citations.ts';
import type { CardFiles, Sentence } from './content.ts';
import { withLimits } from './limits.ts';
import { escapeMarkdown } from './plain-text.ts';
import { compile, type Template } from './template.ts';
import type { Item } from './words.ts';

export class WordCompiler {
  readonly faults: string[] = [];
  readonly files: CardFiles;
  readonly #thresholds: Thresholds;
  readonly #phrases: Readonly<Record<string, string>>;

  constructor(files: CardFiles, thresholds: Thresholds) {
    this.files = files;
    this.#thresholds = thresholds;
    this.#phrases = Object.fromEntries(
      Object.entries(files.shared.phrases).map(([name, phrase]) => [
        name,
        this.#kept(`shared-lines.yaml: ${name}`, phrase, () => withLimits(phrase, thresholds)),
      ]),
    );
  }

  #kept<T>(place: string, instead: T, make: () => T): T {
    try {
      return make();
    } catch (error) {
      this.faults.push(`${place}: ${error instanceof Error ? error.message : String(error)}`);
      return instead;
    }
  }

  template(place: string, text: string, escape: (value: string) => string): Template {
    return this.#kept(place, compile('', {}, escape), () => compile(withLimits(text, this.#thresholds), this.#phrases, escape));
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

  /** Sentences by line id. */
  lines(file: string, lines: Readonly<Record<string, readonly Item[]>>): ReadonlyMap<string, readonly Sentence[]> {
    return new Map(
      Object.entries(lines).map(([id, items]) => [id, items.map((item, at) => this.sentence(`${file}: ${id}.${String(at)}`, item))]),
    );
  }
}
