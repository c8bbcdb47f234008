import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { describeEntry } from '../../src/reports/lexicon/describe-entry.ts';
import { loadLexicon } from '../../src/reports/lexicon/load.ts';
import { PhraseError, PhraseReader } from '../../src/reports/lexicon/phrases.ts';
import { Misspellings } from '../../src/reports/lexicon/spelling.ts';
import { charactersOf } from '../../src/reports/text/characters.ts';

const lexicon = loadLexicon();

describe('the lexicon', () => {
  it('has a note or a source for every entry, and no id twice', () => {
    expect(lexicon.entries.length).toBeGreaterThan(150);
    expect(lexicon.entries.filter(({ note, source }) => !note && !source)).toEqual([]);
    const ids = lexicon.entries.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has no phrase twice in one entry', () => {
    const twice = lexicon.entries.flatMap(({ id, phrases }) =>
      phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index).map((phrase) => `${id}: ${phrase}`),
    );
    expect(twice).toEqual([]);
  });

  it('is literal: its phrases hold words, alternatives, options and short gaps, and no pattern beyond that', () => {
    const odd = lexicon.entries.flatMap(({ id, phrases }) =>
      phrases.filter((phrase) => !/^[a-z0-9 |()[\]{}_#?/%&+*=:,'-]+$/.test(phrase)).map((phrase) => `${id}: ${phrase}`),
    );
    expect(odd).toEqual([]);
  });

  it('tells what a cue was', () => {
    expect(describeEntry(lexicon, 'compression-fracture')?.note).toContain('RCR');
    expect(describeEntry(lexicon, 'nothing-of-that-name')).toBeNull();
  });
});

describe('a phrase that is not well formed is refused', () => {
  it.each(['{nobody}', 'Upper case', '_3 fracture', 'fracture _3', 'plate _2 [is] _3 sunken', 'fract.*'])('%s', (phrase) => {
    expect(() => new PhraseReader(new Map(), new Set()).variants(phrase)).toThrow(PhraseError);
  });
});

const KEYS = ['fracture', 'fractures', 'height', 'vertebra', 'vertebrae', 'oedema', 'collapsed'];
const REAL: ReadonlySet<string> = new Set(['facture']);
const known = new Misspellings(KEYS, REAL);

const SLIPS = {
  leftOut: (before: string, after: string) => before + after.slice(1),
  added: (before: string, after: string, odd: string) => before + odd + after,
  exchanged: (before: string, after: string, odd: string) => before + odd + after.slice(1),
  swapped: (before: string, after: string) => before + after.charAt(1) + after.charAt(0) + after.slice(2),
};

const meant = (written: string): string | undefined => known.words[known.find(charactersOf(written), 0, written.length)];

/** Told the slow way. */
const isOneSlip = (written: string, word: string): boolean => {
  for (let at = 0; at <= word.length; at += 1) {
    const [before, here, next, rest] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
    if (here !== '' && written === before + next + rest) return true;
    if (next !== '' && written === before + next + here + rest) return true;
    const odd = written.charAt(at);
    if (odd !== '' && (written === before + odd + here + next + rest || (here !== '' && written === before + odd + next + rest)))
      return true;
  }
  return false;
};

describe('misspellings', () => {
  it('are one slip away from a long word, and never a real word', () => {
    expect(meant('fractrue')).toBe('fracture');
    expect(meant('fracure')).toBe('fracture');
    expect(meant('facture')).toBeUndefined();
    expect(meant('weight')).toBeUndefined();
  });

  it('are all those, and only those, that one slip makes of a word; of two words the first one given wins', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
    const slip = fc.record({
      word: fc.constantFrom(...KEYS),
      at: fc.nat(9),
      odd: letter,
      kind: fc.constantFrom('leftOut', 'added', 'exchanged', 'swapped'),
    });
    fc.assert(
      fc.property(slip, ({ word, at, odd, kind }) => {
        const written = SLIPS[kind](word.slice(0, at), word.slice(at), odd);
        for (const one of [written, `${written}${odd}`].filter((each) => !KEYS.includes(each)))
          expect(meant(one)).toBe(REAL.has(one) ? undefined : KEYS.find((key) => key.length > 6 && isOneSlip(one, key)));
      }),
    );
  });
});

/** Regular expressions in a file of the reader. */
const expressionsIn = (name: string): readonly RegExp[] => {
  const found: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push(new RegExp(node.text.slice(1, end), node.text.slice(end + 1)));
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(name, readFileSync(join(FOLDER, name), 'utf8'), ts.ScriptTarget.ES2023));
  return found;
};

const FOLDER = 'src/reports';
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

describe('no regular expression of the reader takes more than linear time', () => {
  const expressions = sources.flatMap((name) => expressionsIn(name).map((expression) => ({ name, expression })));

  it('finds the expressions', () => {
    expect(expressions.length).toBeGreaterThan(5);
  });

  it.each(expressions)('$name: $expression', ({ expression }) => {
    const { status } = checkSync(expression.source, expression.flags);
    expect(status).toBe('safe');
  });
});
