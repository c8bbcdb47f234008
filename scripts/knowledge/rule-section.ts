/** One rule on paper: question, inputs, words with their sources, silences, hazards and proofs. */
import type { Rule } from '../../src/assessment/rule.ts';
import type { Thresholds } from '../../src/assessment/thresholds.ts';
import { citationOf } from '../../src/cards/citations.ts';
import type { CardFile } from '../../src/cards/card-file.ts';
import type { CardFiles } from '../../src/cards/content.ts';
import { withLimits } from '../../src/cards/limits.ts';
import { code, list, sections, table } from './markdown.ts';
import { casesThatSpeak, silencesProved, testsOf } from './proofs.ts';
import { silencesOf } from './silences.ts';

/** Phrases stand inside phrases too. */
const withPhrases = (text: string, phrases: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{> ([\w-]+)\}\}/g, (_, name: string) => withPhrases(phrases[name] ?? '', phrases));

/** What stands only where a value is not given is told as `[else ...]`. */
const withAlternatives = (text: string): string => {
  const open: string[] = [];
  return text.replace(/\{\{([#^/])[\w-]+\}\}/g, (_, kind: string) => {
    if (kind !== '/') open.push(kind);
    if (kind === '^') return ' [else ';
    return kind === '/' && open.pop() === '^' ? ']' : '';
  });
};

/** The template as a reader sees it: phrases filled in, values in angle brackets. */
const inWords = (text: string, { shared }: CardFiles, thresholds: Thresholds): string =>
  withAlternatives(withLimits(withPhrases(text, shared.phrases), thresholds))
    .replace(/\{\{(\w+)\}\}/g, '‹$1›')
    .replace(/ {2,}/g, ' ');

const lineRows = (rule: Rule, file: CardFile, files: CardFiles, thresholds: Thresholds): readonly (readonly string[])[] =>
  Object.keys(rule.says).flatMap((id) =>
    (file.lines[id] ?? files.shared.lines[id] ?? []).map(({ text, sources }) => [
      code(id),
      inWords(text, files, thresholds),
      citationOf(sources, files.sources) || sources.join(', '),
    ]),
  );

const proofs = (rule: Rule): string => {
  const silent = [...silencesProved(rule)].sort(([a], [b]) => a.localeCompare(b));
  return sections(
    '**Proved by**',
    list([...testsOf(rule).map(code), ...casesThatSpeak(rule).map((one) => `speaks in \`fixtures/\` ${one}`)]),
    silent.length === 0
      ? ''
      : table(
          ['silent for', 'in fixtures'],
          silent.map(([reason, names]) => [code(reason), names.join(', ')]),
        ),
  );
};

const titled = (id: string, { sources }: CardFiles): string => sources.documents[id]?.title ?? id;

const sourcesOnCard = (file: CardFile, files: CardFiles): string =>
  [
    ...file.sourceWhenSaid.map(({ line, source }) => `${titled(source, files)} (with ${code(line)})`),
    `${file.sourceWhenSaid.length > 0 ? 'else ' : ''}${titled(file.source, files)}`,
  ].join('; ');

const linksOnCard = ({ links, sourceWhenSaid }: CardFile, { sources }: CardFiles): string => {
  const label = (id: string): string => sources.links[id]?.label ?? id;
  const others = sourceWhenSaid.flatMap(({ line, links: more }) => more.map((id) => `${label(id)} (with ${code(line)})`));
  return [...links.map(label), ...others].join('; ') || 'none';
};

export const ruleSection = (rule: Rule, file: CardFile, files: CardFiles, thresholds: Thresholds): string =>
  sections(
    `## ${rule.id}`,
    rule.question,
    `Topic ${code(rule.topic)}, ${file.indicators.join(' or ')}. Source on the card: ${sourcesOnCard(file, files)}. ` +
      `Version ${String(file.version)}, review due ${file.reviewDue}, signed off by ${file.signedOffBy.join(', ') || 'nobody yet'}.`,
    '**Looks at**',
    list(file.inputs),
    '**Guards against**',
    list(file.hazards.map((hazard) => withLimits(hazard, thresholds))),
    '**Summaries**',
    list(Object.entries(file.summaries).map(([id, text]) => `${code(id)}: ${inWords(text, files, thresholds)}`)),
    '**May say**',
    table(['line', 'words', 'source'], lineRows(rule, file, files, thresholds)),
    `**Offers** ${file.suggestions.join(', ') || 'nothing'}. **Links** ${linksOnCard(file, files)}.`,
    '**Silent for**',
    list(silencesOf(rule, files, thresholds)),
    proofs(rule),
  );
