import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveCommand } from '../../src/commands/serve.ts';
import { freePort } from '../service.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'vfcds-serve-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Process {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly talk: () => string;
  readonly ended: Promise<number | null>;
}

const vfcds = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Process => {
  const settings = { ...process.env, NODE_OPTIONS: '', EHRS_FILE: 'none', DATABASE_FILE: join(folder, 'serve.sqlite'), ...env };
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], { env: settings });
  const [out, talk] = [child.stdout, child.stderr].map((stream) => {
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    return () => text;
  }) as [() => string, () => string];
  return { child, out, talk, ended: new Promise((resolve) => child.once('close', resolve)) };
};

describe('vfcds serve', () => {
  it('says what it is and what to try, answers, and stops when told to', async () => {
    const port = await freePort();
    const service = vfcds(['serve'], { PORT: String(port) });
    while (!service.talk().includes('Ctrl+C') && service.child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(service.talk()).toContain('Prompts a clinician to consider');
    expect(service.talk()).toContain(`http://127.0.0.1:${port}/cds-services`);
    expect(service.talk()).toMatch(/^npx vfcds fixture \S+ \| curl -s -H 'content-type: application\/json' -d @- http:\S+$/m);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);

    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    const events = service
      .out()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events).toEqual(['started', 'stopping', 'stopped']);
  });

  it('does not start with settings that cannot stand, and names each', async () => {
    const { error, out } = await runCommand(serveCommand, [], { EHRS_FILE: 'none', HOST: '0.0.0.0', PORT: 'http', MAX_CARDS: '5' });
    expect(error).toMatch(/does not start:[^]*PORT: must be a number[^]*MAX_CARDS/);
    expect(out).toBe('');
  });

  it('does not start where somebody else listens, and leaves nothing open', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port)));
    const settings = { EHRS_FILE: 'none', PORT: String(port), DATABASE_FILE: join(folder, 'second.sqlite'), LOG_LEVEL: 'silent' };
    expect((await runCommand(serveCommand, [], settings)).error).toContain('EADDRINUSE');
    taken.close();
  });
});

describe('vfcds', () => {
  it('lists its commands, and knows no other', async () => {
    const help = vfcds(['--help']);
    const unknown = vfcds(['diagnose']);
    expect(await help.ended).toBe(0);
    for (const name of ['serve', 'replay', 'explain', 'fixture', 'read', 'evaluate', 'check-chart', 'register', 'stats', 'forget', 'lint'])
      expect(help.out()).toContain(`  ${name} `);
    expect(await unknown.ended).toBe(2);
    expect(unknown.out()).toBe('');
  });
});
