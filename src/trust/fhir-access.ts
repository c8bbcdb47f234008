/** Which FHIR server a request may be read from: one that its EHR was registered with, through a guarded dispatcher. The token goes there and nowhere else, and is kept nowhere. */
import type { Dispatcher } from 'undici';
import type { FhirServer } from '../fhir/server.ts';
import { addressPolicyOf } from './allowed-addresses.ts';
import type { Caller, Ehr } from './caller.ts';
import type { Report } from './events.ts';
import { openGuardedDispatcher } from './guarded-dispatcher.ts';
import { plainBase, whereLies } from './pinned-base.ts';

/** Largest answer of a FHIR server, in bytes: a page of reports with their texts, and some. */
export const FHIR_ANSWER_BYTES = 10 * 1024 * 1024;

/** Of a hook request: what it says about the FHIR server behind it. */
export interface NamedServer {
  readonly fhirServer: string | null;
  readonly accessToken: string | null;
}

export interface FhirAccess {
  readonly serverFor: (caller: Caller, named: NamedServer) => FhirServer;
  readonly close: () => Promise<void>;
}

export interface FhirAccessParts {
  /** Loopback addresses are for a service that is itself only reached over loopback. */
  readonly publicIsLoopback: boolean;
  /** In demo a server that is not the simulator's counts as absent. */
  readonly profile: 'demo' | 'production';
  readonly report: Report;
}

/** The types that are read; a counter's label must not be what somebody put into a URL. */
const READ_TYPES = [
  'Patient',
  'DiagnosticReport',
  'Binary',
  'Condition',
  'Observation',
  'Procedure',
  'ServiceRequest',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
  'Medication',
];

const resourceOf = (base: string, path: string): string => {
  const [type = ''] = path.slice(new URL(base).pathname.replace(/\/$/, '').length + 1).split(/[/?]/);
  return READ_TYPES.includes(type) ? type : 'other';
};

export const openFhirAccess = ({ publicIsLoopback, profile, report }: FhirAccessParts): FhirAccess => {
  const dispatchers = new Map<string, Dispatcher>();

  const dispatcherFor = (ehr: Ehr, base: string): Dispatcher => {
    const known = dispatchers.get(`${ehr.name} ${base}`);
    if (known) return known;
    const dispatcher = openGuardedDispatcher({
      base,
      addresses: addressPolicyOf(ehr, publicIsLoopback),
      maxBytes: FHIR_ANSWER_BYTES,
      report: (reason) => report({ kind: 'fhir-blocked', ehr: ehr.name, reason }),
      measure: ({ path, status, seconds }) =>
        report({ kind: 'fhir-read', ehr: ehr.name, resource: resourceOf(base, path), status, seconds }),
    });
    dispatchers.set(`${ehr.name} ${base}`, dispatcher);
    return dispatcher;
  };

  return {
    serverFor: ({ ehr }, { fhirServer, accessToken }) => {
      if (fhirServer === null) return { kind: 'none' };
      const base = plainBase(fhirServer);
      const registered = base === null ? undefined : ehr.fhirServers.find((one) => whereLies(one, base) === 'inside');
      if (base !== null && registered !== undefined)
        return { kind: 'server', base, accessToken, dispatcher: dispatcherFor(ehr, registered) };
      if (profile === 'demo') return { kind: 'none' };
      report({ kind: 'fhir-server', ehr: ehr.name, result: 'not-registered' });
      return { kind: 'not-registered', base: base ?? 'an address that is no plain base URL' };
    },
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
      dispatchers.clear();
    },
  };
};
