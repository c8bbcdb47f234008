import { moveDates } from '../../src/replay/move-dates.ts';

describe('moving the dates of a case', () => {
  it('moves full dates and instants wherever they stand', () => {
    const before = { day: '2026-06-01', list: [{ at: '2026-06-01T14:05:00+01:00' }] };
    expect(moveDates(before, '2026-06-15', '2026-11-24')).toEqual({ day: '2026-11-10', list: [{ at: '2026-11-10T14:05:00+01:00' }] });
  });

  it.each(['T12 fracture', '2026', '2026-06', 'since 2026-06-01 unchanged', '12026-06-01'])('leaves "%s" as it is', (text) => {
    expect(moveDates(text, '2026-06-15', '2026-11-24')).toBe(text);
  });

  it('changes nothing when the case is replayed on its own day', () => {
    const value = { a: ['2026-06-01', 3, null, true] };
    expect(moveDates(value, '2026-06-15', '2026-06-15')).toEqual(value);
  });
});
