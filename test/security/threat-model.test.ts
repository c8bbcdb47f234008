import { readFileSync } from 'node:fs';

const text = readFileSync('SECURITY.md', 'utf8');

/** `test/file.ts`: "claim" */
const proofs = [...text.matchAll(/`(test\/[\w./-]+\.ts)`: "([^"]+)"/g)].map(([, file = '', claim = '']) => ({ file, claim }));
const rows = text.split('\n').filter((line) => /^\| (?!Threat)[A-Z`]/.test(line));

describe('the threat model', () => {
  it.each(rows.map((row) => [row.split('|')[1]?.trim() ?? '', row]))('%s: has a control and a test', (_, row) => {
    expect(row).toMatch(/^\|[^|]+\|[^|]{20,}\|[^|]*`test\/[^|]+\|$/);
  });

  it.each(proofs)('$file proves: $claim', ({ file, claim }) => {
    expect(readFileSync(file, 'utf8').replaceAll('\\', '')).toContain(claim);
  });

  it('has a proof for every mention of a test', () => {
    const mentioned = text.match(/`test\/[^`]+`/g)?.length ?? 0;
    expect(mentioned).toBe(proofs.length + 1);
    expect(rows.length).toBeGreaterThan(25);
  });

  it('names only commands that are there', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    for (const [, name = ''] of text.matchAll(/npm run (?:-s )?(\w+)/g)) expect(scripts).toHaveProperty(name);
  });
});
