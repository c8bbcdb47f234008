/** The attachments of a report (`presentedForm`): what kind each is, where its bytes are, and its text where that costs nothing. */
import { remembering } from '../remember.ts';
import { decodeText, parseContentType } from './decode-text.ts';
import { htmlText } from './documents/html-text.ts';
import type { DocumentKind } from './documents/document-worker.ts';
import { entryOf, objects, text, type Json } from './json.ts';

/** `xml`: CDA and other markup that is never parsed (external entities). `image`: pictures, video, anything without text. */
export type AttachmentKind = 'plain' | DocumentKind | 'xml' | 'image' | 'unknown';

export interface Attachment {
  readonly kind: AttachmentKind;
  /** As the report names it. */
  readonly contentType: string | null;
  readonly charset: string | null;
  /** Base64, where the bytes came along. */
  readonly data: string | null;
  readonly url: string | null;
}

const KINDS: Readonly<Record<string, AttachmentKind>> = {
  'text/plain': 'plain',
  'text/markdown': 'plain',
  'text/html': 'html',
  'text/xhtml': 'html',
  'application/xhtml': 'html',
  'application/xhtml+xml': 'html',
  'text/rtf': 'rtf',
  'text/richtext': 'rtf',
  'application/rtf': 'rtf',
  'application/x-rtf': 'rtf',
  'application/pdf': 'pdf',
  'application/x-pdf': 'pdf',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'application/hl7-cda+xml': 'xml',
};

export const kindOfType = (type: string | null): AttachmentKind => {
  if (type === null) return 'unknown';
  if (/^(?:image|video|audio)\/|^application\/dicom/.test(type)) return 'image';
  return entryOf(KINDS, type) ?? 'unknown';
};

/** First signs of the kinds that are told by their bytes: nothing else needs a second look. */
const SIGNED = '%{<\x89\xFFGIM';

/** A printed ASCII sign that none of those begins with: the first byte of nearly every report. */
const isUnsigned = (byte: number): boolean => byte > 0x20 && byte < 0x7f && !SIGNED.includes(String.fromCharCode(byte));

/** What the bytes themselves say; it wins over the label, because labels are typed by hand. */
export const kindOfBytes = (bytes: Uint8Array, labelled: AttachmentKind): AttachmentKind => {
  if (labelled !== 'unknown' && isUnsigned(bytes[0] ?? 0)) return labelled;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512))
    .toString('latin1')
    .replace(/^[\uFEFF\xEF\xBB\xBF\s]+/, '');
  if (labelled !== 'unknown' && !SIGNED.includes(head.charAt(0))) return labelled;
  if (head.startsWith('%PDF')) return 'pdf';
  if (head.startsWith('{\\rtf')) return 'rtf';
  if (/^(?:\x89PNG|\xFF\xD8\xFF|GIF8|II\*|MM\0\*)/.test(head)) return 'image';
  if (/^<(?:!doctype html|html|body|div|p|table|span|pre)\b/i.test(head)) return 'html';
  if (/^<\?xml/.test(head)) return /<(?:!doctype )?html/i.test(head) ? 'html' : 'xml';
  if (labelled !== 'unknown') return labelled;
  return /[\0-\x08\x0E-\x1F]/.test(head) ? 'unknown' : 'plain';
};

type Named = Pick<Attachment, 'kind' | 'charset'>;

const UNNAMED: Named = { kind: 'unknown', charset: null };

const namedType = remembering((contentType): Named => {
  const { type, charset } = parseContentType(contentType);
  return { kind: kindOfType(type), charset };
});

export const attachmentsOf = (report: Json): readonly Attachment[] =>
  objects(report.presentedForm).map((form) => {
    const contentType = text(form.contentType);
    const { kind, charset } = contentType === null ? UNNAMED : namedType(contentType);
    return { kind, charset, contentType, data: text(form.data), url: text(form.url) };
  });

/** Longer HTML goes to the worker: deep nesting costs the parser quadratic time. */
const INLINE_HTML = 32_000;
/** Longer than any report: what is behind it is left unread. */
const TEXT_CAP = 1_000_000;

export type Opened =
  | { readonly text: string }
  | { readonly document: DocumentKind; readonly bytes: Uint8Array; readonly charset: string | null }
  | { readonly why: string };

/** `null` where it is nested too deep to be read whole. */
export const inlineHtml = (html: string): string | null => {
  try {
    return htmlText(html);
  } catch {
    return null;
  }
};

/** Bytes -> text at once where that is cheap, else a document for the worker, else why it cannot be read. */
export const openBytes = (bytes: Uint8Array, kind: AttachmentKind, charset: string | null): Opened => {
  const real = kindOfBytes(bytes, kind);
  if (real === 'image') return { why: 'a picture' };
  if (real === 'xml') return { why: 'an XML document, which is not read' };
  if (real === 'unknown') return { why: 'an attachment of unknown type' };
  if (real === 'pdf' || real === 'rtf') return { document: real, bytes, charset };
  if (bytes.length > TEXT_CAP) return { why: 'an attachment longer than any report' };
  if (real === 'html' && bytes.length > INLINE_HTML) return { document: 'html', bytes, charset };
  const plain = real === 'html' ? inlineHtml(decodeText(bytes, charset)) : decodeText(bytes, charset).trim();
  if (plain === null) return { why: 'an HTML document that could not be read' };
  return plain === '' ? { why: 'an empty attachment' } : { text: plain };
};

/** Base64 longer than this is not decoded: the document limit (2 MB) with its third on top, and line breaks. */
const BASE64_CAP = 2_900_000;

/** @returns `null` where the attachment has no inline data. */
export const openInline = ({ data, kind, charset }: Attachment): Opened | null => {
  if (data === null) return null;
  if (data.length > BASE64_CAP) return { why: 'an attachment larger than 2 MB' };
  const bytes = Buffer.from(data, 'base64');
  return bytes.length === 0 ? { why: 'an empty attachment' } : openBytes(bytes, kind, charset);
};
