/** Runs a command in this process, with settings of its own; what it wrote, and what it threw. */
import type { Command } from 'commander';

export interface Ran {
  readonly out: string;
  readonly talk: string;
  readonly error: string | null;
}

const captured = (stream: NodeJS.WriteStream): { readonly text: () => string; readonly release: () => void } => {
  const { write } = stream;
  let text = '';
  stream.write = ((chunk: string) => {
    text += chunk;
    return true;
  }) as typeof write;
  return { text: () => text, release: () => void (stream.write = write) };
};

export const runCommand = async (command: Command, args: readonly string[], settings: Readonly<Record<string, string>>): Promise<Ran> => {
  const before = { ...process.env };
  const [out, talk] = [captured(process.stdout), captured(process.stderr)];
  Object.assign(process.env, settings);
  try {
    await command.exitOverride().parseAsync(args, { from: 'user' });
    return { out: out.text(), talk: talk.text(), error: null };
  } catch (error) {
    return { out: out.text(), talk: talk.text(), error: String(error) };
  } finally {
    // An empty setting counts as none.
    for (const name of Object.keys(settings)) process.env[name] = before[name] ?? '';
    out.release();
    talk.release();
  }
};
