/** A report may contain anything: on a card it is words between quotation marks and changes nothing else (CDS Hooks 3.0, caution on GFM). */
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Value, Values } from '../../src/assessment/advice.ts';
import { RULES } from '../../src/assessment/assess.ts';
import { advice, linesOf, quote, render, ruleOf, SUMMARIES, valuesOf } from './sample.ts';

const tree = (markdown: string): Nodes => fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** The tree without its texts: what a renderer would build. */
const shape = (node: Nodes): unknown => ('children' in node ? [node.type, ...node.children.map(shape)] : node.type);

const wordsIn = (node: Nodes): string => ('children' in node ? node.children.map(wordsIn).join('') : 'value' in node ? node.value : '');

const quoting = (text: string, title = 'CT spine'): string => render(advice('assess', { quotes: [quote({ text, title })] })).detail;

const HARMLESS = shape(tree(quoting('words')));

const CONTROL = String.fromCharCode(0, 7, 27, 0x85);
const BIDI = String.fromCodePoint(0x202e, 0x2066, 0x200f, 0x061c, 0xe0041);

const HOSTILE: readonly (readonly [string, string])[] = [
  ['an image with a handler', '<img src=x onerror=alert(1)>'],
  ['a script', '</li></ul><script>alert(1)</script>'],
  ['a comment that never ends', '<!-- '],
  ['a script link', '[x](javascript:alert(1))'],
  ['an image link', '![x](https://evil.example/x.png)'],
  ['a reference link', '[x][y]\n\n[y]: https://evil.example'],
  ['an autolink', '<https://evil.example>'],
  ['a bare address', 'see https://evil.example/a and www.evil.example'],
  ['a mail address', 'write to someone@evil.example or mailto:a@evil.example'],
  ['backticks', '``` rm -rf ` x'],
  ['a table', '| a | b |\n|---|---|\n| c | d |'],
  ['a heading', '\n\n# Heading\n\nSetext\n==='],
  ['lists and rules', '\n- one\n1. two\n\n---\n***'],
  ['a quotation', '\n> quoted'],
  ['emphasis', '**bold** _it_ ~~gone~~ *x*'],
  ['entities', '&lt;b&gt; &#x3c;script&#x3e; &amp;'],
  ['backslashes', '\\[x\\](y) \\\\'],
  ['templates', '{{levels}} {{{x}}} {{#a}}{{/a}} ${x}'],
  ['control characters', `a${CONTROL}b`],
  ['bidirectional and tag characters', `a${BIDI}b`],
  ['line separators', 'a\u2028b\u2029c\r\nd'],
  ['a footnote', 'x[^1]\n\n[^1]: note'],
  ['a task', '[ ] to do'],
  ['half a character', 'a\ud800b'],
];

describe('text of a report on a card', () => {
  it.each(HOSTILE)('with %s changes nothing but the quoted words', (_, text) => {
    expect(shape(tree(quoting(text)))).toEqual(HARMLESS);
    expect(shape(tree(quoting('words', text)))).toEqual(HARMLESS);
  });

  it.each(HOSTILE)('with %s cannot be mistaken for markup by a renderer that reads raw HTML', (_, text) => {
    const { detail, summary } = render(advice('assess', { quotes: [quote({ text })] }));
    expect(detail).not.toMatch(/<[a-z/!?]/i);
    expect(detail).not.toContain('](');
    expect(summary).toBe(render(advice('assess')).summary);
  });

  it('keeps characters that mean nothing, so that the card reads well raw', () => {
    expect(quoting('Height loss <25% & >20% at T12 (#), S.I. joints: ok - stable; 50/50.')).toContain(
      '"Height loss <25% & >20% at T12 (#), S.I. joints: ok - stable; 50/50."',
    );
  });

  it('carries no control, bidirectional or zero-width character', () => {
    const { detail } = render(advice('assess', { quotes: [quote({ text: `a${CONTROL}${BIDI}\u200b\ufeffb` })] }));
    expect(detail.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  it('is cut at a word with an ellipsis when it is long', () => {
    const [said] = /"word[^"]*"/.exec(quoting('word '.repeat(1000))) ?? [''];
    expect(said?.length).toBeLessThan(310);
    expect(said).toMatch(/word…"$/);
  });

  it('reads as its own words, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1 .:/@<>&[](){}|\\`*_~#+-=!^"$;wxy'), maxLength: 40 }), (text) => {
        const parsed = tree(quoting(text));
        expect(shape(parsed)).toEqual(HARMLESS);
        const letters = (value: string): string => value.replace(/[^a-z0-9]/g, '');
        expect(letters(wordsIn(parsed))).toContain(letters(text));
      }),
      { numRuns: 150 },
    );
  });

  it('builds the same card from any text of any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(shape(tree(quoting(`x${text}`)))).toEqual(HARMLESS);
      }),
      { numRuns: 100 },
    );
  });
});

describe('values of the record on a card', () => {
  const HOSTILE_VALUE = '1. <b>[x](javascript:1)</b> | **x** `y` https://evil.example';

  /** Every word and every list entry is the same text; days stay days. */
  const saying = (values: Values, text: string): Values =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]): readonly [string, Value] => {
        if (Array.isArray(value)) return [name, [text, text]];
        return [name, typeof value === 'object' ? value : text];
      }),
    );

  it.each(RULES.map(({ id }) => id))('stand as words in every line of %s', (id) => {
    const [harmless, hostile] = ['Some entry', HOSTILE_VALUE].map((text) => {
      const lines = linesOf(ruleOf(id).says, true).map((line) => ({ ...line, values: saying(line.values, text) }));
      return shape(tree(render(advice(id, { lines, quotes: [] })).detail));
    });
    expect(hostile).toEqual(harmless);
  });
});

describe('a summary', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.integer(),
    fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 30 }),
  );

  it('stays under 140 characters and on one line for any values', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SUMMARIES),
        fc.dictionary(fc.constantFrom('display', 'levels', 'regions', 'flagLevels', 'missing', 'value', 'title'), value),
        (one, values) => {
          const [rule, summary, names] = one;
          const said = render(advice(rule, { summary, values: { ...valuesOf(names), ...values }, quotes: [] })).summary;
          expect(said.length).toBeGreaterThan(20);
          expect(said.length).toBeLessThan(140);
          expect(said).not.toMatch(/[\n\r<>[\]{}|`*_\\]/);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('names the first levels and counts the rest where they do not all fit', () => {
    const levels = ['T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12', 'L1', 'L2', 'L3'];
    expect(render(advice('very-high-risk', { summary: 'two-levels', values: { count: 12, levels } })).summary).toBe(
      '12 vertebral fractures reported at T4, T5, T6 and 9 more: very high risk of the next one; assess now, refer to FLS',
    );
  });
});
