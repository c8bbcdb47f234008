import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const SRC = resolve('src');

/** Ground that everybody may stand on: days, the closed list of errors, a memory for names, the log and the meters. */
const GROUND = ['calendar', 'refusals', 'yaml', 'remember', 'log', 'metrics'];

/** Which room may import values from which. */
const VALUES: Record<string, readonly string[]> = {
  main: ['*'],
  cli: ['*'],
  commands: ['*'],
  'console-parts': ['*'],
  knowledge: ['cards', 'fhir', 'reports', 'assessment'],
  advise: ['fhir', 'reports', 'assessment', 'cards', 'records', 'knowledge', 'deliveries', 'read-texts'],
  'read-texts': ['reports'],
  deliveries: ['records'],
  config: ['hooks', 'trust'],
  banner: ['hooks'],
  app: ['hooks', 'trust', 'web'],
  replay: ['advise', 'hooks'],
};

/** Which single files a room may import types from, beside the rooms above. */
const TYPES: Record<string, readonly string[]> = {
  explanation: ['*'],
  advise: ['*'],
  deliveries: ['*'],
  'read-texts': ['*'],
  banner: ['app.ts'],
  app: ['*'],
  replay: ['*'],
  web: ['*'],
  cards: ['hooks/wire.ts', 'assessment/', 'fhir/facts.ts', 'trust/caller.ts'],
  fhir: ['hooks/wire.ts', 'reports/reading.ts'],
  hooks: ['trust/caller.ts', 'records/records.ts', 'explanation.ts'],
  trust: ['records/records.ts', 'hooks/wire.ts', 'config.ts', 'fhir/server.ts'],
  assessment: ['fhir/facts.ts', 'reports/reading.ts'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const roomOf = (path: string): string => {
  const [first = ''] = path.split('/');
  return first.replace(/\.tsx?$/, '');
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !path.startsWith('web/console/'),
);

const importsOf = (file: string): readonly Import[] =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(/^(?:import|export)\s+(type\s+)?[^;]*?from\s+'(\.[^']+)'/gm)].map(
    ([, type, target]) => ({
      from: file,
      to: relative(SRC, resolve(SRC, dirname(file), target ?? '')),
      typeOnly: type !== undefined,
    }),
  );

const allowed = ({ from, to, typeOnly }: Import): boolean => {
  const [home, room] = [roomOf(from), roomOf(to)];
  if (home === room || (GROUND.includes(room) && !to.includes('/'))) return true;
  const values = VALUES[home] ?? [];
  if (values.includes('*') || values.includes(room)) return true;
  const types = TYPES[home] ?? [];
  return typeOnly && (types.includes('*') || types.some((target) => to === target || (target.endsWith('/') && to.startsWith(target))));
};

describe('the walls between the rooms', () => {
  it('finds the files it is meant to guard', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it('lets nothing through that the design does not allow', () => {
    const breaches = files
      .flatMap(importsOf)
      .filter((one) => !allowed(one))
      .map(({ from, to, typeOnly }) => `${from} imports ${typeOnly ? 'types of ' : ''}${to}`);
    expect(breaches).toEqual([]);
  });

  it('would notice a rule that reaches for FHIR', () => {
    expect(allowed({ from: 'assessment/rules/assess.ts', to: 'fhir/read-chart.ts', typeOnly: false })).toBe(false);
    expect(allowed({ from: 'assessment/rules/assess.ts', to: 'fhir/facts.ts', typeOnly: true })).toBe(true);
  });
});
