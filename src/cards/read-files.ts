/** Reads the YAML files of a folder and refuses those that are not of their shape, all faults at once. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { cardFile } from './card-file.ts';
import type { CardFiles } from './content.ts';
import { reasonFile } from './reason-file.ts';
import { sharedFile } from './shared-file.ts';
import { sourceFile } from './source-file.ts';
import { LOOKED_AT_ONCE, parseYaml } from '../yaml.ts';

/** Files of the folder that are no card; `thresholds.yaml` belongs to `assessment/`. */
const OTHERS = ['override-reasons.yaml', 'shared-lines.yaml', 'sources.yaml', 'thresholds.yaml'];

export class ContentError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`the card content is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** @throws ContentError that names every fault of every file. */
export const readCardFiles = (folder: string): CardFiles => {
  const faults: string[] = [];
  const read = <T extends z.ZodType>(name: string, shape: T): z.infer<T> | null => {
    try {
      const content = shape.safeParse(parseYaml(readFileSync(join(folder, name), 'utf8')), LOOKED_AT_ONCE);
      if (content.success) return content.data;
      faults.push(...content.error.issues.map((issue) => `${name}: ${issue.path.map(String).join('.')}: ${issue.message}`));
    } catch (error) {
      faults.push(`${name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
    }
    return null;
  };
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !OTHERS.includes(name));
  const cards = names.sort().flatMap((name) => {
    const card = read(name, cardFile);
    if (card !== null && `${card.rule}.yaml` !== name) faults.push(`${name}: rule: must be the name of the file, not "${card.rule}"`);
    return card === null ? [] : [card];
  });
  const shared = read('shared-lines.yaml', sharedFile);
  const sources = read('sources.yaml', sourceFile);
  const reasons = read('override-reasons.yaml', reasonFile);
  if (faults.length > 0 || shared === null || sources === null || reasons === null) throw new ContentError(faults);
  return { cards, shared, sources, reasons };
};
