import { readFileSync } from 'node:fs';
import { knowledgeDocument } from '../../scripts/knowledge/document.ts';
import { RULES } from '../../src/assessment/assess.ts';

describe('docs/knowledge.md', () => {
  const current = knowledgeDocument();

  it('is current (else run `npm run knowledge`)', () => {
    expect(readFileSync('docs/knowledge.md', 'utf8')).toBe(current);
  });

  it.each(RULES.map(({ id }) => id))('tells of %s its question, inputs, words, hazards, silences and proofs', (id) => {
    const [, section = ''] = current.split(`\n## ${id}\n`);
    const own = section.split('\n## ')[0] ?? '';
    for (const heading of ['Looks at', 'Guards against', 'Summaries', 'May say', 'Silent for', 'Proved by'])
      expect(own).toContain(`**${heading}**`);
    expect(own).toContain(`test/assessment/rules/${id}.test.ts`);
  });

  it('holds the 13 source attributes of evidence-based decision support', () => {
    expect([...current.matchAll(/^\| (\d+) [A-Z]/gm)].map(([, number]) => number)).toEqual(
      Array.from({ length: 13 }, (_, index) => String(index + 1)),
    );
  });

  it('leaves no placeholder behind', () => {
    expect(current).not.toMatch(/\{\{|\}\}|undefined/);
  });
});
