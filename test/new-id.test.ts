import { newId } from '../src/new-id.ts';

describe('a new id', () => {
  it('is a UUID of version 7 that begins with its time', () => {
    expect(newId(Date.UTC(2026, 10, 24))).toMatch(/^01a20ada-2c00-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('comes after those of an earlier time', () => {
    expect(newId(1_800_000_000_001) > newId(1_800_000_000_000)).toBe(true);
  });

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => newId(0))).size).toBe(1_000);
  });
});
