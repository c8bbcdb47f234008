/** FHIR dates as calendar days, whatever the clock of the machine says. */
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { DateTime } from 'luxon';
import { dayOf, firstDay, lastDayOf, periodOf } from '../../src/fhir/dates.ts';

const ZONES = ['Europe/London', 'America/Los_Angeles', 'Asia/Kolkata'];

describe('the day of a FHIR date', () => {
  it.each([
    ['a full date', '2026-02-10', '2026-02-10'],
    ['a year stands for its first day', '2026', '2026-01-01'],
    ['a month stands for its first day', '2026-02', '2026-02-01'],
    ['a time without offset is the day as written', '2026-02-10T23:59:00', '2026-02-10'],
    ['an instant in winter', '2026-02-10T23:59:59Z', '2026-02-10'],
    ['an instant late in a summer evening is the next day in London', '2026-07-10T23:30:00Z', '2026-07-11'],
    ['an instant with an offset', '2026-07-10T00:30:00+05:30', '2026-07-09'],
    ['an offset without a colon', '2026-02-10T10:00:00+0000', '2026-02-10'],
    ['fractions of a second', '2026-02-10T10:00:00.123456Z', '2026-02-10'],
    ['the night in which the clocks go forward', '2026-03-29T23:30:00Z', '2026-03-30'],
    ['the night before it', '2026-03-28T23:30:00Z', '2026-03-28'],
    ['the night in which the clocks go back', '2026-10-24T23:30:00Z', '2026-10-25'],
    ['and the night after', '2026-10-25T23:30:00Z', '2026-10-25'],
    ['spaces around it', ' 2026-02-10 ', '2026-02-10'],
    ['a leap day', '2024-02-29', '2024-02-29'],
  ])('%s', (_, value, day) => {
    expect(dayOf(value, 'Europe/London')).toBe(day);
  });

  it.each([
    ['a day that no calendar has', '2026-02-31'],
    ['a leap day in a common year', '2026-02-29'],
    ['month 13', '2026-13-01'],
    ['the zero date of an EHR', '0001-01-01'],
    ['a date in words', '10 Feb 2026'],
    ['a number', 20260210],
    ['nothing', undefined],
    ['an empty string', ''],
  ])('%s is none', (_, value) => {
    expect(dayOf(value, 'Europe/London')).toBeNull();
  });

  it('is the day of the zone, as luxon reckons it, at any instant in any zone', () => {
    const instants = fc.integer({ min: Date.UTC(1972, 0, 1), max: Date.UTC(2060, 0, 1) });
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...ZONES, 'Pacific/Apia', 'America/St_Johns'),
        fc.constantFrom('Z', '+09:30', '-11:00'),
        (ms, zone, offset) => {
          const value = offset === 'Z' ? new Date(ms).toISOString() : (DateTime.fromMillis(ms, { zone: `UTC${offset}` }).toISO() ?? '');
          return dayOf(value, zone) === DateTime.fromMillis(ms, { zone }).toISODate();
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => [null, 'string'].includes(dayOf(value, 'Europe/London') === null ? null : 'string')));
    fc.assert(
      fc.property(
        fc.string(),
        (value) => dayOf(value, 'Europe/London') === null || /^\d{4}-\d\d-\d\d$/.test(dayOf(value, 'Europe/London') ?? ''),
      ),
    );
  });
});

describe('what else is asked of dates', () => {
  it.each([
    ['1950', '1950-12-31'],
    ['1950-02', '1950-02-28'],
    ['1952-02', '1952-02-29'],
    ['1950-03-14', '1950-03-14'],
    ['never', null],
  ])('the last day that %s can mean is %s', (value, day) => {
    expect(lastDayOf(value)).toBe(day);
  });

  it('the first value that is a date counts', () => {
    expect(firstDay([undefined, 'soon', '2026-01', '2025'], 'Europe/London')).toBe('2026-01-01');
  });

  it('a period may be open, or no period at all', () => {
    expect(periodOf({ start: '2026-01-01' }, 'Europe/London')).toEqual({ start: '2026-01-01', end: null });
    expect(periodOf('2026', 'Europe/London')).toEqual({ start: null, end: null });
  });
});

describe("the machine's own clock", () => {
  const script = `
    import { dayOf } from './src/fhir/dates.ts';
    import { daysBefore, dayIn, within, yearsOld } from './src/calendar.ts';
    const today = dayIn(new Date('2026-03-31T22:30:00Z'), 'Europe/London');
    console.log(JSON.stringify([
      today, daysBefore(today, { months: 1 }), within('2024-03-31', { months: 24 }, today), yearsOld('1976-03-31', today),
      dayOf('2026-03-29T00:30:00Z', 'Europe/London'), dayOf('2026-07-10T23:30:00Z', 'Europe/London'), dayOf('2026-02-10', 'Europe/London'), dayOf('2026-02-10T23:59:00', 'Europe/London'),
    ]));`;

  it('changes nothing: the same days in three time zones', () => {
    const told = ZONES.map((TZ) => {
      const ran = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        env: { ...process.env, TZ, NODE_OPTIONS: '' },
        encoding: 'utf8',
      });
      return ran.stdout.trim() || ran.stderr;
    });
    const expected = ['2026-03-31', '2026-02-28', true, 50, '2026-03-29', '2026-07-11', '2026-02-10', '2026-02-10'];
    expect(told).toEqual(ZONES.map(() => JSON.stringify(expected)));
  });
});
