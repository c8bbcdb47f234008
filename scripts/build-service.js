/**
 * Builds the service into `dist/`: its modules and the packages they import, put together into a few files, because opening a thousand small ones
 * is most of a cold start. They are written without the white space that only readers need, because text that is loaded stays in memory. The data
 * that stands beside the code keeps its place, and the code looks for it as if it had kept its own.
 */
import { deepStrictEqual } from 'node:assert';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { build, transform } from 'esbuild';

const dataFiles = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.(ya?ml|json)$/.test(path) && !path.includes('console'),
);

/** All that uses `import.meta.url` comes to stand at the root of `dist/`. */
const modulesKnowTheirPlace = {
  name: 'modules know their place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const place = `./${relative('src', path).replace(/\.ts$/, '.js')}`;
      return {
        loader: 'ts',
        contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`),
      };
    }),
};

/**
 * What our modules call constant is constant again. When modules are put together, esbuild writes `var` for it, and V8 then takes it for something that
 * may change, and looks it up and checks it at each use: a sixth of the time of reading reports. Packages stay as they are.
 * @param {string} code of several modules, each under a comment that names its file
 */
const withConstants = (code) => {
  let ours = false;
  return code
    .split('\n')
    .map((line) => {
      const module = /^\/\/ (\S+\.[cm]?[jt]s)$/.exec(line)?.[1];
      if (module !== undefined) ours = module.startsWith('src/');
      return ours ? line.replace(/^var (?=[\w$]+ = )/, 'const ') : line;
    })
    .join('\n');
};

rmSync('dist', { recursive: true, force: true });
const { outputFiles } = await build({
  entryPoints: [
    'src/cli.ts',
    'src/main.ts',
    'src/app.ts',
    'src/console-parts.ts',
    'src/reports/read-report.ts',
    'src/yaml.ts',
    'src/fhir/documents/document-worker.ts',
  ],
  outbase: 'src',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  plugins: [modulesKnowTheirPlace],
  // Native code, or loaded only where it is used.
  external: ['libsql', 'pg-native'],
  // Packages of the older kind ask for Node's own modules with `require`.
  banner: { js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);" },
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
});
for (const { path, text } of outputFiles) {
  const { code } = await transform(withConstants(text), {
    format: 'esm',
    target: 'node20',
    minifyWhitespace: true,
    lineLimit: 140,
    legalComments: 'none',
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
}
for (const path of dataFiles) cpSync(`src/${path}`, `dist/${path}`);

/** What the YAML files say, by the digests of their texts (`src/yaml.ts`). */
const { digestOf, parseYaml } = await import('../dist/yaml.js');
const yamlFiles = [...dataFiles.map((path) => `src/${path}`), ...readdirSync('cards').map((name) => `cards/${name}`)].filter((path) =>
  /\.ya?ml$/.test(path),
);
const said = Object.fromEntries(yamlFiles.map((path) => readFileSync(path, 'utf8')).map((text) => [digestOf(text), parseYaml(text)]));
deepStrictEqual(JSON.parse(JSON.stringify(said)), said);
writeFileSync('dist/read-yaml.json', JSON.stringify(said));
