import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const json = <Shape>(file: string): Shape => JSON.parse(readFileSync(file, 'utf8')) as Shape;
const { packages } = json<{ packages: Record<string, Locked> }>('package-lock.json');
const REGISTRY = 'https://registry.npmjs.org/';
const installed = Object.entries(packages).filter(([path]) => path !== '');

describe('what we depend on', () => {
  it('comes from the registry, each file known by its hash', () => {
    const isElsewhere = ({ resolved, integrity = '' }: Locked): boolean =>
      !(resolved ?? REGISTRY).startsWith(REGISTRY) || !integrity.startsWith('sha512-');
    expect(installed.filter(([, one]) => isElsewhere(one)).map(([path]) => path)).toEqual([]);
  });

  it('runs nothing when it is installed, if it runs in production', () => {
    expect(installed.filter(([, { dev, hasInstallScript }]) => !dev && hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  it('is on the bill of materials, with every package that production has and none besides', () => {
    const bom = JSON.parse(execFileSync('npx', ['tsx', 'scripts/sbom.ts'], { encoding: 'utf8' })) as {
      bomFormat: string;
      metadata: { component: { name: string; version: string } };
      components: { name: string; version: string; purl: string }[];
    };
    const { name, version, dependencies } = json<{ name: string; version: string; dependencies: Record<string, string> }>('package.json');
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name, version } } });
    expect(bom.components.map((one) => one.name)).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    const listed = new Set(bom.components.map((one) => `${one.name}@${one.version}`));
    const inProduction = installed
      .filter(([, { dev }]) => !dev)
      .map(([path, one]) => `${path.split('node_modules/').at(-1)}@${one.version}`);
    expect([...listed].sort()).toEqual([...new Set(inProduction)].sort());
  });
});
