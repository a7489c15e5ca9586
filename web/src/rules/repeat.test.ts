import { describe, expect, test } from 'vitest';
import { datesOf, daysOf, isShifted, recurrenceOf } from './repeat';

describe('how a booking repeats', () => {
  test.each([
    ['none', '2026-11-26', 5, ['2026-11-26']],
    ['daily', '2026-11-29', 3, ['2026-11-29', '2026-11-30', '2026-12-01']],
    ['weekdays', '2026-11-27', 3, ['2026-11-27', '2026-11-30', '2026-12-01']],
    ['weekdays', '2026-11-28', 2, ['2026-11-30', '2026-12-01']],
    ['weekly', '2026-11-26', 2, ['2026-11-26', '2026-12-03']],
    ['fortnightly', '2026-12-24', 2, ['2026-12-24', '2027-01-07']],
    ['monthly', '2026-12-31', 3, ['2026-12-31', '2027-01-31', '2027-03-31']],
  ] as const)('%s from %s', (repeat, day, times, wanted) => {
    expect(daysOf(repeat, day, times)).toEqual(wanted);
  });

  test('the wire is told the same', () => {
    expect(recurrenceOf('none', '2026-11-26', 4)).toBeUndefined();
    expect(recurrenceOf('fortnightly', '2026-11-26', 4)).toEqual({
      pattern: { type: 'weekly', interval: 2, daysOfWeek: 'thursday', firstDayOfWeek: 'monday' },
      range: { type: 'numbered', numberOfOccurrences: 4 },
    });
    expect(recurrenceOf('monthly', '2026-11-06', 4)?.pattern?.dayOfMonth).toBe(6);
  });

  test('a date keeps its time on the wall, which another zone sees shift', () => {
    const first = { day: '2026-10-22', start: '10:00', end: '11:00' };
    const dates = datesOf('weekly', first, 2, 'Europe/Berlin');
    const [one, two] = dates.map((date) => date.from) as [number, number];
    expect(new Date(two).toISOString()).toBe('2026-10-29T09:00:00.000Z');
    expect(isShifted(one, two, 'Europe/Berlin')).toBe(false);
    expect(isShifted(one, two, 'Asia/Shanghai')).toBe(true);
  });
});
