/** `advise()` as a case needs it: the clock at noon of the case's day, nothing remembered, and `server.json` as the FHIR server behind it. */
import { createAdvise, type Advise } from '../advise.ts';
import { readChart } from '../fhir/read-chart.ts';
import { normalBase, type FhirServer } from '../fhir/server.ts';
import { loadKnowledge } from '../knowledge.ts';
import { makeKeys } from '../records/keys.ts';
import type { Fixture } from '../replay/fixture.ts';
import { openBundleServer } from '../replay/bundle-server.ts';

const TIME_ZONE = 'Europe/London';
const OPTIONS = { timeZone: TIME_ZONE, lookBackMonths: 60, deadlineMs: 10_000, optionalReadsMs: 10_000 } as const;

/** Nothing is kept, so any key will do. */
const KEYS = makeKeys('replay keeps nothing and hashes nothing that lasts');

/** Where a case has no `server.json`, no server may be read. */
const serverOf = ({ server, request }: Fixture): FhirServer => {
  const base = normalBase(String(request.fhirServer ?? ''));
  return server === null || base === null
    ? { kind: 'none' }
    : { kind: 'server', base, accessToken: null, dispatcher: openBundleServer(base, server) };
};

const counter = (): (() => string) => {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`;
};

/** Loads the knowledge once; each case gets a clock, ids and a FHIR server of its own. */
export const adviseForReplay = (): ((fixture: Fixture) => Advise) => {
  const knowledge = loadKnowledge();
  return (fixture) => {
    const server = serverOf(fixture);
    return createAdvise({
      knowledge,
      timeZone: TIME_ZONE,
      maxCards: 2,
      repeatWindowHours: 24,
      records: null,
      keys: KEYS,
      now: () => new Date(`${fixture.today}T12:00:00Z`),
      newId: counter(),
      onRecordsDown: () => undefined,
      readChart: (request, _caller, today) => readChart(request, server, { codes: knowledge.codes, today, options: OPTIONS }),
    });
  };
};
