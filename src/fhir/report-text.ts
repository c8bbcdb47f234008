/**
 * The text of one DiagnosticReport, wherever the EHR keeps it (DESIGN section 5): inline attachments, Binary by its exact URL, conclusion,
 * result Observations, and the narrative last. What could not be read is said, never left out silently.
 */
import { attachmentsOf, inlineHtml, openBytes, openInline, type Attachment, type AttachmentKind, type Opened } from './attachments.ts';
import { parseContentType } from './decode-text.ts';
import { DOCUMENT_LIMITS, type Documents } from './documents/read-documents.ts';
import type { TextPart } from './facts.ts';
import { ReadFailure, type FhirReads } from './fhir-reads.ts';
import { isContained, isRendering } from './join-text.ts';
import { isObject, objects, text, type Json } from './json.ts';
import { isPointer } from './report-banners.ts';
import type { Clock } from './request-clock.ts';
import { lengthOf, LONGEST_TEXT, TOO_LONG } from './text-limit.ts';

export interface TextOfReport {
  readonly text: string;
  readonly parts: readonly TextPart[];
  /** Why the body, or part of it, could not be read; `null` when all of it was. */
  readonly notRead: string | null;
  /** Something that the reporter wrote was read: not only a pointer, nor a narrative beside an unreadable body. */
  readonly wasRead: boolean;
}

export interface TextParts {
  readonly documents: Documents;
  /** `null` where no server may be read. */
  readonly reads: FhirReads | null;
  readonly clock: Pick<Clock, 'deadline'>;
  /** A resource that came along: contained, or beside the report in its Bundle. */
  readonly local: (reference: string, report: Json) => Json | null;
}

interface Piece {
  readonly from: TextPart['from'];
  readonly contentType: string | null;
  readonly text: string;
}

/** Cheapest and truest first; the media type that a Binary is asked for in. */
const ORDER: readonly AttachmentKind[] = ['plain', 'html', 'unknown', 'rtf', 'pdf'];

type Readable = { readonly text: string } | { readonly why: string };

const openDocument = async (opened: Opened, parts: TextParts): Promise<Readable> =>
  'document' in opened ? parts.documents.read(opened.document, opened.bytes, opened.charset, parts.clock.deadline) : opened;

/** `Binary` as JSON carries base64; anything else is the attachment itself. */
const openBinary = (bytes: Uint8Array, contentType: string | null, wanted: Attachment): Opened => {
  const { type, charset } = parseContentType(contentType);
  if (type !== null && /[/+]json$/.test(type)) {
    try {
      return openBinaryResource(JSON.parse(Buffer.from(bytes).toString('utf8')), wanted);
    } catch {
      return { why: 'a Binary that is no JSON' };
    }
  }
  return openBytes(bytes, wanted.kind, wanted.charset ?? charset);
};

const openBinaryResource = (resource: unknown, wanted: Attachment): Opened => {
  if (!isObject(resource) || resource.resourceType !== 'Binary') return { why: 'something that is no Binary' };
  return openInline({ ...wanted, data: text(resource.data) }) ?? { why: 'a Binary without data' };
};

const FHIR_JSON = 'application/fhir+json';

const fetchAttachment = async (attachment: Attachment, report: Json, parts: TextParts): Promise<Readable> => {
  const url = attachment.url ?? '';
  const here = parts.local(url, report);
  if (here) return openDocument(openBinaryResource(here, attachment), parts);
  if (!parts.reads) return { why: 'a text behind a link, and no FHIR server that may be read' };
  const accept = attachment.contentType === null ? `${FHIR_JSON}, */*;q=0.5` : `${attachment.contentType}, ${FHIR_JSON};q=0.9`;
  try {
    // Base64 in JSON is a third longer than the document that it carries.
    const raw = await parts.reads.raw(url, accept, DOCUMENT_LIMITS.bytes * 1.5, parts.clock.deadline);
    return await openDocument(openBinary(raw.bytes, raw.contentType, attachment), parts);
  } catch (error) {
    if (error instanceof ReadFailure) return { why: `a text behind a link: ${error.message}` };
    throw error;
  }
};

const fits = (words: string, beside: readonly Piece[]): boolean =>
  words.length + lengthOf(beside.map((piece) => piece.text)) <= LONGEST_TEXT;

/** Adds a piece unless it is a rendering of what is there; of two renderings the longer stays. */
const withPiece = (pieces: readonly Piece[], piece: Piece): readonly Piece[] => {
  if (pieces.some((other) => isContained(piece.text, other.text))) return pieces;
  return [...pieces.filter((other) => !isContained(other.text, piece.text)), piece];
};

const withRendering = (pieces: readonly Piece[], piece: Piece): readonly Piece[] => {
  const twin = pieces.find((other) => isRendering(piece.text, other.text));
  if (!twin) return withPiece(pieces, piece);
  return twin.text.length >= piece.text.length ? pieces : pieces.map((other) => (other === twin ? piece : other));
};

/** A body of this length is a report, and its other renderings are not opened; a shorter one may be a pointer to them. */
const ENOUGH = 400;

interface Body {
  readonly pieces: readonly Piece[];
  readonly failures: readonly string[];
  /** Something was too long: it is missing, also beside a body that was read. */
  readonly cut: boolean;
}

const isEnough = (pieces: readonly Piece[]): boolean => lengthOf(pieces.map((piece) => piece.text)) >= ENOUGH;

/** Attachments kind by kind, cheapest first; all of one kind belong together, those of the next kind are read only if that was too little. */
const readBody = async (report: Json, parts: TextParts): Promise<Body> => {
  const attachments = attachmentsOf(report);
  let pieces: readonly Piece[] = [];
  let cut = false;
  const failures: string[] = attachments
    .filter(({ kind }) => kind === 'image' || kind === 'xml')
    .map(({ kind }) => (kind === 'xml' ? 'an XML document, which is not read' : 'a picture'));

  const take = (attachment: Attachment, from: TextPart['from'], readable: Readable): void => {
    if ('why' in readable) failures.push(readable.why);
    else if (!fits(readable.text, pieces)) cut = true;
    else pieces = withRendering(pieces, { from, contentType: attachment.contentType, text: readable.text });
  };

  const later: Attachment[] = [];
  for (const kind of ORDER) {
    if (isEnough(pieces)) break;
    for (const attachment of attachments) {
      if (attachment.kind !== kind) continue;
      const opened = openInline(attachment);
      if (opened === null) later.push(attachment);
      else if ('document' in opened) take(attachment, 'presentedForm', await openDocument(opened, parts));
      else take(attachment, 'presentedForm', opened);
    }
  }
  for (const kind of ORDER) {
    if (later.length === 0 || isEnough(pieces)) break;
    const ofKind = later.filter((attachment) => attachment.kind === kind && attachment.url !== null);
    const fetched = await Promise.all(ofKind.map((attachment) => fetchAttachment(attachment, report, parts)));
    fetched.forEach((readable, index) => take(ofKind[index] as Attachment, 'binary', readable));
  }
  return { pieces, failures, cut };
};

const RESULT_CAP = 20;

const wordsOfObservation = (observation: Json): readonly string[] =>
  [
    ...[observation.valueString, isObject(observation.valueCodeableConcept) ? observation.valueCodeableConcept.text : null],
    ...objects(observation.component).map(({ valueString }) => valueString),
    ...objects(observation.note).map((note) => note.text),
  ].filter((words): words is string => text(words) !== null);

/** Result Observations in the order of the report: ORU-derived feeds send one for every line. */
const readResults = async (report: Json, parts: TextParts): Promise<Readable> => {
  const references = objects(report.result)
    .flatMap(({ reference }) => text(reference) ?? [])
    .slice(0, RESULT_CAP);
  if (references.length === 0) return { text: '' };
  const { reads } = parts;
  const found = await Promise.all(
    references.map(async (reference): Promise<Json | null> => {
      const here = parts.local(reference, report);
      if (here || !reads || reference.startsWith('#') || reference.startsWith('urn:')) return here;
      const read = await reads.json(reference, parts.clock.deadline).catch(() => null);
      return isObject(read) && read.resourceType === 'Observation' ? read : null;
    }),
  );
  const words = found.flatMap((observation) => (observation ? wordsOfObservation(observation) : []));
  if (words.length > 0) return { text: words.join('\n') };
  return found.includes(null) ? { why: 'results that are not in what was supplied' } : { text: '' };
};

/** A conclusion is a section of its own: without a heading it would be read as part of whatever stands before it. */
const asSection = (piece: Piece, index: number): string =>
  index > 0 && piece.from === 'conclusion' ? `CONCLUSION:\n${piece.text}` : piece.text;

const finish = (pieces: readonly Piece[], failures: readonly string[], wasRead: boolean): TextOfReport => ({
  text: pieces.map(asSection).join('\n\n'),
  parts: pieces.map(({ from, contentType, text: words }) => ({ from, contentType, length: words.length })),
  notRead: failures[0] ?? null,
  wasRead,
});

/** A longer narrative is no header and no report. */
const NARRATIVE_CAP = 32_000;

/** Nothing there to be read, beside nothing that failed. */
export const NO_TEXT = 'it holds no text';

/** Never rejects for what an EHR does. */
export const readReportText = async (report: Json, parts: TextParts): Promise<TextOfReport> => {
  const body = await readBody(report, parts);
  // Another rendering that cannot be opened takes nothing away from a body that was read, unless that body only points to it.
  const bodyRead = body.pieces.some((piece) => !isPointer(piece.text));
  const failures = [...(body.cut ? [TOO_LONG] : []), ...(bodyRead ? [] : body.failures)];
  let { pieces } = body;
  const take = (from: TextPart['from'], words: string): void => {
    if (fits(words, pieces)) pieces = withPiece(pieces, { from, contentType: null, text: words });
    else failures.push(TOO_LONG);
  };

  const conclusion = text(report.conclusion);
  if (conclusion !== null) take('conclusion', conclusion.trim());

  if (!bodyRead) {
    const results = await readResults(report, parts);
    if ('why' in results) {
      if (pieces.length === 0) failures.push(results.why);
    } else if (results.text !== '') {
      take('result', results.text);
    }
  }
  if (pieces.some((piece) => !isPointer(piece.text))) return finish(pieces, failures, true);

  const div = isObject(report.text) ? text(report.text.div) : null;
  const narrative = div === null ? '' : (inlineHtml(div.slice(0, NARRATIVE_CAP)) ?? '');
  if (narrative !== '') take('div', narrative);
  if (pieces.length === 0 && failures.length === 0) return finish(pieces, [NO_TEXT], false);
  // A narrative is a header where the body lies elsewhere (Oracle Health); alone it is all there is.
  return finish(pieces, failures, failures.length === 0);
};
