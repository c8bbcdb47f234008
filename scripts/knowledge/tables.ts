/** The tables behind all rules: thresholds, sources, links, override reasons, and the 13 source attributes of HTI-1. */
import type { ThresholdFile, Thresholds } from '../../src/assessment/thresholds.ts';
import type { CardFiles } from '../../src/cards/content.ts';
import { withLimits } from '../../src/cards/limits.ts';
import { code, table } from './markdown.ts';

export const thresholdTable = (file: ThresholdFile, values: Thresholds): string =>
  table(
    ['threshold', 'value', 'source', 'note'],
    Object.entries(file).map(([name, { unit, source, ours, note }]) => [
      code(name),
      `${withLimits(`{{limits.${name}}}`, values)} ${unit ?? ''}`,
      source ?? `ours, ${ours ?? ''}`,
      note ?? '',
    ]),
  );

export const sourceTable = ({ sources }: CardFiles): string =>
  table(
    ['id', 'document', 'section', 'says', 'strength', 'certainty'],
    Object.entries(sources.sources).map(([id, { document, section, says, strength, certainty }]) => [
      code(id),
      sources.documents[document]?.title ?? document,
      section ?? '',
      says,
      strength,
      certainty,
    ]),
  );

export const documentTable = ({ sources }: CardFiles): string =>
  table(
    ['document', 'publisher', 'date', 'address', 'how it was read'],
    Object.values(sources.documents).map(({ title, publisher, date, url, note }) => [title, publisher, date ?? '', url ?? '', note]),
  );

export const linkTable = ({ sources }: CardFiles): string =>
  table(
    ['link', 'for', 'address', 'noted'],
    Object.values(sources.links).map(({ label, url, for: reader, noted }) => [label, reader, url, noted]),
  );

const spanInWords = (span: object): string =>
  Object.entries(span)
    .map(([unit, count]) => `${String(count)} ${unit}`)
    .join(' ');

export const reasonTable = ({ reasons }: CardFiles): string =>
  table(
    ['code', 'as the clinician reads it', 'quiets', 'for'],
    Object.entries(reasons.reasons).map(([id, { display, whom, length }]) => [code(id), display, whom, spanInWords(length)]),
  );

/** ONC HTI-1, 45 CFR 170.315(b)(11)(iv)(A): source attributes of evidence-based decision support. */
export const attributeTable = (): string =>
  table(
    ['attribute', 'here'],
    [
      ['1 Bibliographic citation', 'The documents and sections of the tables "Documents" and "Sources".'],
      ['2 Developer', 'The Vertebral Fracture CDS project (open source, Apache-2.0).'],
      ['3 Funding source of the technical implementation', 'None.'],
      [
        '4 Release and, if applicable, revision dates',
        'CHANGELOG.md; each rule carries a version and a review date; every card carries the knowledge version.',
      ],
      ['5 Use of race', 'Not used.'],
      ['6 Use of ethnicity', 'Not used.'],
      ['7 Use of language', 'Not used; reports are read in English.'],
      ['8 Use of sexual orientation', 'Not used.'],
      ['9 Use of gender identity', 'Not used.'],
      ['10 Use of sex', 'Used: menopause, drugs licensed for women only, VFA age, a single mild deformity in a man, pregnancy.'],
      ['11 Use of date of birth', 'Used: age decides between the forms of the main card, and who is out of scope.'],
      ['12 Use of social determinants of health data', 'Not used.'],
      ['13 Use of health status assessments data', 'Used where coded: frailty. Falls and quality-of-life scores are not used.'],
    ],
  );
