/** A chart check in words, for the terminal. */
import type { ChartCheck, CheckedKey, CheckedReport } from './check-chart.ts';

const usable = ({ resources, known }: CheckedKey): string =>
  resources === 0 ? '' : `, ${resources} usable${known === null ? '' : `, ${known} known to the code lists`}`;

const keyLine = (key: CheckedKey): readonly string[] => {
  const { part, needed, arrived, why, wouldRead } = key;
  return [
    `  ${part.padEnd(26)} ${arrived}${needed ? ' (needed)' : ''}${why ? `: ${why}` : ''}${usable(key)}`,
    ...(wouldRead === null ? [] : [`  ${''.padEnd(26)} with a FHIR server: GET ${wouldRead}`]),
  ];
};

const sourcesOf = (parts: CheckedReport['parts']): string =>
  parts.map(({ from, contentType, length }) => `${from}${contentType ? ` ${contentType}` : ''} (${length} characters)`).join(', ');

const reportLine = ({ id, day, status, modality, title, parts, notRead }: CheckedReport): string =>
  `  ${id}  ${day ?? 'no date'}  ${[modality, title].filter(Boolean).join(' ') || 'untitled'}, ${status}: ${[sourcesOf(parts), notRead && `not read: ${notRead}`].filter(Boolean).join('; ') || 'no text yet'}`;

const answerOf = ({ missing, noneReadable, fhirServer, registration }: ChartCheck): string => {
  if (missing.length > 0 && registration === 'not-registered')
    return `403 Forbidden: ${missing.join(', ')} would have to be read from a FHIR server that is not registered`;
  const without = fhirServer === null ? '' : ', unless its FHIR server can be read';
  if (missing.length > 0) return `412 Precondition Failed, naming ${missing.join(', ')}${without}`;
  if (noneReadable) return `412 Precondition Failed: imaging reports are there and none could be read${without}`;
  return '200, from what was sent';
};

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [title, ...lines, '']);

export const describeCheck = (check: ChartCheck): string =>
  [
    ...section(`${check.hook}, FHIR server: ${check.fhirServer ?? 'none'}`, [`Answer: ${answerOf(check)}`]),
    ...section('Keys', check.keys.flatMap(keyLine)),
    ...section(`Imaging reports (${check.notImaging} others left out)`, check.reports.map(reportLine)),
    ...section(
      'For the analyst of the EHR',
      check.advice.map((line) => `  - ${line}`),
    ),
    ...section(
      'As it should be',
      check.notes.map((line) => `  - ${line}`),
    ),
  ].join('\n');
