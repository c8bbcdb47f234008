/** How well the reader agrees with labelled reports: the figures that are claimed for it, computed the same way for everyone. */
import * as z from 'zod';
import type { Lexicon } from './lexicon/load.ts';
import { readReport } from './read-report.ts';
import type { ReportReading } from './reading.ts';

const labelSchema = z.object({
  id: z.string(),
  text: z.string(),
  verdict: z.enum(['fracture', 'possible', 'none']),
  levels: z.array(z.string()),
  acuity: z.enum(['acute', 'old', 'mixed', 'unspecified']).nullable(),
  severity: z.enum(['mild', 'moderate', 'severe']).nullable(),
  cause: z.enum(['fragility', 'trauma', 'malignant', 'unstated']).nullable(),
  redFlags: z.array(z.enum(['malignancy', 'cordCompression', 'infection', 'unstable'])),
  namesFracture: z.boolean().nullable(),
  recommendsAction: z.boolean(),
});

export type Labelled = z.infer<typeof labelSchema>;

/** @throws Error that names the line, where one is not a labelled report. */
export const parseCorpus = (content: string): readonly Labelled[] =>
  content.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [labelSchema.parse(JSON.parse(line))];
    } catch {
      throw new Error(`line ${String(index + 1)}: not a labelled report`);
    }
  });

interface Pair {
  readonly label: Labelled;
  readonly reading: ReportReading;
}

/** 95 % interval of a proportion (Wilson 1927), as fractions. */
export const wilson = (hits: number, total: number): readonly [number, number] => {
  if (total === 0) return [0, 1];
  const z2 = 1.959964 ** 2;
  const share = hits / total;
  const middle = share + z2 / (2 * total);
  const half = Math.sqrt(z2 * ((share * (1 - share)) / total + z2 / (4 * total * total)));
  return [(middle - half) / (1 + z2 / total), (middle + half) / (1 + z2 / total)];
};

const sameSet = (one: readonly string[], other: readonly string[]): boolean => [...one].sort().join() === [...other].sort().join();

const BOTH = ({ label, reading }: Pair): boolean => label.verdict !== 'none' && reading.verdict !== 'none';
const ALL = (): boolean => true;

const FIELDS = [
  { name: 'verdict', agree: ({ label, reading }: Pair) => label.verdict === reading.verdict, of: ALL },
  { name: 'levels', agree: ({ label, reading }: Pair) => sameSet(label.levels, reading.levels), of: BOTH },
  { name: 'acuity', agree: ({ label, reading }: Pair) => label.acuity === reading.acuity, of: BOTH },
  { name: 'severity', agree: ({ label, reading }: Pair) => label.severity === reading.severity, of: BOTH },
  { name: 'cause', agree: ({ label, reading }: Pair) => label.cause === reading.cause, of: BOTH },
  { name: 'namesFracture', agree: ({ label, reading }: Pair) => label.namesFracture === reading.namesFracture, of: BOTH },
  { name: 'redFlags', agree: ({ label, reading }: Pair) => sameSet(label.redFlags, reading.redFlags), of: ALL },
  { name: 'recommendsAction', agree: ({ label, reading }: Pair) => label.recommendsAction === reading.recommendsAction, of: ALL },
] as const;

const RATES = [
  {
    name: 'a stated fracture is not read as none',
    agree: ({ reading }: Pair) => reading.verdict !== 'none',
    of: ({ label }: Pair) => label.verdict === 'fracture',
  },
  {
    name: 'read as fracture is not labelled none',
    agree: ({ label }: Pair) => label.verdict !== 'none',
    of: ({ reading }: Pair) => reading.verdict === 'fracture',
  },
  {
    name: 'none is read as none',
    agree: ({ reading }: Pair) => reading.verdict === 'none',
    of: ({ label }: Pair) => label.verdict === 'none',
  },
] as const;

const VERDICTS = ['fracture', 'possible', 'none'] as const;

const percent = (share: number): string => (100 * share).toFixed(1);

const figure = (name: string, pairs: readonly Pair[], agree: (pair: Pair) => boolean): string => {
  const hits = pairs.filter(agree).length;
  const [low, high] = wilson(hits, pairs.length);
  const share = pairs.length === 0 ? 'n/a' : `${percent(hits / pairs.length)} % [${percent(low)}-${percent(high)}]`;
  return `${name.padEnd(40)} ${`${String(hits)}/${String(pairs.length)}`.padStart(9)}  ${share}\n`;
};

const confusion = (pairs: readonly Pair[]): string => {
  const row = (labelled: string): string =>
    `${labelled.padEnd(18)} ${VERDICTS.map((read) => String(pairs.filter(({ label, reading }) => label.verdict === labelled && reading.verdict === read).length).padStart(9)).join('')}\n`;
  return `${'labelled \\ read'.padEnd(18)} ${VERDICTS.map((verdict) => verdict.padStart(9)).join('')}\n${VERDICTS.map(row).join('')}`;
};

const disagreement = (pair: Pair): string | null => {
  const wrong = FIELDS.filter(({ agree, of }) => of(pair) && !agree(pair)).map(
    ({ name }) => `${name}: labelled ${JSON.stringify(pair.label[name])}, read ${JSON.stringify(pair.reading[name])}`,
  );
  return wrong.length === 0 ? null : `--- ${pair.label.id}: ${wrong.join('; ')}\n${pair.label.text.trim()}\n`;
};

/** The figures in words, and how many reports differ in any field. */
export const evaluate = (corpus: readonly Labelled[], lexicon: Lexicon): { readonly report: string; readonly disagreements: number } => {
  const pairs = corpus.map((label): Pair => ({ label, reading: readReport(label.text, lexicon) }));
  const differing = pairs.flatMap((pair) => disagreement(pair) ?? []);
  const figures = [...RATES, ...FIELDS].map(({ name, agree, of }) => figure(name, pairs.filter(of), agree));
  return {
    report: `${String(pairs.length)} reports\n\n${confusion(pairs)}\n${figures.join('')}\n${differing.join('\n')}`,
    disagreements: differing.length,
  };
};
