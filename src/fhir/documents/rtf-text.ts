/**
 * RTF -> text with `rtf-to-text`, which knows groups, Unicode escapes and paragraphs. What it does not know is turned into what it
 * knows first: `\'e9` in the document's code page, table cells, page headers and the fallback characters after `\u`.
 */
import { stripRtf } from 'rtf-to-text';
import { decodeAs } from '../decode-text.ts';

const codePageOf = (rtf: string): string => {
  if (/\\mac\b/.test(rtf.slice(0, 200))) return 'macintosh';
  const page = /\\ansicpg(\d+)/.exec(rtf.slice(0, 2000))?.[1];
  return page === undefined || page === '0' ? 'windows-1252' : page === '65001' ? 'utf-8' : `windows-${page}`;
};

/** UTF-16 units as `\uN?`: the `?` is the fallback that `rtf-to-text` leaves out. */
const escaped = (characters: string): string =>
  Array.from({ length: characters.length }, (_, index) => `\\u${characters.charCodeAt(index)}?`).join('');

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16));

/** One pass, one alternative per escape; each is of bounded length or a plain repetition, so the pass is linear. */
const ESCAPES =
  /\\([\\{}])|\\u(-?\d{1,6}) ?(?:\\'[0-9a-f]{2}|\?)?|((?:\\'[0-9a-f]{2})+)|\\(cell|row|sect|page|column)\b ?|\\([~_-])|\{\\(header|footer)([lrf]?)\b/gi;

export const rtfText = (bytes: Uint8Array): string => {
  const rtf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const codePage = codePageOf(rtf);
  const known = rtf.replace(
    ESCAPES,
    (whole, literal?: string, unicode?: string, hex?: string, breaks?: string, mark?: string, margin?: string) => {
      if (literal !== undefined) return whole;
      if (unicode !== undefined) return `\\u${unicode}?`;
      if (hex !== undefined) return escaped(decodeAs(bytesOf(hex), codePage));
      if (breaks !== undefined) return breaks.toLowerCase() === 'cell' ? '\\tab ' : '\\par ';
      if (mark !== undefined) return mark === '~' ? ' ' : mark === '_' ? '-' : '';
      if (margin !== undefined) return `{\\*${whole.slice(1)}`;
      return whole;
    },
  );
  return stripRtf(known);
};
