/**
 * The log: JSON lines with a closed list of fields. What is not on the list is dropped, whatever the caller passes, so that no patient
 * data, report text, URL with an id, token or feedback comment can reach a line (DESIGN section 7).
 */
import { pino, type DestinationStream, type Logger } from 'pino';

/** Everything that a line may hold; ids of patients and reports only as keyed hashes. */
const FIELDS = [
  'requestId', 'ehr', 'tenant', 'issuer', 'address', 'reason', 'code', 'status', 'method', 'service', 'hook', 'hookInstance', 'milliseconds',
  'profile', 'host', 'port', 'version', 'knowledge', 'count', 'result', 'mode', 'verdict', 'cards', 'spoken', 'silent', 'patientKey', 'reportKeys',
  'reportsRead', 'reportsNotRead', 'unknown', 'recorded', 'stored', 'duplicates', 'unmatched', 'error', 'where',
] as const; // prettier-ignore

type Field = (typeof FIELDS)[number];
type Value = string | number | boolean | null | readonly string[];

export type LogFields = { readonly [name in Field]?: Value | undefined };

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** Resolves once every line has been handed to the operating system. */
  flush(): Promise<void>;
}

/** Longest string of a line. */
const LONGEST = 200;

const clipped = (value: unknown): Value | undefined => {
  if (typeof value === 'string') return value.slice(0, LONGEST);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').map((one) => one.slice(0, LONGEST)) : undefined;
};

const allowed = (fields: LogFields): Record<string, Value | undefined> => {
  const line: Record<string, Value | undefined> = {};
  for (const name of FIELDS) if (fields[name] !== undefined) line[name] = clipped(fields[name]);
  return line;
};

/** The class of an error and where it was thrown, never its message: that may quote what a client or a server sent. */
export const errorFields = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  const where = (error.stack ?? '').split('\n').flatMap((line) => /^\s+at .*?([\w.-]+\/[\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? []);
  return { error: typeof code === 'string' ? `${error.name} ${code}` : error.name, where: where.slice(0, 6) };
};

/** Lines are handed over together: when there are so many bytes of them, or after so many milliseconds. A write for each would cost more than all else that is said in it. */
const TOGETHER = { minLength: 8192, periodicFlush: 100 } as const;

/** Lines go to standard output without holding up the request, or to `stream`. */
export const createLog = (level: string, stream?: DestinationStream): Log => {
  const output = stream ?? pino.destination({ dest: 1, sync: false, ...TOGETHER });
  const logger: Logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event', formatters: { level: (level) => ({ level }) } },
    output,
  );
  const write =
    (at: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}): void =>
      logger[at](allowed(fields), event);
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    flush: () => new Promise((resolve) => logger.flush(() => resolve())),
  };
};
