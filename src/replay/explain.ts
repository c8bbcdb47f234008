/** The chain from report span to card or silence, as plain text for a terminal. */
import type { RuleOutcome } from '../assessment/advice.ts';
import { printedDay } from '../calendar.ts';
import type { Explanation } from '../explanation.ts';
import type { ReportText } from '../fhir/facts.ts';
import type { HookResponse } from '../hooks/wire.ts';
import type { ReportReading, Statement } from '../reports/reading.ts';

const indent = (lines: readonly string[], by = '  '): readonly string[] => lines.map((line) => (line ? by + line : line));
const when = (day: string | null): string => (day ? printedDay(day) : 'date not given');

const statementLine = (statement: Statement): string => {
  const what = [
    statement.assertion,
    statement.subject,
    statement.levels.join(', ') || 'no level',
    statement.acuity,
    statement.severity,
    statement.cause,
  ];
  const cues = statement.cues.map((cue) => `${cue.entry}@${cue.start}-${cue.end}`).join(' ');
  return `${statement.start}-${statement.end} "${statement.quote.replace(/\s+/g, ' ').trim()}"\n      = ${what.filter(Boolean).join(', ')}\n      by ${cues}`;
};

const reportLines = (report: ReportText, reading: ReportReading | null): readonly string[] => {
  const head = `${report.title ?? 'Imaging report'} of ${when(report.day)} (DiagnosticReport/${report.id}, ${report.status}), text from ${report.parts.map((part) => part.from).join(' + ') || 'codes only'}`;
  if (!reading) return [head, ...indent([`not read: ${report.notRead ?? 'no text'}`])];
  return [
    head,
    ...indent([
      `verdict ${reading.verdict}${reading.levels.length ? ` at ${reading.levels.join(', ')}` : ''}${reading.redFlags.length ? `; red flags ${reading.redFlags.join(', ')}` : ''}`,
      ...reading.statements.map(statementLine),
      ...reading.flags.map(
        (flag) => `${flag.start}-${flag.end} "${flag.quote.replace(/\s+/g, ' ').trim()}"\n      = ${flag.assertion} flag ${flag.flag}`,
      ),
      ...(reading.unreadFrom === null
        ? []
        : [`not read from character ${reading.unreadFrom} on: more findings before than any report holds`]),
    ]),
  ];
};

const factLines = ({ chart }: Explanation): readonly string[] => {
  const { patient, coded, medicines, measurements, unknown } = chart.facts;
  return [
    `age ${patient.age ?? 'not known'}, ${patient.sex ?? 'sex not known'}${patient.deceased ? ', deceased' : ''}`,
    ...coded.map(
      (fact) =>
        `${fact.concept}${fact.kind ? ` (${fact.kind})` : ''}: ${fact.display}, ${when(fact.day ?? fact.recorded)}, ${fact.status}  <- ${fact.source}`,
    ),
    ...medicines.map((one) => `${one.drug} (${one.class}): ${one.display}, ${one.kind} ${when(one.day)}  <- ${one.source}`),
    ...measurements.map(
      (one) => `${one.what}: ${one.value ?? one.flag ?? 'no value'} ${one.unit ?? ''}, ${when(one.day)}  <- ${one.source}`,
    ),
    `not known: ${unknown.join(', ') || 'nothing'}`,
  ];
};

const outcomeLine = (outcome: RuleOutcome): string =>
  outcome.speaks
    ? `${outcome.rule.padEnd(22)} SPEAKS  ${outcome.advice.summary}: ${outcome.advice.lines.map((line) => line.id).join(', ')}`
    : `${outcome.rule.padEnd(22)} silent  ${outcome.reason}${outcome.detail ? ` (${outcome.detail})` : ''}${outcome.evidence.length ? `  <- ${outcome.evidence.map((one) => one.source).join(', ')}` : ''}`;

/** Sections in the order of the data flow: keys, reports, facts, rules, cards. */
export const explainInWords = (response: HookResponse, explanation: Explanation): string => {
  const { chart, readings, shown } = explanation;
  const readingOf = new Map(readings.map((one) => [one.reportId, one.reading]));
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'Prefetch',
      chart.keys.map(
        (key) => `${key.part.padEnd(18)} ${key.arrived} -> ${key.state}${key.why ? ` (${key.why})` : ''}, ${key.resources} resources`,
      ),
    ],
    [
      `Reports: ${chart.counts.reports}, of which ${chart.counts.notRead} could not be read`,
      chart.reports.flatMap((report) => reportLines(report, readingOf.get(report.id) ?? null)),
    ],
    ['Facts', factLines(explanation)],
    ['Rules', shown.map(outcomeLine)],
    ['Notes', explanation.notes],
    [
      `Cards: ${response.cards.length}`,
      response.cards.flatMap((card) => [
        '',
        `[${card.indicator}] ${card.summary}`,
        '',
        ...card.detail.split('\n'),
        '',
        ...(card.suggestions ?? []).map((one) => `( ${one.label} )`),
      ]),
    ],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([title, lines]) => [title, ...indent(lines), ''])
    .join('\n');
};
