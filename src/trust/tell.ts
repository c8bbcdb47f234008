/** Trust decisions -> log lines and counters. */
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Report } from './events.ts';

export const tellTo =
  (log: Log, metrics: Metrics): Report =>
  (event) => {
    switch (event.kind) {
      case 'refused':
        metrics.authFailures.inc({ reason: event.reason });
        log.warn('auth-failed', { ehr: event.ehr, issuer: event.issuer, address: event.address, reason: event.reason });
        break;
      case 'token-ignored':
        log.info('token-ignored', { issuer: event.issuer, reason: event.reason });
        break;
      case 'keys':
        metrics.keySets.inc({ result: event.result });
        if (event.result !== 'refreshed') log.warn('keys-not-refreshed', { ehr: event.ehr, result: event.result });
        break;
      case 'keys-used':
        metrics.keySetAge.set({ tenant: event.ehr }, event.ageSeconds);
        break;
      case 'fhir-read':
        metrics.fhirRequests.inc({ tenant: event.ehr, resource: event.resource, status: event.status });
        metrics.fhirSeconds.observe(event.seconds);
        break;
      case 'fhir-blocked':
        metrics.fhirBlocked.inc({ reason: event.reason });
        log.warn('fhir-read-blocked', { ehr: event.ehr, reason: event.reason });
        break;
      case 'fhir-server':
        metrics.fhirBlocked.inc({ reason: event.result });
        log.warn('fhir-server-not-registered', { ehr: event.ehr });
        break;
    }
  };
