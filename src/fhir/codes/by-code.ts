/** Codes to list entries: one look-up for a code, and for ICD-10 and ATC one for each shorter code that holds it. */
import type { Json } from '../json.ts';
import { hasRanges, SYSTEMS, systemOf, type System } from './systems.ts';

export interface Coded<List, Entry> {
  readonly list: List;
  readonly entry: Entry;
}

interface Listed<Entry> {
  readonly codes: Partial<Readonly<Record<System, readonly Entry[]>>>;
}

type Shelves<List, Entry> = Readonly<Record<System, ReadonlyMap<string, readonly Coded<List, Entry>[]>>>;

const plain = (code: string): string => code.replaceAll('.', '').toUpperCase();

export interface ByCode<List, Entry> {
  /** The entries that a coding stands for, one per list: the nearest where several ranges hold it. */
  readonly find: (coding: Json) => readonly Coded<List, Entry>[];
}

const NONE: readonly never[] = [];

export const indexByCode = <Entry extends { readonly code: string; readonly except: boolean }, List extends Listed<Entry>>(
  lists: readonly List[],
): ByCode<List, Entry> => {
  const shelves = Object.fromEntries(
    SYSTEMS.map((system) => {
      const shelf = new Map<string, Coded<List, Entry>[]>();
      for (const list of lists) {
        for (const entry of list.codes[system] ?? []) {
          const key = hasRanges(system) ? plain(entry.code) : entry.code;
          shelf.set(key, [...(shelf.get(key) ?? []), { list, entry }]);
        }
      }
      return [system, shelf];
    }),
  ) as unknown as Shelves<List, Entry>;

  const inRanges = (system: System, code: string): readonly Coded<List, Entry>[] => {
    const nearest = new Map<List, Coded<List, Entry>>();
    const whole = plain(code);
    for (let length = Math.min(whole.length, 10); length > 0; length -= 1) {
      for (const one of shelves[system].get(whole.slice(0, length)) ?? []) if (!nearest.has(one.list)) nearest.set(one.list, one);
    }
    return [...nearest.values()].filter(({ entry }) => !entry.except);
  };

  return {
    find: ({ system: address, code }) => {
      const system = systemOf(address);
      if (system === null || typeof code !== 'string') return NONE;
      return hasRanges(system) ? inRanges(system, code.trim()) : (shelves[system].get(code.trim()) ?? NONE);
    },
  };
};
