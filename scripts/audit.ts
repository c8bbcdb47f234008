/** Asks the registry for known vulnerabilities of what runs in production. Exit 0: none, or the registry offers no audit, which is said; 1: some; 2: npm failed. */
import { spawnSync } from 'node:child_process';

interface Audited {
  readonly error?: { readonly summary?: string; readonly code?: string };
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
}

const read = (text: string): Audited => {
  try {
    return JSON.parse(text) as Audited;
  } catch {
    return {};
  }
};

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit', 'dev', '--json'], { encoding: 'utf8' });
const { metadata } = read(stdout);
const registry = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).stdout.trim();
const found = metadata?.vulnerabilities;

if (found) {
  process.stdout.write(`${stdout}\n`);
  const { total = 0 } = found;
  process.stderr.write(
    total === 0 ? `No known vulnerability, says ${registry}.\n` : `${total} known vulnerabilities: see above, then npm audit fix.\n`,
  );
  process.exitCode = total === 0 ? 0 : 1;
} else if (/audit endpoint|ENOAUDIT|E40[45]|405/.test(stdout + stderr)) {
  process.stderr.write(
    `NOT CHECKED: ${registry} offers no audit. Run this where registry.npmjs.org can be reached, before each release.\n`,
  );
} else {
  process.stderr.write(`npm audit failed:\n${stderr}\n`);
  process.exitCode = 2;
}
