import { decideKey } from '../../src/fhir/decide-key.ts';

const NEEDED = { needed: true, confirmEmpty: false };
const OPTIONAL = { needed: false, confirmEmpty: false };
const REPORTS = { needed: true, confirmEmpty: true };

describe('the table of states, servers and keys', () => {
  it.each([
    ['supplied', 'server', NEEDED, 'use'],
    ['supplied', 'none', OPTIONAL, 'use'],
    ['supplied', 'not-registered', NEEDED, 'use'],
    ['empty', 'server', OPTIONAL, 'none'],
    ['empty', 'server', REPORTS, 'confirm'],
    ['empty', 'none', REPORTS, 'none'],
    ['empty', 'not-registered', REPORTS, 'none'],
    ['absent', 'server', NEEDED, 'read'],
    ['failed', 'server', OPTIONAL, 'read'],
    ['absent', 'none', NEEDED, 'refuse'],
    ['failed', 'none', NEEDED, 'refuse'],
    ['absent', 'not-registered', NEEDED, 'refuse-server'],
    ['failed', 'not-registered', NEEDED, 'refuse-server'],
    ['absent', 'none', OPTIONAL, 'unknown'],
    ['failed', 'none', OPTIONAL, 'unknown'],
    ['absent', 'not-registered', OPTIONAL, 'unknown'],
    ['failed', 'not-registered', OPTIONAL, 'unknown'],
  ] as const)('%s, server %s, %o: %s', (state, server, traits, decision) => {
    expect(decideKey(state, server, traits)).toBe(decision);
  });
});
