/** The lexicon of report language: YAML beside this file, checked and made into one automaton at start. */
import { readFileSync, readdirSync } from 'node:fs';
import * as z from 'zod';
import { bitsOf, gateOf, LEVEL_GATE } from './gates.ts';
import { Automaton } from './automaton.ts';
import { classesSchema, entrySchema, madeAlike, type Entry } from './schema.ts';
import { PhraseReader } from './phrases.ts';
import { Misspellings } from './spelling.ts';
import { Vocabulary } from './vocabulary.ts';
import { WordKinds } from './word-kinds.ts';
import { LOOKED_AT_ONCE, parseYaml } from '../../yaml.ts';

const FOLDER = new URL('./', import.meta.url);

/** Entries of one room compete: the longest phrase wins. */
export type Room = number;

const ROOM_OF_FILE: Readonly<Record<string, string>> = { 'time.yaml': 'speech', 'assertion.yaml': 'speech' };

/** An entry as it stands in the automaton. */
export interface Known {
  readonly entry: Entry;
  readonly room: Room;
}

/** How levels are written (levels.yaml). */
export interface LevelWords {
  readonly letters: Readonly<Record<string, string>>;
  readonly last: Readonly<Record<string, number>>;
  /** Levels without a vertebral body. */
  readonly bodiless: ReadonlySet<string>;
  /** Levels whose body has an odontoid process. */
  readonly pegged: ReadonlySet<string>;
  readonly ordinals: Readonly<Record<string, number>>;
  readonly ordinalEndings: ReadonlySet<string>;
  readonly regions: Readonly<Record<string, string>>;
  readonly ranges: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly inclusive: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
}

/** Where sentences end, or do not (stops.yaml). */
export interface StopWords {
  readonly abbreviations: ReadonlySet<string>;
  readonly continuations: ReadonlySet<string>;
  readonly joined: ReadonlySet<string>;
  /** A phrase with a gap does not reach over these. */
  readonly barriers: ReadonlySet<string>;
  /** Answers to a question in a template. */
  readonly answers: ReadonlySet<string>;
  /** What may stand between the denial and the end of such an answer. */
  readonly answered: ReadonlySet<string>;
  /** What stands after these in a line is no heading. */
  readonly leadsOn: ReadonlySet<string>;
  /** Words that speak of everything just listed. */
  readonly all: ReadonlySet<string>;
}

/** Words around numbers (numbers.yaml). */
export interface NumberWords {
  readonly percent: ReadonlySet<string>;
  readonly less: ReadonlySet<string>;
  readonly more: ReadonlySet<string>;
  /** Between a percentage and the vertebra that it is a share of. */
  readonly share: ReadonlySet<string>;
  /** What a share is one of: "of normal", "of that of its neighbours". */
  readonly wholes: ReadonlySet<string>;
  /** Before "more than" or "exceeding": at most. */
  readonly turned: ReadonlySet<string>;
  readonly reducedTo: ReadonlySet<string>;
  /** May stand between "to" and a number. */
  readonly roughly: ReadonlySet<string>;
  readonly upTo: ReadonlySet<string>;
  readonly who: ReadonlySet<string>;
  readonly months: Readonly<Record<string, number>>;
  /** Numbers in words; tens and ones are said together. */
  readonly written: Readonly<Record<string, number>>;
}

export interface Lexicon {
  readonly vocabulary: Vocabulary;
  readonly automaton: Automaton<Known>;
  /** Phrases that only the head of a report, or a stub, is asked for. */
  readonly head: Automaton<Known>;
  readonly levels: LevelWords;
  readonly stops: StopWords;
  readonly kinds: WordKinds;
  readonly numbers: NumberWords;
  readonly entries: readonly Entry[];
  readonly rooms: number;
  /** Every level from C1 to S5, in the spine's order. */
  readonly spine: readonly string[];
}

/** Words of requests and stubs are so common that they are looked for only where they matter. */
const isOfHead = ({ role }: Entry): boolean =>
  role === 'request' || role === 'request-weak' || role === 'finding' || role === 'pointer' || role === 'stub';

interface Fault {
  readonly where: string;
  readonly what: string;
}

const setOf = z.array(z.string().min(1)).transform((words) => new Set(words));
const mapOf = <T extends z.ZodType>(value: T) => z.record(z.string().min(1), value);

const levelsSchema = z.strictObject({
  note: z.string().min(1),
  letters: mapOf(z.string()),
  last: mapOf(z.int()),
  bodiless: setOf,
  pegged: setOf,
  ordinals: mapOf(z.int()),
  ordinalEndings: setOf,
  regions: mapOf(z.string()),
  ranges: setOf,
  lists: setOf,
  inclusive: setOf,
  units: setOf,
});
const stopsSchema = z.strictObject({
  note: z.string().min(1),
  abbreviations: setOf,
  continuations: setOf,
  joined: setOf,
  barriers: setOf,
  answers: setOf,
  answered: setOf,
  leadsOn: setOf,
  all: setOf,
});
const numbersSchema = z.strictObject({
  note: z.string().min(1),
  percent: setOf,
  less: setOf,
  more: setOf,
  share: setOf,
  wholes: setOf,
  turned: setOf,
  reducedTo: setOf,
  roughly: setOf,
  upTo: setOf,
  who: setOf,
  months: mapOf(z.int().min(1).max(12)),
  written: mapOf(z.int().min(1).max(99)),
});
const commonSchema = z.strictObject({ note: z.string().min(1), words: setOf });
const SPECIAL = ['common.yaml', 'numbers.yaml', 'words.yaml', 'spelling.yaml', 'levels.yaml', 'stops.yaml'];

const WORDS = z.strictObject({ words: z.array(z.string().min(1)), misspelt: z.array(z.string().min(1)), note: z.string().min(1) });

const read = (file: string): unknown => parseYaml(readFileSync(new URL(file, FOLDER), 'utf8'));

const unsourced = ({ note, source }: { note?: string | undefined; source?: string | undefined }): boolean =>
  note === undefined && source === undefined;

/** Reads every file of the folder. @throws Error that lists all faults. */
export const loadLexicon = (): Lexicon => {
  const faults: Fault[] = [];
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml') && !SPECIAL.includes(name))
    .sort();
  const parsedClasses = classesSchema.safeParse(read('words.yaml'), LOOKED_AT_ONCE);
  if (!parsedClasses.success) throw new Error(`words.yaml: ${z.prettifyError(parsedClasses.error)}`);
  const classes = new Map(Object.entries(parsedClasses.data).map(([name, { words }]) => [name, words]));
  for (const [name, one] of Object.entries(parsedClasses.data))
    if (unsourced(one)) faults.push({ where: `words.yaml ${name}`, what: 'neither note nor source' });

  const vocabulary = new Vocabulary();
  const phrases = new PhraseReader(classes, commonSchema.parse(read('common.yaml')).words);
  const automaton = new Automaton<Known>(vocabulary, phrases);
  const head = new Automaton<Known>(vocabulary, phrases);
  const entries: Entry[] = [];
  const ids = new Set<string>();
  const rooms = new Map<string, number>();
  for (const file of files) {
    const roomName = ROOM_OF_FILE[file] ?? file;
    const room = rooms.get(roomName) ?? rooms.size;
    rooms.set(roomName, room);
    const parsed = z.array(entrySchema).safeParse(read(file), LOOKED_AT_ONCE);
    if (!parsed.success) {
      faults.push({ where: file, what: z.prettifyError(parsed.error) });
      continue;
    }
    for (const entry of parsed.data.map(madeAlike)) {
      if (ids.has(entry.id)) faults.push({ where: `${file} ${entry.id}`, what: 'this id is used twice' });
      if (unsourced(entry)) faults.push({ where: `${file} ${entry.id}`, what: 'neither note nor source' });
      ids.add(entry.id);
      entries.push(entry);
      const known = { entry, room };
      for (const phrase of entry.phrases) {
        try {
          (isOfHead(entry) ? head : automaton).add(phrase, known, gateOf(entry));
        } catch (error) {
          faults.push({ where: `${file} ${entry.id}`, what: error instanceof Error ? error.message : String(error) });
        }
      }
    }
  }
  const spelling = WORDS.safeParse(read('spelling.yaml'));
  if (!spelling.success) faults.push({ where: 'spelling.yaml', what: z.prettifyError(spelling.error) });
  if (faults.length > 0) throw new Error(`The lexicon has faults:\n${faults.map(({ where, what }) => `  ${where}: ${what}`).join('\n')}`);
  const levels = levelsSchema.parse(read('levels.yaml'));
  const numbers = numbersSchema.parse(read('numbers.yaml'));
  automaton.note([...Object.keys(levels.letters), ...Object.keys(levels.ordinals), ...Object.keys(levels.regions)], LEVEL_GATE);
  automaton.note([...numbers.percent], bitsOf('fraction'));
  const stops = stopsSchema.parse(read('stops.yaml'));
  const kinds = new WordKinds(vocabulary, stops, levels, numbers);
  vocabulary.settle(new Misspellings(spelling.data?.misspelt ?? [], new Set(spelling.data?.words)));
  automaton.settle(vocabulary.corrected());
  head.settle([]);
  const spine = Object.entries(levels.last).flatMap(([letter, last]) =>
    Array.from({ length: last }, (_, index) => `${letter}${String(index + 1)}`),
  );
  return {
    automaton,
    head,
    spine,
    levels,
    stops,
    kinds,
    vocabulary,
    numbers,
    entries,
    rooms: rooms.size,
  };
};
