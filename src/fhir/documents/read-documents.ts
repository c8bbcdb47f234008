/**
 * Hostile or heavy documents are read beside the hook, not in it: a small pool of worker threads with limits on memory, pages, size
 * and time. A worker that overruns is ended and the next document gets a new one.
 */
import { Worker } from 'node:worker_threads';
import type { DocumentAnswer, DocumentJob, DocumentKind } from './document-worker.ts';

export interface DocumentLimits {
  readonly bytes: number;
  readonly pages: number;
  /** Milliseconds for one document, once a worker has it. */
  readonly ms: number;
  readonly workers: number;
  /** Heap of one worker. What pdf.js unpacks lies outside it and is bounded by the time. */
  readonly heapMb: number;
}

/** DESIGN section 5. Two workers for the two cores this runs on at least. */
export const DOCUMENT_LIMITS: DocumentLimits = { bytes: 2_000_000, pages: 20, ms: 300, workers: 2, heapMb: 192 };

export type DocumentText = { readonly text: string } | { readonly why: string };

export interface Documents {
  /** Never rejects; what cannot be read says why, in words without anything of the document. */
  readonly read: (kind: DocumentKind, bytes: Uint8Array, charset: string | null, signal: AbortSignal) => Promise<DocumentText>;
  /** Starts a worker before the first document needs it. */
  readonly warm: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const NAMES: Readonly<Record<DocumentKind, string>> = { pdf: 'a PDF', rtf: 'an RTF document', html: 'an HTML document' };

/** In `dist/` the worker is JavaScript; beside the sources it is TypeScript and comes in through a loader. */
const startWorker = (heapMb: number): Worker => {
  const file = import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './document-worker.js';
  return new Worker(new URL(file, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    env: {},
    stdout: true,
    stderr: true,
  });
};

/** One thread. It keeps the process alive only while it works. */
class Thread {
  readonly ready: Promise<boolean>;
  private readonly worker: Worker;
  private settle: (answer: DocumentAnswer | null) => void = () => undefined;

  constructor(heapMb: number) {
    this.worker = startWorker(heapMb);
    this.ready = new Promise((resolve) => {
      this.settle = (answer) => resolve(answer !== null);
    });
    this.worker.on('message', (answer: DocumentAnswer) => this.settle(answer));
    this.worker.on('error', () => this.settle(null));
    this.worker.on('exit', () => this.settle(null));
    // Listening keeps a thread referenced: let go only after the listeners are on.
    void this.ready.then(() => this.worker.unref());
  }

  /** `null` when the thread died over it. */
  work(job: DocumentJob): Promise<DocumentAnswer | null> {
    this.worker.ref();
    return new Promise<DocumentAnswer | null>((resolve) => {
      this.settle = resolve;
      // A copy is handed over, so that the caller's bytes stay whole.
      this.worker.postMessage({ ...job, bytes: Uint8Array.from(job.bytes) });
    }).finally(() => this.worker.unref());
  }

  end(): Promise<number> {
    return this.worker.terminate();
  }
}

const after = (ms: number): { readonly passed: Promise<null>; readonly clear: () => void } => {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return { passed, clear: () => clearTimeout(timer) };
};

const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });

/** A pool that starts its threads when they are first needed and replaces those that died. */
export const createDocuments = (limits: DocumentLimits = DOCUMENT_LIMITS): Documents => {
  const idle: Thread[] = [];
  const waiting: ((thread: Thread | null) => void)[] = [];
  let started = 0;
  let closed = false;

  const release = (thread: Thread): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else idle.push(thread);
  };

  const replace = (thread: Thread): void => {
    void thread.end();
    started -= 1;
    if (waiting.length > 0) add();
  };

  const add = (): void => {
    started += 1;
    const thread = new Thread(limits.heapMb);
    void thread.ready.then((alive) => {
      if (alive && !closed) return release(thread);
      started -= 1;
      void thread.end();
      waiting.shift()?.(null);
    });
  };

  const take = (signal: AbortSignal): Promise<Thread | null> => {
    const free = idle.pop();
    if (free) return Promise.resolve(free);
    if (started < limits.workers) add();
    return new Promise((resolve) => {
      waiting.push(resolve);
      void aborted(signal).then(() => {
        const place = waiting.indexOf(resolve);
        if (place >= 0) waiting.splice(place, 1);
        resolve(null);
      });
    });
  };

  const read: Documents['read'] = async (kind, bytes, charset, signal) => {
    if (bytes.length > limits.bytes) return { why: `${NAMES[kind]} larger than ${Math.round(limits.bytes / 1e6)} MB` };
    const thread = closed ? null : await take(signal);
    if (!thread) return { why: `${NAMES[kind]} that could not be read in time` };
    const limit = after(limits.ms);
    const answer = await Promise.race([thread.work({ kind, bytes, charset, maxPages: limits.pages }), limit.passed]);
    limit.clear();
    if (answer === null) {
      replace(thread);
      return { why: `${NAMES[kind]} that could not be read within its limits` };
    }
    release(thread);
    if ('failed' in answer) return { why: `${NAMES[kind]} that could not be read` };
    return answer.text.trim() === '' ? { why: kind === 'pdf' ? 'a PDF without a text layer' : `${NAMES[kind]} without text` } : answer;
  };

  return {
    read,
    warm: async () => {
      if (started > 0 || closed) return;
      const thread = await take(new AbortController().signal);
      if (thread) release(thread);
    },
    close: async () => {
      closed = true;
      await Promise.all(idle.splice(0).map((thread) => thread.end()));
    },
  };
};
