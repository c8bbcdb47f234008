/** Small PDF files, written by hand: one page with text, one page that is a picture, and files that mean harm. Base64. */

const assemble = (objects: readonly string[]): Buffer => {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
};

const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

const page = (content: string, resources: string): readonly string[] => [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${resources} /Contents 4 0 R >>`,
  stream(content),
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
];

const FONT = '<< /Font << /F1 5 0 R >> >>';

/** One page with one line of text. */
export const textPdf = (text: string): string =>
  assemble(page(`BT /F1 10 Tf 40 780 Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`, FONT)).toString('base64');

/** One page that shows a grey square and has no text. */
export const pictureOfAPage = assemble(page('0.5 g 100 100 200 200 re f', '<< >>')).toString('base64');

/** As many pages as asked for, each with its number. */
export const longPdf = (pages: number): string => {
  const kids = Array.from({ length: pages }, (_, index) => `${index * 2 + 4} 0 R`).join(' ');
  const content = Array.from({ length: pages }, (_, index) => [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${index * 2 + 5} 0 R >>`,
    stream(`BT /F1 10 Tf 40 780 Td (page-${index + 1}-) Tj ET`),
  ]).flat();
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...content,
  ]).toString('base64');
};

/** A page whose content draws itself over and over: a form that calls two forms that call two forms. */
export const bombPdf = (): string => {
  const depth = 26;
  const forms = Array.from({ length: depth }, (_, level) => {
    const inner = level === depth - 1 ? 'BT /F1 10 Tf (x) Tj ET' : '/X Do /X Do';
    return `<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << /XObject << /X ${level + 7} 0 R >> /Font << /F1 5 0 R >> >> /Length ${inner.length} >>\nstream\n${inner}\nendstream`;
  });
  const [catalog = '', pages = '', , content = '', font = ''] = page('/X Do', FONT);
  const first = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >> /Contents 4 0 R >>';
  return assemble([catalog, pages, first, content, font, ...forms]).toString('base64');
};
