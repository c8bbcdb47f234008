/** What a cue's lexicon entry is, for whoever wants to know why a word was read as it was. */
import type { Lexicon } from './load.ts';

export interface EntryDescription {
  /** Its phrases, as the lexicon writes them. */
  readonly words: readonly string[];
  /** Note and source, as far as it has them. */
  readonly note: string;
}

/** `null` for an id that is none. */
export const describeEntry = ({ entries }: Lexicon, id: string): EntryDescription | null => {
  const entry = entries.find((one) => one.id === id);
  if (!entry) return null;
  return { words: entry.phrases, note: [entry.note, entry.source].filter(Boolean).join('; ') };
};
