/** Loads `cards/*.yaml` once at start: every file of its shape, every id, placeholder and source resolved, every template parsed. */
import { fileURLToPath } from 'node:url';
import type { RuleId } from '../assessment/advice.ts';
import type { Rule } from '../assessment/rule.ts';
import type { Thresholds } from '../assessment/thresholds.ts';
import { buildCard } from './build-card.ts';
import { buildFrame } from './build-frame.ts';
import { checkContent } from './check-content.ts';
import { WordCompiler } from './compile-words.ts';
import type { CardContent } from './content.ts';
import { ContentError, readCardFiles } from './read-files.ts';
import { snoozesOf } from './snoozes.ts';

export type { CardContent } from './content.ts';

const CARDS = fileURLToPath(new URL('../../cards/', import.meta.url));

/**
 * @param rules whose vocabularies the cards must cover, id for id and value for value.
 * @param thresholds printed where a text says `{{limits.name}}`.
 * @throws ContentError that lists every fault.
 */
export const loadCards = (rules: readonly Rule[], thresholds: Thresholds, folder = CARDS): CardContent => {
  const files = readCardFiles(folder);
  const compiler = new WordCompiler(files, thresholds);
  const shared = compiler.lines('shared-lines.yaml', files.shared.lines);
  const content: CardContent = {
    cards: new Map(files.cards.map((file) => [file.rule as RuleId, buildCard(compiler, file, shared)])),
    frame: buildFrame(compiler),
    snoozes: snoozesOf(files.reasons, thresholds.shownDays),
    files,
  };
  const faults = [...compiler.faults, ...checkContent(content, rules)];
  if (faults.length > 0) throw new ContentError(faults);
  return content;
};
