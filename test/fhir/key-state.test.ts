import { readArrival } from '../../src/fhir/key-state.ts';
import type { PrefetchKey } from '../../src/hooks/wire.ts';
import { bundle, condition, epicEmpty, observation, outcome, patient, report } from './sample.ts';

const outcomeEntry = (severity: string, code: string): unknown => ({ search: { mode: 'outcome' }, resource: outcome(severity, code) });
const bundleOf = (...entry: readonly unknown[]): unknown => ({ resourceType: 'Bundle', type: 'searchset', entry });
const match = (resource: unknown): unknown => ({ resource, search: { mode: 'match' } });

type Case = readonly [claim: string, key: PrefetchKey, value: unknown, state: string];

const CASES: readonly Case[] = [
  ['a key that did not come is absent', 'conditions', undefined, 'absent'],
  ['null says that there is no data', 'conditions', null, 'empty'],
  ['a patient that is null is absent, for a patient always exists', 'patient', null, 'absent'],
  ['an empty Bundle for the patient is absent too', 'patient', bundle(), 'absent'],
  ['a Bundle without matches is empty', 'reports', bundle(), 'empty'],
  ['a Bundle without any entry member is empty', 'reports', { resourceType: 'Bundle', type: 'searchset' }, 'empty'],
  ['an outcome entry that says that nothing was found (Epic 4101) is empty', 'reports', epicEmpty, 'empty'],
  ['an outcome entry of severity error is a failure', 'reports', bundleOf(outcomeEntry('error', 'processing')), 'failed'],
  ['an outcome entry of severity fatal is a failure', 'reports', bundleOf(outcomeEntry('fatal', 'processing')), 'failed'],
  ...['security', 'forbidden', 'suppressed', 'timeout', 'exception'].map((code): Case => [
    `a warning of type ${code} without matches is a failure`,
    'conditions',
    bundleOf(outcomeEntry('warning', code)),
    'failed',
  ]),
  [
    'a timeout beside matches is a failure: the list may lack the one that counts',
    'conditions',
    bundleOf(match(condition('c')), outcomeEntry('warning', 'timeout')),
    'failed',
  ],
  [
    'a source that did not answer beside matches leaves them supplied',
    'conditions',
    bundleOf(match(condition('c')), outcomeEntry('warning', 'incomplete')),
    'supplied',
  ],
  [
    'a harmless warning beside matches is supplied',
    'conditions',
    bundleOf(match(condition('c')), outcomeEntry('warning', 'informational')),
    'supplied',
  ],
  ['an OperationOutcome instead of data is a failure', 'observations', outcome('error', 'exception'), 'failed'],
  [
    'an OperationOutcome without an issue list is a failure and no crash',
    'observations',
    { resourceType: 'OperationOutcome', issue: 'x' },
    'failed',
  ],
  ['a resource of the wrong type is a failure', 'medications', condition('c'), 'failed'],
  ['a Bundle of the wrong type is a failure', 'reports', bundle(condition('c')), 'failed'],
  ['an HTML error page is a failure', 'reports', '<html>502</html>', 'failed'],
  ['a list instead of a Bundle is a failure', 'reports', [report('r')], 'failed'],
  ['a Bundle whose entries are no list is a failure', 'reports', { resourceType: 'Bundle', entry: 'x' }, 'failed'],
  ['a Bundle whose entries hold no resources is a failure', 'reports', bundleOf({ fullUrl: 'https://x/1' }), 'failed'],
  ['a Bundle that counts matches and holds none is a failure, not "none"', 'reports', { resourceType: 'Bundle', total: 7 }, 'failed'],
  ['a Bundle with a match is supplied', 'reports', bundle(report('r')), 'supplied'],
  ['a Patient is supplied', 'patient', patient, 'supplied'],
  ['a searchset with the Patient is supplied', 'patient', bundle(patient), 'supplied'],
  ['a DiagnosticReport is supplied as report', 'report', report('r'), 'supplied'],
];

describe('what one prefetch value is', () => {
  it.each(CASES)('%s', (_, key, value, state) => {
    expect(readArrival(value, key).state).toBe(state);
  });

  it('does not count included resources as matches', () => {
    const arrival = readArrival(
      bundleOf(match(report('r')), { resource: observation('o'), search: { mode: 'include' } }, { resource: patient }),
      'reports',
    );
    expect([arrival.matches.length, arrival.included.length]).toEqual([1, 2]);
  });

  it('supplied with a word that part was withheld, where the outcome is a suppressed warning beside matches', () => {
    expect(readArrival(bundleOf(match(condition('c')), outcomeEntry('warning', 'suppressed')), 'conditions')).toMatchObject({
      state: 'supplied',
      withheld: true,
    });
  });

  it('a Bundle that counts more than it holds is short', () => {
    expect(readArrival({ ...(bundle(report('r')) as object), total: 120 }, 'reports').short).toBe(true);
  });

  it('never repeats what the EHR wrote: it may name the patient', () => {
    const { why } = readArrival(outcome('error', 'exception', 'Search for Jane Doe failed'), 'reports');
    expect(why).not.toMatch(/Jane/);
  });
});
