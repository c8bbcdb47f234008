/** The reports' own words, each with its examination and day. */
import type { Quote } from '../assessment/advice.ts';
import { printedDay } from '../calendar.ts';
import type { Frame } from './content.ts';
import { oneLine } from './plain-text.ts';

/** Sentences of reports on one card, the newest first. */
const MOST = 3;

/** Code points of one quoted sentence, and of an examination's name. */
const LONG = 300;
const NAME = 80;

/** `CT abdomen and pelvis`, `MRI (lumbar spine)`, `Imaging report`. */
export const examinationOf = ({ modality, title }: Pick<Quote, 'modality' | 'title'>, { words, examination }: Frame): string => {
  const said = modality === null ? '' : (words['modality']?.[modality] ?? '');
  const name = title === null ? '' : oneLine(title, NAME);
  if (name === '') return said === '' ? examination : said;
  const isNamed = [modality ?? '', said].some((word) => name.toLowerCase().includes(word.toLowerCase()));
  return isNamed ? name : `${said} (${name})`;
};

export const quotesOf = (quotes: readonly Quote[], frame: Frame): readonly string[] =>
  quotes.slice(0, MOST).map((quote) =>
    frame.quote.fill({
      examination: examinationOf(quote, frame),
      text: oneLine(quote.text, LONG),
      ...(quote.day === null ? {} : { day: printedDay(quote.day) }),
    }),
  );
