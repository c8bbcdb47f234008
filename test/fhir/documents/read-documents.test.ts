/** Documents that mean harm cost their own worker, and nothing else. */
import { createDocuments, DOCUMENT_LIMITS, type Documents } from '../../../src/fhir/documents/read-documents.ts';
import { bombPdf, longPdf, textPdf } from './pdf.ts';

const never = new AbortController().signal;
const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const pools: Documents[] = [];
const pool = (limits: Partial<typeof DOCUMENT_LIMITS> = {}): Documents => {
  const made = createDocuments({ ...DOCUMENT_LIMITS, ms: 5000, ...limits });
  pools.push(made);
  return made;
};

afterAll(() => Promise.all(pools.map((one) => one.close())));

const DEEP_HTML = Buffer.from('<div>'.repeat(300_000));

describe('a document', () => {
  it('that takes too long is given up, and the next one is read by a new worker', async () => {
    const documents = pool({ ms: 1000, workers: 1 });
    const [hostile, next] = await Promise.all([
      documents.read('html', DEEP_HTML, null, never),
      documents.read('pdf', bytes(textPdf('T12 fracture')), null, never),
    ]);
    expect(hostile).toEqual({ why: 'an HTML document that could not be read within its limits' });
    expect(next).toEqual({ text: 'T12 fracture' });
  });

  it('that draws itself without end is given up', async () => {
    const answer = await pool({ ms: 1000 }).read('pdf', bytes(bombPdf()), null, never);
    expect(answer).toHaveProperty('why');
  });

  it('of 50 MB never reaches a worker', async () => {
    const documents = pool({ workers: 0 });
    expect(await documents.read('rtf', Buffer.alloc(50_000_000, '{'), null, never)).toEqual({ why: 'an RTF document larger than 2 MB' });
  });

  it('is read up to its page limit', async () => {
    const answer = await pool({ pages: 3 }).read('pdf', bytes(longPdf(5)), null, never);
    expect('text' in answer && [answer.text.includes('page-3-'), answer.text.includes('page-4-')]).toEqual([true, false]);
  });

  it('that waits when the request ends is left', async () => {
    const documents = pool({ workers: 0 });
    expect(await documents.read('pdf', bytes(textPdf('x')), null, AbortSignal.abort())).toEqual({
      why: 'a PDF that could not be read in time',
    });
  });

  it('of deeply nested groups is no crash', async () => {
    const answer = await pool().read('rtf', Buffer.from(`{\\rtf1 ${'{'.repeat(500_000)}T12`), null, never);
    expect(answer).toEqual({ text: 'T12' });
  });

  it('that asks for more memory than a worker has ends that worker only', async () => {
    const documents = pool({ workers: 1, ms: 60_000, heapMb: 40 });
    expect(await documents.read('html', Buffer.from('<p>'.repeat(660_000)), null, never)).toHaveProperty('why');
    expect(await documents.read('rtf', Buffer.from('{\\rtf1 T12}'), null, never)).toEqual({ text: 'T12' });
  });
});

describe('the caller', () => {
  it('keeps its bytes', async () => {
    const mine = bytes(textPdf('T12'));
    const before = Buffer.from(mine);
    await pool().read('pdf', mine, null, never);
    expect(before.equals(mine)).toBe(true);
  });

  it('may warm the pool, and may close it', async () => {
    const documents = pool({ workers: 1 });
    await documents.warm();
    expect(await documents.read('rtf', Buffer.from('{\\rtf1 T12}'), null, never)).toEqual({ text: 'T12' });
    await documents.close();
    expect(await documents.read('rtf', Buffer.from('{\\rtf1 T12}'), null, never)).toHaveProperty('why');
  });
});
