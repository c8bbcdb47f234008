/** HTML -> text with `html-to-text`: no scripts, no links, no images, blocks and table rows on lines of their own. */
import { compile } from 'html-to-text';

/** What html-to-text looks at: deeper or longer than this no report is. */
const LIMITS = { maxInputLength: 2_000_000, maxDepth: 100, maxChildNodes: 20_000 };

const convert = compile({
  wordwrap: false,
  preserveNewlines: false,
  limits: LIMITS,
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

export const htmlText = (html: string): string => convert(html).trim();
