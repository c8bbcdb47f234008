/** Builds the page into `dist/web/console`, where `src/web/page-files.ts` reads it. */
import preact from '@preact/preset-vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('./'),
  plugins: [preact({ prefreshEnabled: false, devToolsEnabled: false })],
  publicDir: false,
  build: {
    outDir: here('../../../dist/web/console'),
    emptyOutDir: true,
    assetsDir: 'assets',
    // Everything is a file of its own: the Content-Security-Policy allows no inline script, style or data font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
});
