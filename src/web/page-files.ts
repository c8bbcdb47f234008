/** The built page (`npm run build:console`), read once and held in memory with its gzipped form, so that no request reaches the file system. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** The same folder seen from `src/web` and from `dist/web`. */
const BUILT = fileURLToPath(new URL('../../dist/web/console/', import.meta.url));

export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
  readonly gzip: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const pageFile = (name: string, body: Buffer): PageFile => ({
  type: TYPES[extname(name)] ?? 'application/octet-stream',
  body,
  gzip: gzipSync(body),
});

/** By path below `/`, such as `assets/index-1a2b.js`; empty where the page was not built. */
export const readPageFiles = (folder = BUILT): ReadonlyMap<string, PageFile> => {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length).replaceAll('\\', '/'), pageFile(name, readFileSync(path))] as const;
    }),
  );
};

/** The page's own document, told which profile it runs in: Replay and the simulator are offered in demo only. */
export const shellFor = (files: ReadonlyMap<string, PageFile>, pages: 'demo' | 'production'): PageFile | null => {
  const built = files.get('index.html');
  if (!built) return null;
  return pageFile('index.html', Buffer.from(built.body.toString('utf8').replace('data-pages="demo"', `data-pages="${pages}"`)));
};
