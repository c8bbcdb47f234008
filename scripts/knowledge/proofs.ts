/** Which tests and fixtures prove a rule: found by file name and by what the fixtures expect, so that the list cannot go stale. */
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { Rule } from '../../src/assessment/rule.ts';
import { fixtureNames, readFixture } from '../../src/replay/fixture.ts';

interface Expected {
  readonly cards?: readonly { readonly topic: string }[];
  readonly silences?: Readonly<Record<string, string>>;
}

const testFiles = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => `test/${path}`)
  .sort();

const cases = fixtureNames().map((name) => ({
  name,
  claim: readFixture(name).claim,
  expected: (readFixture(name).expected ?? {}) as Expected,
}));

/** The rule's own test, in whichever room it stands. */
export const testsOf = (rule: Rule): readonly string[] => testFiles.filter((path) => basename(path).startsWith(`${rule.id}.`));

export const casesThatSpeak = (rule: Rule): readonly string[] =>
  cases.filter(({ expected }) => expected.cards?.some(({ topic }) => topic === rule.topic)).map(({ name, claim }) => `${name}: ${claim}`);

/** Reasons for silence that a fixture reaches, each with its fixtures. */
export const silencesProved = (rule: Rule): ReadonlyMap<string, readonly string[]> => {
  const proved = new Map<string, readonly string[]>();
  for (const { name, expected } of cases) {
    const reason = expected.silences?.[rule.id];
    if (reason !== undefined) proved.set(reason, [...(proved.get(reason) ?? []), name]);
  }
  return proved;
};
