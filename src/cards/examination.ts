/** What an examination is called on a card. */
import type { Frame } from './content.ts';
import { oneLine } from './plain-text.ts';

/** Code points of a name. */
const NAME = 80;

/** `CT abdomen and pelvis`, `MRI (lumbar spine)`, `Imaging report`. */
export const examinationOf = (
  { modality, title }: { readonly modality: string | null; readonly title: string | null },
  { words, examination }: Pick<Frame, 'words' | 'examination'>,
): string => {
  const said = modality === null ? '' : (words['modality']?.[modality] ?? '');
  const name = title === null ? '' : oneLine(title, NAME);
  if (name === '') return said === '' ? examination : said;
  const isNamed = [modality ?? '', said].some((word) => name.toLowerCase().includes(word.toLowerCase()));
  return isNamed ? name : `${said} (${name})`;
};
