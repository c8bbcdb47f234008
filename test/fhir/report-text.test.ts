/** The text of a report, wherever it stands. */
import { createDocuments, DOCUMENT_LIMITS } from '../../src/fhir/documents/read-documents.ts';
import { readReportText, type TextOfReport } from '../../src/fhir/report-text.ts';
import { localResources } from '../../src/fhir/local-resources.ts';
import { pictureOfAPage, textPdf } from './documents/pdf.ts';
import { FRACTURE, observation, report, type Resource } from './sample.ts';

const LONG = `CLINICAL HISTORY: Fall. FINDINGS: ${FRACTURE} The remaining vertebral bodies keep their height. `.repeat(4).trim();
const documents = createDocuments({ ...DOCUMENT_LIMITS, ms: 5000, workers: 1 });
afterAll(() => documents.close());

const base64 = (text: string, encoding: BufferEncoding = 'utf8'): string => Buffer.from(text, encoding).toString('base64');
const form = (contentType: string | undefined, data: string): Resource => ({ ...(contentType ? { contentType } : {}), data });

const read = (with_: Resource, beside: readonly Resource[] = []): Promise<TextOfReport> =>
  readReportText(report('r', { conclusion: undefined, ...with_ }), {
    documents,
    reads: null,
    clock: { deadline: new AbortController().signal },
    local: localResources(
      beside.map((resource) => ({ resource, fullUrl: typeof resource.fullUrl === 'string' ? resource.fullUrl : null })),
    ),
  });

const readForm = (contentType: string | undefined, data: string): Promise<TextOfReport> =>
  read({ presentedForm: [form(contentType, data)] });

describe('inline attachments', () => {
  it.each([
    ['plain text', 'text/plain', base64(FRACTURE)],
    [
      'HTML',
      'text/html',
      base64(
        `<html><head><title>x</title></head><body><p>There is a <b>wedge</b> compression fracture of T12 with 30% loss of&nbsp;height.</p></body></html>`,
      ),
    ],
    [
      'XHTML as US Core labels it',
      'application/xhtml',
      base64(`<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html><body><p>${FRACTURE}</p></body></html>`),
    ],
    ['RTF', 'application/rtf', base64(String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0\fs20 ${FRACTURE}\par}`)],
    ['RTF under another name', 'text/richtext', base64(String.raw`{\rtf1\ansi ${FRACTURE}}`)],
    ['a PDF with a text layer', 'application/pdf', textPdf(FRACTURE)],
    ['no content type', undefined, base64(FRACTURE)],
    ['RTF labelled as plain text', 'text/plain', base64(String.raw`{\rtf1\ansi ${FRACTURE}}`)],
    ['a PDF labelled as octets', 'application/octet-stream', textPdf(FRACTURE)],
    ['HTML that is labelled as text', 'text/plain; charset=utf-8', base64(`<p>${FRACTURE}</p>`)],
  ])('%s is read', async (_, contentType, data) => {
    const { text, notRead, wasRead, parts } = await readForm(contentType, data);
    expect([text.replace(/\s+/g, ' '), notRead, wasRead]).toEqual([FRACTURE, null, true]);
    expect(parts).toEqual([{ from: 'presentedForm', contentType: contentType ?? null, length: text.length }]);
  });

  it.each([
    ['a picture', 'image/jpeg', base64('\xff\xd8\xff\xe0', 'latin1'), /picture/],
    ['a picture in a PDF', 'application/pdf', pictureOfAPage, /PDF without a text layer/],
    [
      'something that is no PDF',
      'application/pdf',
      base64('this is not a PDF at all, but it says that it is'),
      /PDF that could not be read/,
    ],
    [
      'a CDA document: XML is never parsed',
      'application/hl7-cda+xml',
      base64('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
      /XML/,
    ],
    ['an empty attachment', 'text/plain', base64('   '), /empty/],
    ['a Word file', 'application/msword', base64('\xd0\xcf\x11\xe0\0\0\0\0', 'latin1'), /unknown type/],
    ['50 MB of RTF', 'text/rtf', 'e1xydGYx'.padEnd(67_000_000, 'A'), /larger than 2 MB/],
  ])('%s is not, and that is said', async (_, contentType, data, why) => {
    const { text, notRead, wasRead } = await readForm(contentType, data);
    expect([text, wasRead]).toEqual(['', false]);
    expect(notRead).toMatch(why);
  });

  it.each([
    ['UTF-8', 'text/plain; charset=utf-8', base64('Café – 30° “T12”'), 'Café – 30° “T12”'],
    [
      'Latin-1',
      'text/plain; charset=iso-8859-1',
      Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x33, 0x30, 0xb0]).toString('base64'),
      'Café 30°',
    ],
    [
      'Windows-1252',
      'text/plain; charset=windows-1252',
      Buffer.from([0x93, 0x54, 0x31, 0x32, 0x94, 0x20, 0x96]).toString('base64'),
      '“T12” –',
    ],
    ['bytes that are not UTF-8, without a charset', 'text/plain', Buffer.from([0x43, 0x61, 0x66, 0xe9]).toString('base64'), 'Café'],
    ['UTF-16 with a mark', 'text/plain', Buffer.from('\uFEFFT12', 'utf16le').toString('base64'), 'T12'],
    ['a charset that nobody knows', 'text/plain; charset=x-unknown', Buffer.from([0x43, 0xe9]).toString('base64'), 'Cé'],
    [
      'a charset named in the HTML',
      'text/html',
      Buffer.from('<meta charset="windows-1252"><p>\x93T12\x94</p>', 'latin1').toString('base64'),
      '“T12”',
    ],
    [
      'an RTF code page',
      'text/rtf',
      base64(String.raw`{\rtf1\ansi\ansicpg1252 Caf\'e9 \'93T12\'94 \u8211? 30\'b0\line L1\cell fracture\row}`),
      'Café “T12” – 30°\nL1\tfracture',
    ],
  ])('%s', async (_, contentType, data, expected) => {
    expect((await readForm(contentType, data)).text).toBe(expected);
  });

  it('cells of a table stay apart', async () => {
    expect(
      (await readForm('text/html', base64('<table><tr><td>T12</td><td>fracture</td></tr><tr><td>L1</td><td>normal</td></tr></table>')))
        .text,
    ).toBe('T12 fracture\nL1 normal');
  });
});

describe('a text of more than 200,000 characters', () => {
  const quiet = 'The lungs are clear. '.repeat(10_000);
  const why = 'a text of more than 200,000 characters';

  it.each<[string, Resource, string]>([
    ['in an attachment, and that is said', { presentedForm: [form('text/plain', base64(quiet))] }, ''],
    ['in HTML for the worker', { presentedForm: [form('text/html', base64(`<p>${quiet}</p>`))] }, ''],
    ['in the conclusion', { conclusion: quiet }, ''],
    ['beside a conclusion, which is read', { presentedForm: [form('text/plain', base64(quiet))], conclusion: FRACTURE }, FRACTURE],
    [
      'beside another attachment, which is read',
      { presentedForm: [form('text/plain', base64(LONG)), form('text/plain', base64(quiet))] },
      LONG,
    ],
  ])('is not read %s', async (_, with_, expected) => {
    const { text, notRead, wasRead } = await read(with_);
    expect([text, notRead, wasRead]).toEqual([expected, why, expected !== '']);
  });

  it('is not read in many short pieces either', async () => {
    const words = (piece: number): string => Array.from({ length: 300 }, (_, number) => `word${piece}n${number}`).join(' ');
    const pieces = Array.from({ length: 80 }, (_, piece) => form('text/plain', base64(words(piece))));
    const { text, notRead, parts } = await read({ presentedForm: pieces });
    expect([text.length <= 200_000 + 2 * parts.length, notRead]).toEqual([true, why]);
  });
});

describe('several renderings', () => {
  it('of one report are read once', async () => {
    const { text, parts } = await read({
      presentedForm: [
        form('application/pdf', textPdf(FRACTURE)),
        form('text/html', base64(`<p>${FRACTURE}</p>`)),
        form('text/plain', base64(FRACTURE)),
      ],
    });
    expect([text, parts.map(({ contentType }) => contentType)]).toEqual([FRACTURE, ['text/plain']]);
  });

  it('that cannot be opened take nothing away from one that was read', async () => {
    expect((await read({ presentedForm: [form('text/plain', base64(LONG)), form('application/pdf', pictureOfAPage)] })).notRead).toBeNull();
    expect(
      (await read({ presentedForm: [form('text/plain', base64('No fracture.')), form('application/pdf', pictureOfAPage)] })).notRead,
    ).toBeNull();
  });

  it('two texts that say different things are both read', async () => {
    const { text } = await read({
      presentedForm: [
        form('text/html', base64(`<p>FINDINGS: ${FRACTURE}</p>`)),
        form('text/html', base64('<p>IMPRESSION: Bone density should be measured.</p>')),
      ],
    });
    expect(text).toMatch(/30% loss of height[^]*IMPRESSION: Bone density/);
  });

  it('a pointer leads to the rendering that holds the report', async () => {
    const { text } = await read({
      presentedForm: [form('text/plain', base64('Please see attached PDF report.')), form('application/pdf', textPdf(FRACTURE))],
    });
    expect(text).toContain(FRACTURE);
  });

  it('a pointer to something unreadable is not a report that was read', async () => {
    const { wasRead, notRead } = await read({
      presentedForm: [form('text/plain', base64('Please see attached PDF report.')), form('application/pdf', pictureOfAPage)],
    });
    expect([wasRead, notRead]).toEqual([false, 'a PDF without a text layer']);
  });
});

describe('the conclusion', () => {
  it('is always added, as a section of its own', async () => {
    const { text, parts } = await read({ presentedForm: [form('text/plain', base64('Lungs clear.'))], conclusion: FRACTURE });
    expect([text, parts.map(({ from }) => from)]).toEqual([`Lungs clear.\n\nCONCLUSION:\n${FRACTURE}`, ['presentedForm', 'conclusion']]);
  });

  it('is not read twice where the body holds it already', async () => {
    const body = `FINDINGS: Lungs clear.\nCONCLUSION: ${FRACTURE.replaceAll(' ', '\n')}`;
    expect((await read({ presentedForm: [form('text/plain', base64(body))], conclusion: FRACTURE })).text).toBe(body);
  });

  it('is read beside a body that cannot be, and the body counts as not read', async () => {
    const { text, notRead, wasRead } = await read({ presentedForm: [form('application/pdf', pictureOfAPage)], conclusion: FRACTURE });
    expect([text, notRead, wasRead]).toEqual([FRACTURE, 'a PDF without a text layer', true]);
  });
});

describe('results and narrative', () => {
  const line = (id: string, valueString: string, with_: Resource = {}): Resource =>
    observation(id, { valueQuantity: undefined, valueString, ...with_ });

  it('result Observations are read in order: beside the report, contained, by urn:uuid, with their notes', async () => {
    const { text, parts } = await read(
      {
        contained: [line('o-2', 'Second line.')],
        result: [{ reference: 'Observation/o-1' }, { reference: '#o-2' }, { reference: 'urn:uuid:3' }],
      },
      [line('o-1', 'First line.'), { ...line('o-3', 'Third line.'), note: [{ text: 'A note.' }], fullUrl: 'urn:uuid:3' }],
    );
    expect([text, parts.map(({ from }) => from)]).toEqual(['First line.\nSecond line.\nThird line.\nA note.', ['result']]);
  });

  it('results that did not come along are said to be missing', async () => {
    expect(await read({ result: [{ reference: 'Observation/o-1' }] })).toMatchObject({
      notRead: expect.stringMatching(/results/),
      wasRead: false,
    });
  });

  it('the narrative is read last, when there is nothing else', async () => {
    const div = `<div xmlns="http://www.w3.org/1999/xhtml">${FRACTURE}</div>`;
    expect(await read({ text: { status: 'additional', div } })).toMatchObject({ text: FRACTURE, wasRead: true, parts: [{ from: 'div' }] });
    expect((await read({ text: { div }, conclusion: 'No fracture.' })).text).toBe('No fracture.');
  });

  it('the narrative beside an unreadable body is a header, not the report (Oracle Health)', async () => {
    const oracle = {
      text: { div: '<div>XR Spine, final</div>' },
      presentedForm: [{ contentType: 'text/html', url: 'https://fhir.example/r4/Binary/1' }],
    };
    expect(await read(oracle)).toMatchObject({ wasRead: false, notRead: expect.stringMatching(/behind a link/) });
  });

  it('a report without any text says so', async () => {
    expect(await read({})).toEqual({ text: '', parts: [], notRead: 'it holds no text', wasRead: false });
  });

  it('members of the wrong shape are no crash', async () => {
    const odd = {
      presentedForm: 'x',
      result: [null, 3, { reference: {} }],
      text: 'x',
      conclusion: { a: 1 },
      contained: 'y',
      category: 7,
      code: [],
    };
    expect((await read(odd)).notRead).toBe('it holds no text');
  });

  it('a Binary that came along is read from there', async () => {
    const binary = { resourceType: 'Binary', id: 'b', contentType: 'text/plain', data: base64(FRACTURE) };
    expect((await read({ contained: [binary], presentedForm: [{ contentType: 'text/plain', url: '#b' }] })).text).toBe(FRACTURE);
    expect((await read({ presentedForm: [{ contentType: 'text/plain', url: 'Binary/b' }] }, [binary])).text).toBe(FRACTURE);
  });
});
