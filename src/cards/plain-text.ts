/**
 * Text from a report or a record, made harmless: it stands on a card as words and as nothing else. Characters that Markdown, GFM or HTML
 * would act on lose their meaning; `<20%` and `#` stay as they are where they mean nothing, so that the card reads well raw.
 */

/** Words of ASCII letters, signs and digits with one space between them, as nearly all text of a record is: nothing to take out or to collapse. */
const TIDY = /^[!-~]+(?: [!-~]+)*$/;

const cut = (text: string, limit: number): string => {
  const points = [...text];
  if (points.length <= limit) return text;
  const head = points.slice(0, limit - 1).join('');
  const word = head.lastIndexOf(' ');
  return `${(word > limit / 2 ? head.slice(0, word) : head).trimEnd()}…`;
};

/** One line: white space collapsed; control, bidirectional and zero-width characters and lone surrogates removed; at most `limit` code points. */
export const oneLine = (text: string, limit: number): string =>
  text.length <= limit && TIDY.test(text)
    ? text
    : cut(
        text
          .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
          .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
          .trim(),
        limit,
      );

/** Words and numbers without any sign that Markdown could act on. */
const HARMLESS = /^[a-z0-9][a-z0-9 ,'-]*$/i;

/** CommonMark and GFM see plain words (https://spec.commonmark.org/0.31.2/, sections 2.4 and 6; https://github.github.com/gfm/, autolinks). */
export const escapeMarkdown = (text: string): string =>
  HARMLESS.test(text)
    ? text
    : text
        .replace(/&(?=#?\w+;)/g, '&amp;')
        .replace(/<(?=[a-z/!?])/gi, '&lt;')
        .replace(/[\\`*_[\]{}|~]/g, '\\$&')
        .replace(/\\\]\(/g, '\\]\\(')
        .replace(/:\/\//g, ': //')
        .replace(/\bwww\./gi, 'www .')
        .replace(/(?<=\S)@(?=\S)/g, ' @ ')
        .replace(/^(?:[-+](?=\s)|[#>])/, '\\$&')
        .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2');

/** For summaries, which are no Markdown: letters, digits and the punctuation of a plain sentence. */
export const plainWords = (text: string): string =>
  text
    .replace(/[^\p{L}\p{M}\p{N} .,;:()'’/%+…-]/gu, ' ')
    .replace(/:\/\//g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
