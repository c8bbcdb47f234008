/** HTML -> text with `html-to-text`: no scripts, no links, no images, blocks and table rows on lines of their own. */
import { compile } from 'html-to-text';

/** Nested deeper than this no report is; what lies deeper would be left out, so the whole is refused instead. */
const MAX_DEPTH = 200;
const LEFT_OUT = '\u0000';

const convert = compile({
  wordwrap: false,
  preserveNewlines: false,
  limits: { maxDepth: MAX_DEPTH, ellipsis: LEFT_OUT },
  formatters: {
    cell: (element, walk, builder) => {
      walk(element.children, builder);
      builder.addInline(' ');
    },
  },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'head', format: 'skip' },
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'ul', options: { itemPrefix: '- ' } },
  ],
});

/** @throws Error where it is nested too deep to be read whole. */
export const htmlText = (html: string): string => {
  const text = convert(html.replaceAll(LEFT_OUT, ' '));
  if (text.includes(LEFT_OUT)) throw new Error('nested too deep');
  return text.trim();
};
