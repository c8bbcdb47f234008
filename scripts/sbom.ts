/** Prints the software bill of materials of what runs in production, as CycloneDX JSON, from package-lock.json. usage: npm run -s sbom > sbom.cdx.json */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Component {
  readonly 'bom-ref': string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const LARGEST = 64 * 1024 * 1024;
const COMMAND = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];

const { name, version, description, license } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
const all = JSON.parse(execFileSync('npm', COMMAND, { encoding: 'utf8', maxBuffer: LARGEST })) as Bom;

// `npm sbom --omit dev` also leaves out what both production and development need.
const isForDevelopment = ({ properties }: Component): boolean =>
  properties?.some((one) => one.name === 'cdx:npm:package:development') ?? false;
const components = all.components.filter((component) => !isForDevelopment(component));
const refs = new Set([all.metadata.component, ...components].map((component) => component['bom-ref']));
const dependencies = all.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));

// npm names the component after the folder it lies in.
const component = { ...all.metadata.component, name, version, description, licenses: [{ license: { id: license } }] };
process.stdout.write(`${JSON.stringify({ ...all, metadata: { ...all.metadata, component }, components, dependencies }, null, 2)}\n`);
