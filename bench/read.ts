/**
 * How fast the built service reads reports, in processor time on one core. usage: npm run build:service && tsx bench/read.ts
 * Reports of 2 kB per second, beside one scan of the same text with a single alternation of all target phrases; then ten hostile texts of 1 MB.
 */
import type * as Reader from '../src/reports/read-report.ts';

const built = new URL('../dist/reports/read-report.js', import.meta.url).href;
const { loadLexicon, readReport } = (await import(built)) as typeof Reader;

const FILLER = [
  'The lungs are clear with no focal consolidation, collapse or effusion.',
  'The heart is not enlarged and the mediastinal contours are normal.',
  'Liver, spleen, pancreas, adrenals and both kidneys are unremarkable.',
  'No free fluid or lymphadenopathy is seen in the abdomen or pelvis.',
  'A 6 mm nodule in the right middle lobe is stable over two years and needs no follow up.',
  'Degenerative change of the lower lumbar spine with narrowing of the L5/S1 disc space.',
  'Calcified plaque in the aorta and its branches, maximal diameter 27 mm.',
  'The gallbladder contains several stones without wall thickening.',
];
const FINDINGS = [
  'There is an old wedge fracture of T8 with about 30% loss of height, unchanged.',
  'Acute superior endplate fracture of L1 with marrow oedema and no retropulsion.',
  'Vertebral body heights are maintained. No compression fracture.',
  'Anterior wedging of T11 and T12, likely long-standing.',
];
const SIZE = 2000;

/** Different reports of about 2 kB, a finding in each. */
const reportsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => {
    const lines = [
      'CT chest, abdomen and pelvis.',
      'Clinical details: weight loss, back pain, ?malignancy.',
      '',
      'Findings:',
      FINDINGS[number % FINDINGS.length] ?? '',
    ];
    for (let next = number; lines.join('\n').length < SIZE - 100; next += 1) lines.push(FILLER[next % FILLER.length] ?? '');
    return [...lines, `Conclusion: ${FINDINGS[number % FINDINGS.length] ?? ''}`].join('\n');
  });

const MEGABYTE = 1_000_000;
const filled = (piece: string): string => piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE);

const HOSTILE: Readonly<Record<string, string>> = {
  'one letter': filled('a'),
  'one digit': filled('1'),
  'nested brackets': filled('(') + filled(')'),
  'no line break, one sentence': filled('old wedge fracture of the '),
  'levels without end': filled('T1, '),
  'negations without end': filled('no '),
  'loss of loss of': filled('loss of '),
  'line breaks': filled('T12\n'),
  'brackets and question marks': filled('(?) '),
  'findings without full stops': filled('no fracture of T12 but a fracture of L1, likely old, '),
};

/** Milliseconds of processor time, so that what else runs on the machine does not count. */
const timed = (work: () => void): number => {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const lexicon = loadLexicon();
const reports = reportsOf(2000);
const targets = lexicon.entries.flatMap((entry) => (entry.role === 'target' ? entry.phrases : []));
const words = [...new Set(targets.flatMap((phrase) => phrase.match(/[a-z]{4,}/g) ?? []))].sort((a, b) => b.length - a.length);
const alternation = new RegExp(`\\b(?:${words.join('|')})\\b`, 'gi');

const read = (): void => reports.forEach((text) => readReport(text, lexicon));
const scan = (): void => reports.forEach((text) => [...text.matchAll(alternation)]);
read();
scan();
const reading = median(Array.from({ length: 5 }, () => timed(read)));
const scanning = median(Array.from({ length: 5 }, () => timed(scan)));
const perSecond = (milliseconds: number): string => Math.round((reports.length / milliseconds) * 1000).toLocaleString('en-GB');
process.stdout.write(`reports of 2 kB per second: ${perSecond(reading)}\n`);
process.stdout.write(
  `one scan with an alternation of ${String(words.length)} target words: ${perSecond(scanning)}, ratio ${(reading / scanning).toFixed(1)}\n`,
);
for (const [name, text] of Object.entries(HOSTILE)) {
  process.stdout.write(
    `1 MB, ${name.padEnd(30)} ${timed(() => readReport(text, lexicon))
      .toFixed(0)
      .padStart(6)} ms\n`,
  );
}
