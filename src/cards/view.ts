/** The values of an advice as printed text. */
import type { Value, Values } from '../assessment/advice.ts';
import { printedDay } from '../calendar.ts';
import { oneLine } from './plain-text.ts';
import type { View } from './template.ts';

/** Words for closed values, by value name and value: `{ modality: { MR: 'MRI' } }`. */
export type ValueWords = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** How long a value may be: in the detail, or where every character counts. */
export interface Room {
  /** Code points of one text. */
  readonly text: number;
  /** Entries of a list before "and 4 more". */
  readonly entries: number;
}

export const ROOMY: Room = { text: 300, entries: 30 };
export const TIGHT: Room = { text: 36, entries: 3 };

/** `T8, T9 and L1`, or `T6, T7, T8 and 4 more`. */
export const listed = (entries: readonly string[], most = Infinity): string => {
  if (entries.length > most) return `${entries.slice(0, most).join(', ')} and ${String(entries.length - most)} more`;
  const last = entries.at(-1) ?? '';
  return entries.length < 2 ? last : `${entries.slice(0, -1).join(', ')} and ${last}`;
};

/** No figure is more exact than what was measured: a converted weight is 45.4 kg, a calcium 2.72. */
const figure = (value: number): string => String(Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1)));

const isDay = (value: Value): value is { readonly day: string } => typeof value === 'object' && 'day' in value;

const printed = (name: string, value: Value, words: ValueWords, room: Room): string => {
  const known = Object.hasOwn(words, name) ? (words[name] ?? {}) : {};
  const say = (entry: string): string => (Object.hasOwn(known, entry) ? (known[entry] ?? entry) : oneLine(entry, room.text));
  if (isDay(value)) return printedDay(value.day);
  if (typeof value === 'object') return listed(value.map(say).filter(Boolean), room.entries);
  return typeof value === 'number' ? figure(value) : say(value);
};

/** A value that prints nothing is absent, so that its section stays silent. */
export const viewOf = (values: Values, words: ValueWords, room: Room): View => {
  const view: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const text = printed(name, value, words, room);
    if (text !== '') view[name] = text;
  }
  return view;
};
