/** Runs one case through the same path as a hook call: the same request parsing, the same `advise()`. */
import type { Advise } from '../advise.ts';
import { readHookRequest } from '../hooks/read-request.ts';
import type { Caller } from '../trust/caller.ts';
import type { Explanation } from '../explanation.ts';
import type { HookResponse } from '../hooks/wire.ts';
import { diffInWords } from './diff.ts';
import type { Fixture } from './fixture.ts';
import { outcomeOf, refusalOutcome, type CaseOutcome } from './outcome.ts';

/** The replay command is its own caller: an EHR with nothing configured. */
export const REPLAY_CALLER: Caller = {
  issuer: null,
  ehr: {
    name: 'replay',
    tenant: null,
    dialect: 'standard',
    mode: 'live',
    off: [],
    fhirServers: [],
    allowPrivateAddresses: false,
    prefetch: {},
    orderCodes: {},
    links: [],
  },
};

export interface CaseRun {
  readonly fixture: Fixture;
  readonly outcome: CaseOutcome;
  readonly response: HookResponse | null;
  readonly explanation: Explanation | null;
  /** Empty when it is as expected. */
  readonly differences: readonly string[];
}

/** `adviseOn` gives an `advise()` whose clock stands at noon of the case's day and whose FHIR server holds the case's `server.json`. */
export const runCase = async (fixture: Fixture, adviseOn: (fixture: Fixture) => Advise): Promise<CaseRun> => {
  try {
    const request = readHookRequest(fixture.service, fixture.request);
    const { response, explanation } = await adviseOn(fixture)(request, REPLAY_CALLER);
    const outcome = outcomeOf(response, explanation);
    return { fixture, outcome, response, explanation, differences: diffInWords(fixture.expected, outcome) };
  } catch (error) {
    const outcome = refusalOutcome(error);
    return { fixture, outcome, response: null, explanation: null, differences: diffInWords(fixture.expected, outcome) };
  }
};
