/** Report texts of any length, made of `report-texts.yaml`. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Content {
  readonly reports: readonly { readonly title: string; readonly code: string; readonly text: string }[];
  readonly filling: readonly string[];
}

const { reports, filling } = parse(readFileSync(new URL('report-texts.yaml', import.meta.url), 'utf8')) as Content;

export interface MadeReport {
  readonly title: string;
  /** DICOM modality. */
  readonly code: string;
  readonly text: string;
}

/** The report of that number: at least `length` characters, its measurements its own. */
export const madeReport = (number: number, length: number): MadeReport => {
  const chosen = reports[number % reports.length];
  if (!chosen) throw new Error('there are no report texts');
  let text = chosen.text.replaceAll('{n}', String(2 + number));
  for (let next = number; text.length < length; next += 1) text += `${filling[next % filling.length] ?? ''}\n`;
  return { title: chosen.title, code: chosen.code, text };
};
