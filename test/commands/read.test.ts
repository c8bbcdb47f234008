import { spawnSync } from 'node:child_process';

/** Runs `vfcds read` from source with text on standard input. */
const read = (input: string, ...options: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'read', ...options], { input, encoding: 'utf8' });

describe('vfcds read', () => {
  it('answers a report on standard input with its reading as JSON', () => {
    const { status, stdout } = read('Old wedge fracture of T8.');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'fracture',
      levels: ['T8'],
      acuity: 'old',
      statements: [{ quote: 'Old wedge fracture of T8.' }],
    });
  });

  it('answers lines in order, reports a bad one with its number and reads the rest', () => {
    const { status, stdout, stderr } = read(
      '{"id":"a","text":"Wedge fracture T8."}\nnot JSON\n{"id":1}\n{"id":"b","text":"Normal."}\n',
      '--ndjson',
    );
    expect(status).toBe(2);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; verdict: string });
    expect(lines.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['a fracture', 'b none']);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      'id',
      'verdict',
      'levels',
      'acuity',
      'severity',
      'cause',
      'redFlags',
      'namesFracture',
      'recommendsAction',
      'statements',
    ]);
    expect(stderr).toContain('line 2');
    expect(stderr).toContain('line 3');
  });

  it('says so where there is no such file', () => {
    const { status, stderr } = read('', 'no-such-file.txt');
    expect(status).toBe(2);
    expect(stderr).toContain('no-such-file.txt');
  });
});
