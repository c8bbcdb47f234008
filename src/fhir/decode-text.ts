/**
 * Bytes of an attachment -> characters: by a byte order mark, by the charset that was named, else UTF-8, else Windows-1252.
 * `iconv-lite`, because Node 20's own TextDecoder takes windows-1252 for ISO 8859-1 and loses quotation marks and dashes.
 */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** `text/html; charset=ISO-8859-1` taken apart; both parts in lower case. */
export const parseContentType = (value: string | null): { readonly type: string | null; readonly charset: string | null } => {
  if (value === null) return { type: null, charset: null };
  const [type = '', ...parameters] = value.toLowerCase().split(';');
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/.exec(one)?.[1]).find(Boolean);
  return { type: type.trim() || null, charset: charset ?? null };
};

/** `<meta charset=...>`, `<meta content="text/html; charset=...">` or an XML declaration, within the first kilobyte. */
const namedInside = (bytes: Buffer): string | null => {
  const head = bytes.subarray(0, 1024).toString('latin1');
  return (
    /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w-]{1,40})/i.exec(head)?.[1] ??
    /<\?xml[^>]{0,100}encoding=["']([\w-]{1,40})/i.exec(head)?.[1] ??
    null
  );
};

/** Browsers read Latin-1 as Windows-1252, and so do the systems that label their reports with it. */
const SUPERSET: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
};

/** A charset by name; Windows-1252 where nobody knows that name. */
export const decodeAs = (bytes: Uint8Array, charset: string): string => {
  const name = SUPERSET[charset.toLowerCase()] ?? charset;
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), iconv.encodingExists(name) ? name : 'windows-1252');
};

const hasUtf16Mark = (bytes: Buffer): boolean => (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

const MARK = '\uFEFF';

const withoutMark = (text: string): string => (text.startsWith(MARK) ? text.slice(MARK.length) : text);

/** Never throws: bytes that fit no charset become replacement characters. */
export const decodeText = (given: Uint8Array, charset: string | null): string => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (hasUtf16Mark(bytes)) return decodeAs(bytes, 'utf-16');
  if (isUtf8(bytes)) {
    const named = charset ?? '';
    return /^utf-?16/i.test(named) ? decodeAs(bytes, named) : withoutMark(bytes.toString('utf8'));
  }
  const named = charset ?? namedInside(bytes);
  return decodeAs(bytes, named === null || /^utf-?8$/i.test(named) ? 'windows-1252' : named);
};
