/** Which document and section a sentence rests on, as short as a clinician cites it: `NG259 1.4.1, 1.7.3; NOGG 2024 s4`. */
import type { SourceFile } from './source-file.ts';

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** Ids of the documents behind the sources, those that are printed only, in order of first use. */
export const documentsOf = (ids: readonly string[], { documents, sources }: SourceFile): readonly string[] =>
  unique(ids.flatMap((id) => sources[id]?.document ?? [])).filter((id) => documents[id]?.short !== undefined);

/** Empty where nothing but our own decision stands behind it. */
export const citationOf = (ids: readonly string[], file: SourceFile): string =>
  documentsOf(ids, file)
    .map((document) => {
      const sections = ids.flatMap((id) => (file.sources[id]?.document === document ? (file.sources[id].section ?? []) : []));
      return [file.documents[document]?.short, unique(sections).join(', ')].filter(Boolean).join(' ');
    })
    .join('; ');

/** As a card names it: `NICE NG259, Osteoporosis: risk assessment (2026)`. */
export const titleOf = (id: string, { documents }: SourceFile): string => {
  const document = documents[id];
  if (document === undefined) return '';
  const title = document.onCards ?? document.title;
  return document.date === undefined ? title : `${title} (${document.date.slice(0, 4)})`;
};
