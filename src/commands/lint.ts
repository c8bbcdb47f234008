import { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { RULES } from '../assessment/assess.ts';
import { parseThresholds, type ThresholdFile } from '../assessment/thresholds.ts';
import { dayIn, printedDay, type Day } from '../calendar.ts';
import { loadCards } from '../cards/load.ts';
import { reviewNotices, type Notice } from '../cards/review-notices.ts';
import { readConfig } from '../config.ts';
import { loadCodes } from '../fhir/codes/load.ts';
import { templateFaults } from '../fhir/prefetch-templates.ts';
import { loadLexicon } from '../reports/read-report.ts';
import { readEhrs } from '../trust/read-ehrs.ts';
import { parseYaml } from '../yaml.ts';

const THRESHOLDS = new URL('../../cards/thresholds.yaml', import.meta.url);

/** Content that was checked: what is wrong with it, and what is owed though nothing is wrong. */
interface Checked {
  readonly what: string;
  readonly faults: readonly string[];
  readonly notices: readonly Notice[];
}

const faultsOf = (error: unknown): readonly string[] => {
  if (typeof error === 'object' && error !== null && 'faults' in error && Array.isArray(error.faults)) return error.faults.map(String);
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim());
  return lines.filter((line, index) => line !== '' && (index > 0 || !line.endsWith(':')));
};

/** Runs one check; what it throws are its faults, what it returns are its notices. */
const checked = (what: string, check: () => readonly Notice[]): Checked => {
  try {
    return { what, faults: [], notices: check() };
  } catch (error) {
    return { what, faults: faultsOf(error), notices: [] };
  }
};

/** Numbers of our own that no clinician has signed yet. */
const unsigned = (file: ThresholdFile): readonly Notice[] =>
  Object.entries(file).flatMap(([name, entry]) =>
    entry.ours === undefined ? [] : [{ kind: 'numbers to be signed off by a clinician', text: `${name}: ${entry.ours}` }],
  );

const readThresholds = () => parseThresholds(parseYaml(readFileSync(THRESHOLDS, 'utf8')));

/** The registry that is named, else whatever the environment says. @throws with every fault. */
const checkConfiguration = (ehrs: string | undefined): readonly Notice[] => {
  if (ehrs === undefined) {
    const { profile } = readConfig(process.env, templateFaults);
    return profile === 'demo' ? [{ kind: 'registries missing', text: 'no ehrs.yaml: the service would run the demo profile' }] : [];
  }
  if (!existsSync(ehrs)) throw new Error(`${ehrs} does not exist`);
  const { faults } = readEhrs(readFileSync(ehrs, 'utf8'), {
    file: ehrs,
    folder: dirname(resolve(ehrs)),
    publicIsLoopback: false,
    prefetchFaults: templateFaults,
  });
  if (faults.length > 0) throw Object.assign(new Error('the registry cannot be used'), { faults });
  return [];
};

const checkAll = (today: Day, ehrs: string | undefined): readonly Checked[] => [
  checked('thresholds', () => unsigned(readThresholds().file)),
  checked('cards and sources', () => reviewNotices(loadCards(RULES, readThresholds().values).files, today)),
  checked('code lists', () => {
    loadCodes(process.env.CODES_DIR);
    return [];
  }),
  checked('lexicon', () => {
    loadLexicon();
    return [];
  }),
  checked('configuration', () => checkConfiguration(ehrs)),
];

/** One line for each kind, with the number; a single notice says itself what it is. */
const counted = (notices: readonly Notice[]): readonly string[] =>
  [...new Set(notices.map(({ kind }) => kind))].map((kind) => {
    const [first, ...more] = notices.filter((notice) => notice.kind === kind);
    return first && more.length === 0 ? first.text : `${more.length + 1} ${kind}`;
  });

const inWords = ({ what, faults, notices }: Checked, allNotices: boolean): string =>
  [
    `${what}: ${faults.length === 0 ? 'good' : `${String(faults.length)} to be put right`}`,
    ...faults.map((fault) => `  FAULT   ${fault}`),
    ...(allNotices ? notices.map(({ text }) => text) : counted(notices)).map((line) => `  notice  ${line}`),
  ].join('\n');

/** `vfcds lint`: everything that is data, checked as the service checks it at start. Exit 1 when something is wrong; what is only owed is a notice. */
export const lintCommand = new Command('lint')
  .description('check cards, sources, code lists, lexicon and configuration; count what a clinician still has to sign or review')
  .option('--ehrs <file>', 'check this registry instead of the one that the environment names')
  .option('--notices', 'list every notice instead of counting them')
  .option('--today <day>', 'judge review dates as of this day (YYYY-MM-DD)')
  .action(({ ehrs, today, notices = false }: { readonly ehrs?: string; readonly today?: string; readonly notices?: boolean }) => {
    const day = today ?? dayIn(new Date(), process.env.TIME_ZONE ?? 'Europe/London');
    const all = checkAll(day, ehrs);
    process.stdout.write(`Checked as of ${printedDay(day)}.\n${all.map((one) => inWords(one, notices)).join('\n')}\n`);
    if (all.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
  });
