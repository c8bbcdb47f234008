/** Card content as it is used: every template parsed, every id resolved. Made by `load.ts`, read by `render.ts`. */
import type { Offer, RuleId } from '../assessment/advice.ts';
import type { Coding, Link } from '../hooks/wire.ts';
import type { CardFile } from './card-file.ts';
import type { ReasonFile } from './reason-file.ts';
import type { SharedFile } from './shared-file.ts';
import type { Snoozes } from './snoozes.ts';
import type { SourceFile } from './source-file.ts';
import type { Template } from './template.ts';
import type { ValueWords } from './view.ts';

/** One sentence of a card, with what it rests on. */
export interface Sentence {
  readonly template: Template;
  /** `.` or `?`: printed behind the citation. */
  readonly end: string;
  /** `NG259 1.4.1`; empty where only our own decision stands behind it. */
  readonly citation: string;
  readonly documents: readonly string[];
}

export interface Block {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly quotes: boolean;
}

export interface NamedSource {
  readonly label: string;
  readonly url?: string;
}

/** What one rule's advice becomes. */
export interface CardWords {
  readonly topic: Required<Coding>;
  readonly source: NamedSource;
  /** Named instead where the advice says the line; the first that fits counts. */
  readonly sourceWhenSaid: readonly { readonly line: string; readonly source: NamedSource; readonly links: readonly Link[] }[];
  readonly summaries: ReadonlyMap<string, Template>;
  /** Before what was not checked. */
  readonly opening: readonly string[];
  /** Behind what was not checked, before the first heading. */
  readonly first: readonly string[];
  readonly blocks: readonly Block[];
  /** By line id: the card's own, else the shared ones. */
  readonly lines: ReadonlyMap<string, readonly Sentence[]>;
  readonly suggestions: ReadonlySet<Offer['kind']>;
  readonly links: readonly Link[];
  readonly overrideReasons: readonly Required<Coding>[];
}

/** What stands around every card. */
export interface Frame {
  readonly words: ValueWords;
  readonly notChecked: {
    readonly line: Template;
    readonly keys: SharedFile['notChecked']['keys'];
    readonly reports: Template;
    readonly reportsMeaning: Template;
    readonly withheld: Template;
    readonly cut: Template;
    readonly notFinal: Template;
  };
  readonly examination: string;
  readonly quote: Template;
  readonly toDo: string;
  readonly sources: Template;
  readonly footer: Template;
  /** Title of each printed document whose short form does not say it already. */
  readonly titles: ReadonlyMap<string, string>;
  readonly suggestions: Readonly<
    Record<Offer['kind'], { readonly label: Template; readonly code: Template | null; readonly reason: Template | null }>
  >;
}

/** The files as they were read, for the documentation and `vfcds lint`. */
export interface CardFiles {
  readonly cards: readonly CardFile[];
  readonly shared: SharedFile;
  readonly sources: SourceFile;
  readonly reasons: ReasonFile;
}

export interface CardContent {
  readonly cards: ReadonlyMap<RuleId, CardWords>;
  readonly frame: Frame;
  readonly snoozes: Snoozes;
  readonly files: CardFiles;
}
