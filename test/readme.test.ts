/** The README's own commands, as a new user pastes them. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { SETTINGS } from '../src/config.ts';
import { startService } from './service.ts';

const README = readFileSync('README.md', 'utf8');
const line = (start: string): string => README.split('\n').find((one) => one.startsWith(start)) ?? '';

describe('the README', () => {
  it('holds a line that pipes a fixture into curl and gets a card naming level, DXA and the fracture liaison service', async () => {
    const service = await startService();
    try {
      const pasted = line('npx vfcds fixture ').replace('npx vfcds', 'npx tsx src/cli.ts').replace('http://127.0.0.1:8080', service.url);
      expect(pasted).toContain('curl');
      const { stdout } = await promisify(execFile)('bash', ['-c', pasted]);
      const [card] = (JSON.parse(stdout) as { readonly cards: readonly { readonly detail: string }[] }).cards;
      expect(card?.detail).toMatch(/\b[TL]\d+\b/);
      expect(card?.detail).toMatch(/DXA/);
      expect(card?.detail).toMatch(/fracture liaison service/i);
    } finally {
      await service.stop();
    }
  });

  it('names every setting that the service knows', () => {
    expect(SETTINGS.map(({ name }) => name).filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
  });

  it('points only at files that are there', () => {
    const targets = [...README.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(3);
    expect(targets.filter((target) => !existsSync(target))).toEqual([]);
  });

  it('explains every dependency that is installed to run', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    expect(Object.keys(dependencies).filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
  });
});
