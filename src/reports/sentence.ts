/** A sentence of the report. What the lexicon and the level reader find in it is looked for when somebody asks, and once. */
import type { Clause } from './sentence/clause.ts';
import type { LevelGroup, LevelReader } from './levels.ts';
import { LEVEL_GATE } from './lexicon/gates.ts';
import { enter } from './longest.ts';
import type { Item, Scanner } from './match.ts';
import type { Entry, EntryOf, Role } from './lexicon/schema.ts';
import type { Section } from './reading.ts';
import type { Stretch } from './text/sentences.ts';

/** Where phrases and levels are looked for. */
export interface Readers {
  readonly scanner: Scanner;
  readonly levels: LevelReader;
}

/** What is looked for in the whole stretch between two stops, also where a heading in its middle makes two sentences of it. */
class Search {
  private readonly first: number;
  private readonly last: number;
  private readonly scanner: Scanner;
  /** Gates for which phrases were looked for, and those that stayed open. */
  private tried = 0;
  private sure = 0;
  private found: readonly Item[] | undefined;

  constructor(first: number, last: number, scanner: Scanner) {
    this.first = first;
    this.last = last;
    this.scanner = scanner;
  }

  itemsIn(from: number, to: number): readonly Item[] {
    this.found ??= this.scanner.itemsIn(this.first, this.last);
    return from === this.first && to === this.last ? this.found : this.found.filter(({ first, last }) => first >= from && last <= to);
  }

  /** Whether a phrase of one of the gates is there. Single words opened them all. */
  holds(gates: number): boolean {
    const fresh = gates & ~this.tried;
    if (fresh !== 0) {
      this.tried |= fresh;
      this.sure |= this.scanner.gatesOfPhrases(this.first, this.last, fresh);
    }
    return (this.sure & gates) !== 0;
  }
}

/** A list of at least so many tokens, of which every third or fourth is a comma. */
const LONG_LIST = 24;
const COMMA_SHARE = 3.5;
/** A list without levels, which ends with a comma. */
const SHORT_LIST = 12;

const NONE: readonly Item[] = [];
const NO_GROUPS: readonly LevelGroup[] = [];

export class Sentence implements Stretch {
  readonly first: number;
  readonly last: number;
  readonly opensParagraph: boolean;
  readonly opensLine: boolean;
  section: Section = 'body';
  /** Which addendum or body it belongs to: a later part changes an earlier one. */
  part = 0;
  /** It stands under a heading of advice. */
  advises = false;
  /** Made on first use (clause.ts). */
  clause: Clause | undefined;
  /** Gates that single words open (lexicon/gates.ts); of most of them no phrase is there. */
  readonly open: number;
  private readonly readers: Readers;
  /** Made on first use: in most sentences nothing is looked for. */
  private begun: Search | undefined;
  /** Where levels are looked for: a heading counts too. */
  private readonly levelsFrom: number;
  private foundItems: readonly Item[] | undefined;
  private sorted: ReadonlyMap<Role, readonly Item[]> | undefined;
  private foundGroups: readonly LevelGroup[] | undefined;

  private constructor(stretch: Stretch, readers: Readers, open: number, begun: Search | undefined, levelsFrom: number) {
    ({ first: this.first, last: this.last, opensParagraph: this.opensParagraph, opensLine: this.opensLine } = stretch);
    this.readers = readers;
    this.open = open;
    this.begun = begun;
    this.levelsFrom = levelsFrom;
  }

  static of(stretch: Stretch, readers: Readers): Sentence {
    return new Sentence(stretch, readers, readers.scanner.gatesIn(stretch.first, stretch.last), undefined, stretch.first);
  }

  private get search(): Search {
    return (this.begun ??= new Search(this.first, this.last, this.readers.scanner));
  }

  /** Phrases wholly inside it. */
  get items(): readonly Item[] {
    return (this.foundItems ??= this.search.itemsIn(this.first, this.last));
  }

  /** Words of request, finding and stub. */
  get head(): readonly Item[] {
    return this.readers.scanner.headItemsIn(this.first, this.last);
  }

  /** Items of the role, in the order of the text. */
  all<R extends Role>(role: R): readonly Item<EntryOf<R>>[] {
    return (this.byRole.get(role) ?? NONE) as readonly Item<Entry>[] as readonly Item<EntryOf<R>>[];
  }

  /** Items of any of the roles, in the order of the text. */
  among<R extends Role>(...roles: readonly R[]): readonly Item<EntryOf<R>>[] {
    const several: Item[] = [];
    for (const role of roles) for (const item of this.byRole.get(role) ?? NONE) enter(several, item);
    return several as readonly Item<Entry>[] as readonly Item<EntryOf<R>>[];
  }

  has(...roles: readonly Role[]): boolean {
    for (const role of roles) if (this.byRole.has(role)) return true;
    return false;
  }

  private get byRole(): ReadonlyMap<Role, readonly Item[]> {
    if (this.sorted !== undefined) return this.sorted;
    const sorted = new Map<Role, Item[]>();
    for (const item of this.items) {
      const known = sorted.get(item.entry.role);
      if (known) known.push(item);
      else sorted.set(item.entry.role, [item]);
    }
    this.sorted = sorted;
    return sorted;
  }

  get groups(): readonly LevelGroup[] {
    return (this.foundGroups ??= this.mayHoldLevels() ? this.readers.levels.groupsIn(this.levelsFrom, this.last) : NO_GROUPS);
  }

  /** False only where nothing of the kinds can be in it: asked first, it spares looking. `bits` from `bitsOf`. */
  mayHold(bits: number): boolean {
    const asked = this.open & bits;
    return asked !== 0 && this.search.holds(asked);
  }

  /** Items that begin it, where one of the kinds may. */
  opening(bits: number): readonly Item[] {
    const { scanner } = this.readers;
    return scanner.mayBegin(this.first, bits) ? scanner.itemsAt(this.first, this.last) : NONE;
  }

  /** False only where no phrase of the kinds begins with its first or second word. */
  mayOpenWith(bits: number): boolean {
    const { scanner } = this.readers;
    return scanner.mayBegin(this.first, bits) || scanner.mayBegin(this.first + 1, bits);
  }

  /** False only where no phrase of the kinds begins after its first word. */
  mayTurnTo(bits: number): boolean {
    const { scanner } = this.readers;
    if ((this.open & bits) === 0) return false;
    for (let at = this.first + 1; at < this.last; at += 1) if (scanner.mayBegin(at, bits)) return true;
    return false;
  }

  /** Nothing but words between commas, as indexers write below a text. */
  isWordList(): boolean {
    return (
      this.last - this.first >= (this.endsOpen() && this.groups.length === 0 ? SHORT_LIST : LONG_LIST) &&
      this.readers.scanner.commasIn(this.first, this.last) * COMMA_SHARE >= this.last - this.first &&
      !this.has('predicate')
    );
  }

  private endsOpen(): boolean {
    return this.readers.scanner.commasIn(this.last - 1, this.last) === 1;
  }

  mayHoldLevels(): boolean {
    return (this.open & LEVEL_GATE) !== 0;
  }

  /** False only where no level stands at its beginning. */
  mayOpenWithLevel(): boolean {
    return this.mayHoldLevels() && this.readers.scanner.mayBeginLevel(this.first);
  }

  /** The part up to a token, as a sentence. */
  before(last: number): Sentence {
    const { first, opensParagraph, opensLine } = this;
    return this.cut({ first, last, opensParagraph, opensLine }, this.levelsFrom);
  }

  /** The part from a token on, as a sentence on a line of its own. */
  onLineFrom(first: number): Sentence {
    return this.cut({ first, last: this.last, opensParagraph: false, opensLine: true }, first);
  }

  /** What follows its heading; levels in the heading still count. */
  after(first: number): Sentence {
    const { last, opensParagraph, opensLine } = this;
    return this.cut({ first, last, opensParagraph, opensLine }, this.levelsFrom);
  }

  private cut(stretch: Stretch, levelsFrom: number): Sentence {
    return new Sentence(stretch, this.readers, this.open, this.search, levelsFrom);
  }

  /** Says once where it stands. */
  place(section: Section, part: number, advises: boolean): this {
    this.section = section;
    this.part = part;
    this.advises = advises;
    return this;
  }
}
