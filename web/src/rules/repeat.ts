/** How a booking repeats, and on which dates: for the preview; the server walks them itself. */
import type { Schemas } from '@/api/client';
import { addDays, instantAt, timeOf, weekday } from '@/time/zone';
import type { Span } from './closed';

export type Repeat = 'none' | 'daily' | 'weekdays' | 'weekly' | 'fortnightly' | 'monthly';
export const REPEATS: readonly Repeat[] = [
  'none',
  'daily',
  'weekdays',
  'weekly',
  'fortnightly',
  'monthly',
];

/** The most dates of a numbered series on the wire. */
export const MOST_TIMES = 99;

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export function recurrenceOf(
  repeat: Repeat,
  day: string,
  times: number,
): Schemas['EventRecurrence'] | undefined {
  const pattern = patternOf(repeat, day);
  return pattern && { pattern, range: { type: 'numbered', numberOfOccurrences: times } };
}

function patternOf(repeat: Repeat, day: string): Schemas['RecurrencePattern'] | undefined {
  const weekly = (interval: number, daysOfWeek: string) => ({
    type: 'weekly',
    interval,
    daysOfWeek,
    firstDayOfWeek: 'monday',
  });
  switch (repeat) {
    case 'none':
      return undefined;
    case 'daily':
      return { type: 'daily', interval: 1 };
    case 'weekdays':
      return weekly(1, DAYS.slice(0, 5).join(','));
    case 'weekly':
      return weekly(1, DAYS[weekday(day)] ?? '');
    case 'fortnightly':
      return weekly(2, DAYS[weekday(day)] ?? '');
    case 'monthly':
      return { type: 'absoluteMonthly', interval: 1, dayOfMonth: Number(day.slice(8)) };
  }
}

/** The days on which it takes place, so many of them. */
export function daysOf(repeat: Repeat, day: string, times: number): string[] {
  const days: string[] = [];
  if (repeat === 'none') return [day];
  if (repeat === 'monthly') {
    const date = day.slice(8);
    let [year = 0, month = 0] = day.split('-').map(Number);
    while (days.length < times) {
      const next = `${year}-${String(month).padStart(2, '0')}-${date}`;
      // A month that lacks the day is left out.
      const parsed = new Date(`${next}T00:00:00Z`);
      if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(next)) days.push(next);
      month += 1;
      if (month > 12) {
        month = 1;
        year += 1;
      }
    }
    return days;
  }
  const step = repeat === 'weekly' ? 7 : repeat === 'fortnightly' ? 14 : 1;
  for (let at = day; days.length < times; at = addDays(at, step)) {
    if (repeat !== 'weekdays' || weekday(at) < 5) days.push(at);
  }
  return days;
}

/** The same times of the clock on each day. */
export function datesOf(
  repeat: Repeat,
  first: { day: string; start: string; end: string },
  times: number,
  zone: string,
): Span[] {
  return daysOf(repeat, first.day, times).map((day) => ({
    from: instantAt(day, first.start, zone),
    until: instantAt(day, first.end, zone),
  }));
}

/** Whether clocks in the zone show another time at a date than at the first. */
export const isShifted = (first: number, date: number, zone: string): boolean =>
  timeOf(first, zone) !== timeOf(date, zone);
