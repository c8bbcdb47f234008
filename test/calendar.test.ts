import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dayIn, daysAfter, daysBefore, daysBetween, printedDay, within, yearsOld } from '../src/calendar.ts';

describe('calendar days', () => {
  it.each([
    ['2026-03-31', { months: 1 }, '2026-02-28'],
    ['2024-03-31', { months: 1 }, '2024-02-29'],
    ['2024-02-29', { years: 1 }, '2023-02-28'],
    ['2026-01-01', { days: 1 }, '2025-12-31'],
    ['2026-06-15', { weeks: 16 }, '2026-02-23'],
  ])('%s less %j is %s, clamped to the last day of the month', (day, span, expected) => {
    expect(daysBefore(day, span)).toBe(expected);
  });

  it('includes the first and the last day of a span, and not the future', () => {
    expect(within('2024-06-15', { months: 24 }, '2026-06-15')).toBe(true);
    expect(within('2024-06-14', { months: 24 }, '2026-06-15')).toBe(false);
    expect(within('2026-06-16', { months: 24 }, '2026-06-15')).toBe(false);
  });

  it('ages a leap-day child on the last day of February', () => {
    expect(yearsOld('1976-02-29', '2026-02-27')).toBe(49);
    expect(yearsOld('1976-02-29', '2026-02-28')).toBe(50);
  });

  it.each([
    ['2026-06-30T23:30:00Z', 'Europe/London', '2026-07-01'],
    ['2026-06-30T23:30:00Z', 'UTC', '2026-06-30'],
    ['2026-06-30T23:30:00Z', 'America/New_York', '2026-06-30'],
  ])('the instant %s is in %s the day %s', (instant, zone, day) => {
    expect(dayIn(new Date(instant), zone)).toBe(day);
  });

  it('prints days as cards do', () => {
    expect(printedDay('2025-03-14')).toBe('14 Mar 2025');
    expect(printedDay('2025-09-01')).toBe('1 Sep 2025');
  });

  const anyDay = fc
    .date({ min: new Date('1850-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('counts days as it adds them', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 20_000 }), (day, count) => daysBetween(day, daysAfter(day, { days: count })) === count),
    );
  });

  it('agrees with another calendar about every span and age', () => {
    const utc = (day: string) => DateTime.fromISO(day, { zone: 'utc' });
    const span = fc.record({ days: fc.nat(800), weeks: fc.nat(60), months: fc.nat(40), years: fc.nat(90) });
    fc.assert(
      fc.property(anyDay, anyDay, span, (day, other, length) => {
        expect(daysBefore(day, length)).toBe(utc(day).minus(length).toISODate());
        expect(daysAfter(day, length)).toBe(utc(day).plus(length).toISODate());
        expect(yearsOld(day, other)).toBe(Math.floor(utc(other).diff(utc(day), 'years').years));
        expect(printedDay(day)).toBe(utc(day).toFormat('d MMM yyyy', { locale: 'en-US' }));
      }),
    );
  });

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '20260101', '', '2026-01-01T00:00:00Z'])('knows that "%s" is no day', (text) => {
    expect(() => daysBefore(text, { days: 1 })).toThrow('not a calendar day');
  });
});
