/** Copies the data files that stand beside the code (lexicon, code lists) into `dist/`, where the compiled loaders look for them. */
import { cpSync } from 'node:fs';

cpSync('src', 'dist', {
  recursive: true,
  filter: (path) => !path.includes('console') && (!/\.[a-z]+$/.test(path) || /\.(ya?ml|json)$/.test(path)),
});
