/** Prints the software bill of materials of what runs in production, as CycloneDX JSON, from package-lock.json. usage: npm run -s sbom > sbom.cdx.json */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { name, version, description, license } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;

const made = execFileSync(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only', '--omit', 'dev'],
  {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  },
);
const bom = JSON.parse(made) as { metadata: { component: Record<string, unknown> } };
// npm names the component after the folder it lies in.
bom.metadata.component = { ...bom.metadata.component, name, version, description, licenses: [{ license: { id: license } }] };
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
