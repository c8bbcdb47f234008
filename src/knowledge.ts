/** All that is data: lexicon, code lists, thresholds and cards, read and checked once at start, with a version that names their exact content. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RULES } from './assessment/assess.ts';
import { parseThresholds, type ThresholdFile, type Thresholds } from './assessment/thresholds.ts';
import type { Day } from './calendar.ts';
import { loadCards, type CardContent } from './cards/load.ts';
import { loadCodes, type Codes } from './fhir/codes/load.ts';
import { loadLexicon } from './reports/read-report.ts';
import type { Lexicon } from './reports/lexicon/load.ts';
import { parseYaml } from './yaml.ts';

export interface Knowledge {
  readonly lexicon: Lexicon;
  readonly codes: Codes;
  readonly thresholds: Thresholds;
  readonly thresholdFile: ThresholdFile;
  readonly cards: CardContent;
  /** First twelve digits of the SHA-256 over all of it: what a decision record and a card call the knowledge version. */
  readonly version: string;
  /** The day by which the first card is due for review. */
  readonly reviewDue: Day;
}

const CARDS = fileURLToPath(new URL('../cards/', import.meta.url));
const CODES = fileURLToPath(new URL('./fhir/codes/', import.meta.url));
const LEXICON = fileURLToPath(new URL('./reports/lexicon/', import.meta.url));

const dataFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => join(folder, name));

const versionOf = (folders: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of folders.flatMap(dataFiles)) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
};

/** @throws Error that lists every fault of the first kind of content that is wrong; `codesDir` adds a site's own codes. */
export const loadKnowledge = (codesDir?: string): Knowledge => {
  const thresholds = parseThresholds(parseYaml(readFileSync(join(CARDS, 'thresholds.yaml'), 'utf8')));
  const cards = loadCards(RULES, thresholds.values);
  return {
    lexicon: loadLexicon(),
    codes: loadCodes(codesDir),
    thresholds: thresholds.values,
    thresholdFile: thresholds.file,
    cards,
    version: versionOf([CARDS, CODES, LEXICON, ...(codesDir ? [codesDir] : [])]),
    reviewDue: cards.files.cards.map((card) => card.reviewDue).sort()[0] ?? '',
  };
};
