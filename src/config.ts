/** Environment and ehrs.yaml -> Config. Refuses at start, all faults at once, each with what to do about it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { HOOK_NAMES } from './hooks/wire.ts';
import { isLoopbackHost } from './trust/addresses.ts';
import { readEhrs, type RegistryEntry, type RegistryFile } from './trust/read-ehrs.ts';

export interface Setting {
  readonly name: string;
  /** As printed; `null` where there is none. */
  readonly default: string | null;
  readonly meaning: string;
}

/** Every setting, once: `vfcds serve --help` and the README print this table. */
export const SETTINGS: readonly Setting[] = [
  { name: 'PORT', default: '8080', meaning: 'port to listen on; 0 takes a free one' },
  { name: 'HOST', default: '127.0.0.1 in demo, else 0.0.0.0', meaning: 'address to listen on; the demo profile takes loopback only' },
  {
    name: 'PUBLIC_URL',
    default: 'http://127.0.0.1:PORT',
    meaning: 'base URL that EHRs call; https unless its host is loopback; with an EHRS_FILE it must be set',
  },
  {
    name: 'EHRS_FILE',
    default: './ehrs.yaml',
    meaning: 'the trusted EHRs; without that default file, or with EHRS_FILE=none, the demo profile runs',
  },
  { name: 'DATABASE_FILE', default: './data/vfcds.sqlite', meaning: 'SQLite file, made on first start' },
  { name: 'DATABASE_URL', default: null, meaning: 'PostgreSQL connection string; wins over DATABASE_FILE' },
  {
    name: 'HASH_KEY',
    default: 'made beside the database on loopback',
    meaning: 'secret of 32 characters or more under which ids of patients are hashed',
  },
  { name: 'LOG_LEVEL', default: 'info', meaning: 'trace, debug, info, warn, error or silent' },
  {
    name: 'HOOKS',
    default: 'all in demo, else patient-view,encounter-discharge,imaging-result',
    meaning: 'hooks that are on, comma-separated',
  },
  { name: 'DISCOVERY', default: 'open', meaning: 'open, or token: discovery needs a token too' },
  { name: 'CORS_ORIGINS', default: null, meaning: 'exact origins of browser clients, comma-separated' },
  { name: 'TRUST_PROXY', default: '0', meaning: 'number of proxies in front' },
  { name: 'BODY_LIMIT_MB', default: '5', meaning: 'largest request body' },
  { name: 'RATE_PER_MINUTE', default: '1200 (off in demo)', meaning: 'requests a minute, per EHR and replica' },
  { name: 'MAX_CONCURRENT', default: '50 (off in demo)', meaning: 'requests at once, per EHR and replica' },
  {
    name: 'TOKEN_CHECKS_PER_SECOND',
    default: '100',
    meaning: 'token checks a second and replica that all callers share who have not shown a good token within the hour',
  },
  {
    name: 'REFUSED_TOKENS_PER_MINUTE',
    default: '60',
    meaning: 'refused tokens a minute, per EHR and remote address, after which that address counts among them',
  },
  { name: 'REQUEST_DEADLINE_MS', default: '2000', meaning: 'longest time for one hook call, FHIR reads included' },
  { name: 'OPTIONAL_READS_MS', default: '400', meaning: 'longest further wait for optional reads once the needed ones are in' },
  { name: 'REPORT_LOOKBACK_MONTHS', default: '60', meaning: 'how old a report may be' },
  { name: 'REPEAT_WINDOW_HOURS', default: '24', meaning: 'for how long a repeated card keeps its uuids' },
  { name: 'RETENTION_DAYS', default: '400', meaning: 'after how many days decision records are purged' },
  { name: 'MAX_CARDS', default: '2', meaning: '1 or 2 cards in one answer' },
  { name: 'TIME_ZONE', default: 'Europe/London', meaning: 'where "today" is' },
  { name: 'CODES_DIR', default: null, meaning: "folder with a site's own code lists" },
  {
    name: 'CUSTOM_HOOK_DOMAIN',
    default: 'io.github.vertebral-fracture-cds',
    meaning: 'reverse domain of the custom hook and of our extensions',
  },
  { name: 'CONSOLE', default: 'on in demo, else off', meaning: 'serve the console page' },
  { name: 'STATS_TOKEN', default: null, meaning: 'bearer token of /stats; without it /stats is 404' },
  { name: 'METRICS_TOKEN', default: null, meaning: 'bearer token of /metrics; without it /metrics needs none' },
];

export const settingsTable = (): string =>
  SETTINGS.map(({ name, default: value, meaning }) => `  ${name.padEnd(26)} ${meaning} (default: ${value ?? 'none'})`).join('\n');

const whole = (min: number, max: number) => z.coerce.number({ error: 'must be a number' }).int('must be a whole number').min(min).max(max);
const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must be exact origins such as https://ehr.example; a wildcard is refused',
  );
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean),
);
const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}, 'must be an IANA time zone such as Europe/London');

const environment = z.object({
  PORT: whole(0, 65_535).default(8080),
  HOST: z.string().optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an absolute http or https URL' }).optional(),
  EHRS_FILE: z.string().optional(),
  DATABASE_FILE: z.string().default('./data/vfcds.sqlite'),
  DATABASE_URL: z.string().optional(),
  HASH_KEY: z.string().min(32, 'must have 32 characters or more').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HOOKS: list.pipe(z.array(z.enum(HOOK_NAMES))).optional(),
  DISCOVERY: z.enum(['open', 'token']).default('open'),
  CORS_ORIGINS: list.pipe(z.array(origin)).default([]),
  TRUST_PROXY: whole(0, 10).default(0),
  BODY_LIMIT_MB: whole(1, 50).default(5),
  RATE_PER_MINUTE: whole(1, 100_000_000).optional(),
  MAX_CONCURRENT: whole(1, 100_000).optional(),
  TOKEN_CHECKS_PER_SECOND: whole(1, 100_000_000).default(100),
  REFUSED_TOKENS_PER_MINUTE: whole(1, 100_000_000).default(60),
  REQUEST_DEADLINE_MS: whole(100, 30_000).default(2000),
  OPTIONAL_READS_MS: whole(0, 30_000).default(400),
  REPORT_LOOKBACK_MONTHS: whole(1, 600).default(60),
  REPEAT_WINDOW_HOURS: whole(1, 720).default(24),
  RETENTION_DAYS: whole(1, 4000).default(400),
  MAX_CARDS: whole(1, 2).default(2),
  TIME_ZONE: timeZone.default('Europe/London'),
  CODES_DIR: z.string().optional(),
  CUSTOM_HOOK_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a reverse domain such as org.example')
    .default('io.github.vertebral-fracture-cds'),
  CONSOLE: z.enum(['on', 'off']).optional(),
  STATS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
});

type Environment = z.infer<typeof environment>;

export interface Config extends Omit<Environment, 'HOST' | 'PUBLIC_URL' | 'HOOKS' | 'CONSOLE' | 'EHRS_FILE'> {
  readonly profile: 'demo' | 'production';
  readonly host: string;
  /** Base URL without trailing slash; in demo with `PORT=0` it is only known once the service listens. */
  readonly publicUrl: string;
  readonly publicIsLoopback: boolean;
  readonly hooks: readonly (typeof HOOK_NAMES)[number][];
  readonly console: boolean;
  readonly ehrs: readonly RegistryEntry[];
}

/** Settings that cannot stand, each with what to do. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The service does not start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const PRODUCTION_HOOKS = ['patient-view', 'encounter-discharge', 'imaging-result'] as const;

const demoFaults = (env: Environment, host: string): readonly string[] =>
  isLoopbackHost(host)
    ? []
    : [
        `HOST: the demo profile listens on loopback only, not on ${host}; write an ehrs.yaml to open the service (see ehrs.example.yaml)${env.PUBLIC_URL ? '' : ' and set PUBLIC_URL'}`,
      ];

const productionFaults = (env: Environment, publicUrl: URL | null): readonly string[] => [
  ...(publicUrl ? [] : ['PUBLIC_URL: set it to the base URL that the EHRs call']),
  ...(publicUrl && publicUrl.protocol !== 'https:' && !isLoopbackHost(publicUrl.hostname) ? ['PUBLIC_URL: must be https'] : []),
  ...(env.HASH_KEY || (publicUrl && isLoopbackHost(publicUrl.hostname))
    ? []
    : ['HASH_KEY: set it to a secret of 32 characters or more, the same on every replica']),
];

/** Without this file, and without another that is named, the demo profile runs. */
const DEFAULT_REGISTRY = './ehrs.yaml';
/** Asks for the demo profile also where the default file stands. */
const NO_REGISTRY = 'none';

/** The registry file, or `null` in the demo profile. @throws ConfigError where a named one is missing: a slip of the pen must not open the service to everybody. */
const registryFile = (named: string | undefined): string | null => {
  if (named === NO_REGISTRY) return null;
  if (named === undefined) return existsSync(DEFAULT_REGISTRY) ? DEFAULT_REGISTRY : null;
  if (!existsSync(named))
    throw new ConfigError([`EHRS_FILE: ${named} does not exist; leave EHRS_FILE out, or set it to ${NO_REGISTRY}, for the demo profile`]);
  return named;
};

/** `prefetchFaults` judges the registry's prefetch overrides. @throws ConfigError that lists every fault of the environment and of the registry file, the latter with line numbers. */
export const readConfig = (
  env: Readonly<Record<string, string | undefined>>,
  prefetchFaults: RegistryFile['prefetchFaults'] = () => [],
): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const { HOST, PUBLIC_URL, HOOKS, CONSOLE, EHRS_FILE, ...rest } = parsed.data;
  const file = registryFile(EHRS_FILE);
  const production = file !== null;
  const publicUrl = PUBLIC_URL ? new URL(PUBLIC_URL) : null;
  const host = HOST ?? (production ? '0.0.0.0' : '127.0.0.1');
  const publicIsLoopback = publicUrl ? isLoopbackHost(publicUrl.hostname) : !production;
  const registry = file
    ? readEhrs(readFileSync(file, 'utf8'), { file, folder: dirname(resolve(file)), publicIsLoopback, prefetchFaults })
    : { entries: [], faults: [] };
  const faults = [...registry.faults, ...(production ? productionFaults(parsed.data, publicUrl) : demoFaults(parsed.data, host))];
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    ...rest,
    ...(production ? { RATE_PER_MINUTE: rest.RATE_PER_MINUTE ?? 1200, MAX_CONCURRENT: rest.MAX_CONCURRENT ?? 50 } : {}),
    profile: production ? 'production' : 'demo',
    host,
    publicUrl: (PUBLIC_URL ?? `http://127.0.0.1:${rest.PORT}`).replace(/\/+$/, ''),
    publicIsLoopback,
    hooks: HOOKS ?? (production ? PRODUCTION_HOOKS : HOOK_NAMES),
    console: CONSOLE ? CONSOLE === 'on' : !production,
    ehrs: registry.entries,
  };
};
