import { readPageFiles, shellFor } from '../../src/web/page-files.ts';

const FIRST_LOAD_BYTES = 200_000;

const files = readPageFiles();

describe('the built page', () => {
  it('is under 200 kB gzipped with all of its four pages', () => {
    const sizes = [...files.values()].map(({ gzip }) => gzip.length);
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(FIRST_LOAD_BYTES);
  });

  it('asks nothing of any other server', () => {
    const texts = [...files.entries()].filter(([name]) => /\.(html|css)$/.test(name)).map(([, { body }]) => body.toString('utf8'));
    expect(texts.join('\n')).not.toMatch(/(src|href)="https?:|url\(["']?https?:|@import/);
  });

  it.each(['demo', 'production'] as const)('is told that it runs in %s', (pages) => {
    expect(shellFor(files, pages)?.body.toString('utf8')).toContain(`data-pages="${pages}"`);
  });

  it('is nothing where it was not built', () => {
    const none = readPageFiles('/nowhere/');
    expect([none.size, shellFor(none, 'demo')]).toEqual([0, null]);
  });
});
