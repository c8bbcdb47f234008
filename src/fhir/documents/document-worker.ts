/** Runs in a worker thread: one document at a time, PDF, RTF or long HTML, to text. What it throws stays here: only "could not be read" leaves. */
import { parentPort } from 'node:worker_threads';
import { decodeText } from '../decode-text.ts';
import { htmlText } from './html-text.ts';
import { loadPdfReader, pdfText } from './pdf-text.ts';
import { rtfText } from './rtf-text.ts';

export type DocumentKind = 'pdf' | 'rtf' | 'html';

export interface DocumentJob {
  readonly kind: DocumentKind;
  readonly bytes: Uint8Array;
  readonly charset: string | null;
  readonly maxPages: number;
}

export type DocumentAnswer = { readonly text: string } | { readonly failed: true };

const READERS: Readonly<Record<DocumentKind, (job: DocumentJob) => string | Promise<string>>> = {
  pdf: ({ bytes, maxPages }) => pdfText(bytes, maxPages),
  rtf: ({ bytes }) => rtfText(bytes),
  html: ({ bytes, charset }) => htmlText(decodeText(bytes, charset)),
};

const answer = async (job: DocumentJob): Promise<DocumentAnswer> => {
  try {
    return { text: await READERS[job.kind](job) };
  } catch {
    return { failed: true };
  }
};

parentPort?.on('message', (job: DocumentJob) => void answer(job).then((result) => parentPort?.postMessage(result)));
await loadPdfReader();
parentPort?.postMessage('ready');
