/** Every key x every state x every server: each cell has the result that the table of DESIGN section 3 states. */
import { Agent } from 'undici';
import { readChart } from '../../src/fhir/read-chart.ts';
import type { FhirServer } from '../../src/fhir/server.ts';
import type { HookName, PrefetchKey } from '../../src/hooks/wire.ts';
import { Refusal } from '../../src/refusals.ts';
import { startFhirServer, type FhirServerUnderTest } from '../fhir-server/fhir-server.ts';
import { neverAnswers, serverError } from '../fhir-server/faults.ts';
import {
  bundle,
  completePrefetch,
  condition,
  epicEmpty,
  everything,
  outcome,
  parts,
  procedure,
  report,
  request,
  stranger,
} from './sample.ts';

type State = 'supplied' | 'null' | 'empty Bundle' | 'outcome-only Bundle' | 'OperationOutcome' | 'wrong type' | 'wrong patient' | 'absent';
type Server = 'none' | 'allowed' | 'failing' | 'slow' | 'not allowed';
type Result = 'used' | 'known to be none' | 'read' | 'unknown' | '412' | '403';

const STATES: readonly State[] = [
  'supplied',
  'null',
  'empty Bundle',
  'outcome-only Bundle',
  'OperationOutcome',
  'wrong type',
  'wrong patient',
  'absent',
];
const SERVERS: readonly Server[] = ['none', 'allowed', 'failing', 'slow', 'not allowed'];
const VIEW_KEYS: readonly PrefetchKey[] = [
  'patient',
  'reports',
  'conditions',
  'medications',
  'procedures',
  'serviceRequests',
  'observations',
];

const agent = new Agent();
let real: FhirServerUnderTest;
let failing: FhirServerUnderTest;
let slow: FhirServerUnderTest;

beforeAll(async () => {
  real = await startFhirServer(everything);
  failing = await startFhirServer([], serverError(500));
  slow = await startFhirServer([], neverAnswers);
});

afterAll(async () => {
  await Promise.all([real, failing, slow].map((server) => server.close()));
  await agent.destroy();
});

const allowed = ({ base }: FhirServerUnderTest): FhirServer => ({ kind: 'server', base, accessToken: 'token', dispatcher: agent });

const serverOf = (server: Server): FhirServer => {
  if (server === 'none') return { kind: 'none' };
  if (server === 'not allowed') return { kind: 'not-registered', base: 'https://not-registered.example/r4' };
  return allowed({ allowed: real, failing, slow }[server]);
};

const ofStranger = (key: PrefetchKey, own: unknown): unknown => {
  if (key === 'patient') return { ...(own as object), id: 'somebody-else' };
  if (key === 'report') return { ...(own as object), subject: stranger };
  const { entry } = own as { entry: { resource: object }[] };
  return { ...(own as object), entry: [...entry, { resource: { ...entry[0]?.resource, id: 'theirs', subject: stranger } }] };
};

const valueOf = (key: PrefetchKey, state: State, own: unknown): unknown => {
  switch (state) {
    case 'null':
      return null;
    case 'empty Bundle':
      return bundle();
    case 'outcome-only Bundle':
      return epicEmpty;
    case 'OperationOutcome':
      return outcome('error', 'exception');
    case 'wrong type':
      return key === 'conditions' ? procedure('p') : condition('c');
    case 'wrong patient':
      return ofStranger(key, own);
    default:
      return own;
  }
};

const result = async (hook: HookName, key: PrefetchKey, state: State, server: Server): Promise<Result> => {
  const prefetch = {
    ...completePrefetch(),
    ...(hook === 'report-view' ? { report: report('rep-1'), reports: bundle(report('rep-2')) } : {}),
  };
  const own = (prefetch as Record<string, unknown>)[key];
  const others = Object.fromEntries(Object.entries(prefetch).filter(([name]) => name !== key));
  const given = state === 'absent' ? others : { ...others, [key]: valueOf(key, state, own) };
  try {
    const asked = request(given, { hook, reportId: hook === 'report-view' ? 'rep-1' : null });
    const chart = await readChart(asked, serverOf(server), parts({ deadlineMs: server === 'slow' ? 60 : 60_000 }));
    const record = chart.keys.find(({ part }) => part === key);
    const unknown = chart.facts.unknown.includes(key);
    if (record?.state === 'unavailable' && unknown) return 'unknown';
    if (record?.state === 'supplied' && !unknown) return 'used';
    if (record?.state === 'read' && !unknown && record.resources > 0) return 'read';
    if (record?.state === 'empty' && !unknown) return 'known to be none';
    throw new Error(`${key} is neither known nor unknown: ${JSON.stringify(record)}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 412 && error.faults.some(({ path }) => path === `prefetch.${key}`)) return '412';
    if (error.status === 403 && error.message.includes('https://not-registered.example/r4')) return '403';
    throw error;
  }
};

/** The table, as DESIGN section 3 prints it: rows by state and need, columns by server. */
const expected = (hook: HookName, key: PrefetchKey, state: State, server: Server): Result => {
  const needed = key === 'patient' || key === (hook === 'report-view' ? 'report' : 'reports');
  // "`patient: null` is absent", and so is every other way of saying that there is no patient.
  const nothing = state === 'null' || state === 'empty Bundle' || state === 'outcome-only Bundle';
  if (state === 'supplied') return 'used';
  if (nothing && key !== 'patient') return key === 'reports' && server === 'allowed' ? 'read' : 'known to be none';
  if (server === 'allowed') return 'read';
  if (!needed) return 'unknown';
  return server === 'not allowed' ? '403' : '412';
};

type Cell = readonly [key: PrefetchKey, state: State, server: Server];

const cells = (keys: readonly PrefetchKey[]): readonly Cell[] =>
  keys.flatMap((key) => STATES.flatMap((state) => SERVERS.map((server): Cell => [key, state, server])));

/** The cells are read side by side, a few at a time, before they are judged one by one. */
const readAll = async (hook: HookName, all: readonly Cell[]): Promise<ReadonlyMap<Cell, () => Result>> => {
  const answers = new Map<Cell, () => Result>();
  const waiting = [...all];
  const work = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      const answer = await result(hook, ...cell).then(
        (found) => () => found,
        (error: unknown) => () => {
          throw error;
        },
      );
      answers.set(cell, answer);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return answers;
};

describe.each([
  ['patient-view', cells(VIEW_KEYS)],
  ['report-view', cells(['report', 'reports'])],
] as const)('%s', (hook, all) => {
  let answers: ReadonlyMap<Cell, () => Result>;
  beforeAll(async () => {
    answers = await readAll(hook, all);
  }, 60_000);

  it.each(all)('%s %s, server %s', (...[key, state, server]) => {
    const cell = all.find((one) => one[0] === key && one[1] === state && one[2] === server) as Cell;
    expect(answers.get(cell)?.()).toBe(expected(hook, key, state, server));
  });
});
