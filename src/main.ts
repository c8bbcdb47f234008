/** Starts the service: config -> parts -> createApp -> listen -> stop cleanly. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createAdvise, type AdviseParts } from './advise.ts';
import { createApp, type AppParts } from './app.ts';
import { bannerOf } from './banner.ts';
import { readConfig, type Config } from './config.ts';
import { consoleParts } from './console-parts.ts';
import { templateFaults, templatesFor } from './fhir/prefetch-templates.ts';
import { readChart, warmDocuments } from './fhir/read-chart.ts';
import { loadKnowledge } from './knowledge.ts';
import { createLog, errorFields } from './log.ts';
import { createMetrics } from './metrics.ts';
import { newId } from './new-id.ts';
import { hashKeyOf } from './records/hash-key.ts';
import { keepPurged } from './records/keep-purged.ts';
import { makeKeys } from './records/keys.ts';
import { openRecords } from './records/open-records.ts';
import { drain, listen, PATIENCE } from './server.ts';
import { openTrust } from './trust/open-trust.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What comes from outside; a test may bring its own. */
export interface Outside {
  readonly now: () => Date;
  readonly newId: () => string;
  /** Where log lines go; standard output where nothing is said. */
  readonly logStream?: { write(line: string): void };
}

export interface Service {
  /** Base URL at which it listens. */
  readonly url: string;
  readonly parts: AppParts;
  /** Readiness off, no new connections, what runs is answered, then everything is closed. */
  readonly stop: () => Promise<void>;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

/** Everything that can be had before it is known where the service listens. @throws ConfigError that lists every fault. */
const prepare = async (env: Env, outside: Outside) => {
  const config = readConfig(env, templateFaults);
  const knowledge = loadKnowledge(config.CODES_DIR);
  const records = await openRecords({
    databaseFile: config.DATABASE_FILE,
    ...(config.DATABASE_URL ? { databaseUrl: config.DATABASE_URL } : {}),
    repeatWindowHours: config.REPEAT_WINDOW_HOURS,
    now: outside.now,
  });
  const log = createLog(config.LOG_LEVEL, outside.logStream);
  const metrics = createMetrics();
  metrics.describe({ version, knowledge, now: outside.now() });
  const onRecordsDown = (error: unknown): void => {
    metrics.recordsDown.inc();
    log.error('records-down', errorFields(error));
  };
  return { config, knowledge, records, log, metrics, onRecordsDown, keys: makeKeys(hashKeyOf(config)) };
};

type Prepared = Awaited<ReturnType<typeof prepare>>;

const assemble = (prepared: Prepared, publicUrl: string, outside: Outside, isServing: () => boolean): AppParts => {
  const { knowledge, records, log, metrics, keys, onRecordsDown } = prepared;
  const config: Config = { ...prepared.config, publicUrl };
  const { now, newId } = outside;
  const trust = openTrust({ config, useToken: records.useToken, now, log, metrics });
  const options = {
    timeZone: config.TIME_ZONE,
    lookBackMonths: config.REPORT_LOOKBACK_MONTHS,
    deadlineMs: config.REQUEST_DEADLINE_MS,
    optionalReadsMs: config.OPTIONAL_READS_MS,
  };
  const advising: AdviseParts = {
    knowledge,
    records,
    keys,
    now,
    newId,
    onRecordsDown,
    timeZone: config.TIME_ZONE,
    maxCards: config.MAX_CARDS,
    repeatWindowHours: config.REPEAT_WINDOW_HOURS,
    readChart: (request, caller, today) =>
      readChart(request, trust.serverFor(caller, request), { codes: knowledge.codes, overrides: caller.ehr.prefetch, today, options }),
  };
  return {
    config,
    version,
    knowledge,
    records,
    trust,
    log,
    metrics,
    now,
    isServing,
    advise: createAdvise(advising),
    explain: createAdvise({ ...advising, records: null }),
    templatesFor: (hook, overrides) => templatesFor(hook, overrides, knowledge.codes),
  };
};

const open = async (server: Server, prepared: Prepared, env: Env, outside: Outside): Promise<Service> => {
  const { config, records, log, knowledge, onRecordsDown } = prepared;
  const port = await listen(server, config.PORT, config.host);
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  let state: 'starting' | 'serving' | 'stopping' = 'starting';
  const parts = assemble(prepared, env.PUBLIC_URL ? config.publicUrl : url, outside, () => state === 'serving');
  server.on('request', createApp(parts, consoleParts(parts)));
  const stopPurging = keepPurged(records, {
    days: config.RETENTION_DAYS,
    now: outside.now,
    onPurged: (count) => log.info('purged', { count }),
    onError: onRecordsDown,
  });
  await parts.trust.warm();
  state = 'serving';
  void warmDocuments();
  log.info('started', { version, profile: config.profile, host: config.host, port, knowledge: knowledge.version });

  const stop = async (): Promise<void> => {
    if (state === 'stopping') return;
    state = 'stopping';
    log.info('stopping');
    stopPurging();
    await drain(server);
    await parts.trust.close();
    await records.close();
    log.info('stopped');
    await log.flush();
  };
  return { url, parts, stop };
};

/** @throws ConfigError that lists every fault; any other error where a part cannot be opened, and then nothing stays open. */
export const start = async (env: Env, given: Partial<Outside> = {}): Promise<Service> => {
  const outside: Outside = { now: () => new Date(), newId, ...given };
  const prepared = await prepare(env, outside);
  const server = createServer(PATIENCE);
  try {
    return await open(server, prepared, env, outside);
  } catch (error) {
    server.close();
    await prepared.records.close();
    throw error;
  }
};

/** Runs until it is told to stop. What nobody caught ends the process, and is logged by class and place only: its message may hold what a client sent. */
export const serve = async (env: Env): Promise<void> => {
  const service = await start(env);
  process.stderr.write(bannerOf(service.parts));
  const stop = (): void => void service.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.once('uncaughtException', (error) => {
    service.parts.log.error('crashed', errorFields(error));
    void service.parts.log.flush().finally(() => process.exit(1));
  });
};
