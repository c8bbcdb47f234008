/** The difference between two outcomes, in words. */
import type { CaseOutcome } from './outcome.ts';

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

const show = (value: Plain | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));

const compare = (path: string, expected: Plain | undefined, actual: Plain | undefined): readonly string[] => {
  if (JSON.stringify(expected) === JSON.stringify(actual)) return [];
  const bothObjects = expected && actual && typeof expected === 'object' && typeof actual === 'object';
  if (!bothObjects || Array.isArray(expected) !== Array.isArray(actual))
    return [`${path}: expected ${show(expected)}, got ${show(actual)}`];
  const left = expected as Record<string, Plain>;
  const right = actual as Record<string, Plain>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
    compare(path ? `${path}.${key}` : key, left[key], right[key]),
  );
};

/** One line per difference; empty when they agree. */
export const diffInWords = (expected: unknown, actual: CaseOutcome): readonly string[] =>
  expected === null
    ? ['there is no expected.json yet: run with --update and review it']
    : compare('', expected as Plain, JSON.parse(JSON.stringify(actual)) as Plain);
