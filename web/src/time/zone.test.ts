import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayOf,
  instantAt,
  isDay,
  isZone,
  monday,
  offsetMinutes,
  startOfDay,
  timeOf,
  weekday,
} from './zone';

describe('wall clocks', () => {
  test.each([
    ['2026-11-26', '10:15', 'Asia/Shanghai', '2026-11-26T02:15:00.000Z'],
    ['2026-07-01', '10:00', 'Europe/Berlin', '2026-07-01T08:00:00.000Z'],
    ['2026-12-01', '10:00', 'Europe/Berlin', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01', '24:00', 'Europe/Berlin', '2026-12-01T23:00:00.000Z'],
    // Clocks leap from 2 to 3: an hour that does not exist moves forward.
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    // Clocks go back from 3 to 2: an hour that exists twice is the first.
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    ['2026-01-01', '00:00', 'America/St_Johns', '2026-01-01T03:30:00.000Z'],
  ])('%s %s in %s is %s', (day, time, zone, wanted) => {
    expect(new Date(instantAt(day, time, zone)).toISOString()).toBe(wanted);
  });

  test('a day with a change of clocks has 23 or 25 hours', () => {
    const length = (day: string) =>
      (startOfDay(addDays(day, 1), 'Europe/Berlin') - startOfDay(day, 'Europe/Berlin')) / 3_600_000;
    expect([length('2026-03-29'), length('2026-10-25'), length('2026-10-26')]).toEqual([
      23, 25, 24,
    ]);
  });

  test('what is read back is what was written', () => {
    const instant = instantAt('2026-02-28', '23:45', 'Asia/Kathmandu');
    expect(dayOf(instant, 'Asia/Kathmandu')).toBe('2026-02-28');
    expect(timeOf(instant, 'Asia/Kathmandu')).toBe('23:45');
    expect(offsetMinutes(instant, 'Asia/Kathmandu')).toBe(345);
  });

  test('days are counted over months and years, and weeks begin on Monday', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(weekday('2026-11-26')).toBe(3);
    expect(monday('2026-11-29')).toBe('2026-11-23');
  });

  test('what is no day and no zone is told', () => {
    for (const text of ['2026-02-30', '2026-2-3', '', 'today', 7, undefined]) {
      expect(isDay(text), String(text)).toBe(false);
    }
    expect(isDay('2028-02-29')).toBe(true);
    expect(isZone('Europe/Nowhere')).toBe(false);
    expect(isZone('Europe/Berlin')).toBe(true);
  });
});
