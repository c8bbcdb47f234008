import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { describeEntry } from '../../src/reports/lexicon/describe-entry.ts';
import { loadLexicon } from '../../src/reports/lexicon/load.ts';
import { Automaton, PhraseError } from '../../src/reports/lexicon/phrases.ts';
import { misspellings } from '../../src/reports/lexicon/spelling.ts';

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
  it.each(['{nobody}', 'Upper case', '_3 fracture', 'fracture _3', 'fract.*'])('%s', (phrase) => {
    const automaton = new Automaton<string>(new Set());
    expect(() => {
      automaton.add(phrase, new Map(), 'entry', 0);
    }).toThrow(PhraseError);
  });
});

describe('misspellings', () => {
  it('are one slip away from a long word, and never a real word', () => {
    const found = misspellings(['fracture', 'height'], new Set(['facture']));
    expect(found.get('fractrue')).toBe('fracture');
    expect(found.get('fracure')).toBe('fracture');
    expect(found.has('facture')).toBe(false);
    expect(found.has('weight')).toBe(false);
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
