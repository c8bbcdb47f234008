/** PDF -> the text of its text layer with `unpdf` (pdf.js without canvas). A picture of a page has none and gives an empty text. */
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

/** pdf.js is large: it is loaded before the clock of the first document starts. */
export const loadPdfReader = async (): Promise<void> => void (await getResolvedPDFJS());

/** The first `maxPages` pages, lines kept apart. @throws whatever pdf.js makes of a file that is none, is broken or asks for a password. */
export const pdfText = async (bytes: Uint8Array, maxPages: number): Promise<string> => {
  const pdf = await getDocumentProxy(bytes, { isEvalSupported: false, useSystemFonts: false, stopAtErrors: true, verbosity: 0 });
  try {
    const pages: string[] = [];
    for (let number = 1; number <= Math.min(pdf.numPages, maxPages); number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
      page.cleanup();
    }
    return pages.join('\n\n').trim();
  } finally {
    await pdf.destroy();
  }
};
