import fc from 'fast-check';
import { isWithinBounds } from '../../src/hooks/scan-json.ts';

const ROOMY = { depth: 1000, nodes: 1_000_000 };

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const nodesOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? Object.values(value).reduce<number>((sum, inner) => sum + nodesOf(inner), 1) : 1;

const json = fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' });

describe('how deep and how large a JSON text is', () => {
  it('takes any value at its own depth, and refuses it one level below', () => {
    fc.assert(
      fc.property(json, (value) => {
        const depth = depthOf(value);
        expect(isWithinBounds(JSON.stringify(value), { ...ROOMY, depth })).toBe(true);
        if (depth > 0) expect(isWithinBounds(JSON.stringify(value), { ...ROOMY, depth: depth - 1 })).toBe(false);
      }),
    );
  });

  it('counts no fewer nodes than there are, and at most twice as many', () => {
    fc.assert(
      fc.property(json, (value) => {
        const nodes = nodesOf(value);
        expect(isWithinBounds(JSON.stringify(value), { ...ROOMY, nodes: 2 * nodes })).toBe(true);
        if (nodes > 2) expect(isWithinBounds(JSON.stringify(value), { ...ROOMY, nodes: Math.floor(nodes / 2) - 1 })).toBe(false);
      }),
    );
  });

  it.each([
    ['brackets inside a string', '{"text":"[[[[[[{{{{{{"}'],
    ['a quote escaped inside a string', '{"text":"\\"[[[[[["}'],
    ['a backslash before the closing quote', '{"text":"\\\\","more":[1]}'],
    ['an even number of backslashes before it', '{"text":"\\\\\\\\","more":[1]}'],
    ['a string that never ends', '{"text":"[[[[['],
    ['an escape at the very end', '{"text":"\\'],
  ])('is not misled by %s', (_, text) => {
    expect(isWithinBounds(text, { depth: 2, nodes: 10 })).toBe(true);
  });

  it.each([
    ['a hundred thousand nested arrays', '['.repeat(100_000)],
    ['a hundred thousand nested objects', '{"a":'.repeat(100_000)],
  ])('refuses %s before anything is built', (_, text) => {
    expect(isWithinBounds(text, { depth: 100, nodes: 1_000_000 })).toBe(false);
  });
});
